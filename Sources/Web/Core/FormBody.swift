public import Exchange
import FoundationEssentials
public import Hummingbird
public import Pages

/// The values of a form that was sent, and its files.
public struct FormBody: Sendable {
  public let input: FormInput
  public let files: [UploadedFile]

  /// The largest form without files.
  static let formLimit = 1 << 20
  /// The largest form with files.
  static let uploadLimit = 24 << 20

  /// Reads the body of a request.
  ///
  /// - Throws: `HTTPError` 413 for a body over the limit, 415 for another kind of body, 400 for one
  ///   that is not well formed.
  private static func isForm(_ kind: String) -> Bool {
    let type = kind.prefix { $0 != ";" }.lowercased()
    return type.trimmingPrefix(" ").split(separator: " ").first
      == "application/x-www-form-urlencoded"
  }

  public init(_ request: Request) async throws {
    let kind = request.headers[.contentType] ?? ""
    if Self.hasFiles(request) {
      let body = try await request.body.whole(upTo: Self.uploadLimit)
      guard let boundary = MultipartReader.boundary(of: kind),
        let parts = MultipartReader(boundary: boundary).read(Array(body.readableBytesView))
      else { throw HTTPError(.badRequest) }
      input = FormInput(parts.values)
      files = parts.files
    } else if kind.isEmpty || Self.isForm(kind) {
      let body = try await request.body.whole(upTo: Self.formLimit)
      guard let values = FormEncoding.values(of: body.readableBytesView) else {
        throw HTTPError(.badRequest)
      }
      input = FormInput(values)
      files = []
    } else {
      throw HTTPError(.unsupportedMediaType)
    }
  }

  /// Whether the body is of the kind that can hold files.
  static func hasFiles(_ request: Request) -> Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") == true
  }
}
