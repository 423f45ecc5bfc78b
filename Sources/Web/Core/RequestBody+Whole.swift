import Hummingbird
import NIOCore

extension RequestBody {
  /// The whole body.
  ///
  /// - Throws: `HTTPError` 413 for one over the limit, 400 for one that its sender broke off or cut
  ///   into chunks that are none.
  func whole(upTo limit: Int) async throws -> ByteBuffer {
    do {
      return try await collect(upTo: limit)
    } catch let error as any HTTPResponseError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      throw HTTPError(.badRequest)
    }
  }
}
