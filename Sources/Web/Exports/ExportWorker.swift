import Civic
import Exact
import Exchange
public import Logging
public import ServiceLifecycle
import Store
import Synchronization

/// Makes the files that people ordered, one after the other, beside the site.
public struct ExportWorker: Service {
  let services: Services
  let logger: Logger
  var makers: [any ExportMaker] = Services.exportMakers
  var limits = Limits()

  struct Limits: Sendable {
    /// The largest file, in bytes.
    var size = 64 << 20
    /// The size of one part of what is kept.
    var chunk = 512 << 10
    /// How long making one may take.
    var time = Duration.seconds(600)
    /// How long a public file is kept, and one of a working plan, in seconds.
    var kept: (everybody: Int64, inside: Int64) = (86_400, 7 * 86_400)
  }

  static let pause = Duration.milliseconds(500)

  public init(services: Services, logger: Logger) {
    (self.services, self.logger) = (services, logger)
  }

  private var store: ExportStore { services.exports }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if await !runNext() { try? await Task.sleep(for: Self.pause) }
      }
    }
  }

  /// Makes what has waited longest.
  ///
  /// - Returns: Whether anything waited.
  @discardableResult
  func runNext() async -> Bool {
    do {
      guard try await store.hasWork(at: services.clock()) else { return false }
      let expired = try await store.tidy(at: services.clock())
      if expired > 0 { logger.info("exports expired", metadata: ["count": "\(expired)"]) }
      guard let job = try await store.claim(at: services.clock()) else { return expired > 0 }
      try await make(job)
      return true
    } catch {
      logger.error("export", metadata: ["error": "\(String(reflecting: error))"])
      return false
    }
  }

  /// Makes one file, whatever happens meanwhile.
  func make(_ job: ExportJob) async throws {
    let (watching, start) = (ExportWatching(), ContinuousClock.now)
    let teller = Task { await tell(watching, of: job, since: start) }
    let ending = await withTaskCancellationHandler {
      // What ends the process must not lose what is being written.
      await Task { await attempt(job, watching) }.value
    } onCancel: {
      watching.stop(.shutdown)
    }
    teller.cancel()
    await teller.value
    let outcome = try await Task { try await end(job, ending) }.value
    await services.measures.exported(
      job.order.format.rawValue, outcome: outcome, in: start.duration(to: .now))
    logger.info(
      "export",
      metadata: [
        "job": "\(job.id)", "format": "\(job.order.format.rawValue)", "outcome": "\(outcome)",
        "seconds": "\(start.duration(to: .now).inSeconds)",
      ])
  }

  /// Tells how far it is, and hears whether it shall end, until the task is cancelled.
  private func tell(
    _ watching: ExportWatching, of job: ExportJob, since start: ContinuousClock.Instant
  ) async {
    while !Task.isCancelled {
      if start.duration(to: .now) > limits.time { watching.stop(.tooLong) }
      do {
        if try await store.tell(watching.progress, of: job, at: services.clock()) {
          watching.stop(.asked)
        }
        try await Task.sleep(for: Self.pause)
      } catch is CancellationError {
        return
      } catch {
        // A database that is busy now is asked again.
        logger.warning("export not told", metadata: ["error": "\(String(reflecting: error))"])
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  /// How an attempt ended.
  private enum Ending: Sendable {
    case made(ExportedFile, key: Digest?)
    case failed(ExportFault, at: String? = nil)
    case stopped(ExportWatching.Reason)
  }

  private func attempt(_ job: ExportJob, _ watching: ExportWatching) async -> Ending {
    do {
      watching.tell(ExportProgress(.reading))
      let reader = try await store.reader(of: job, at: services.clock())
      let source = try await services.exportSource(job.order, for: reader)
      let made = try await made(from: source, watching)
      guard made.bytes.count <= limits.size else { return .failed(.tooLarge) }
      return try await keep(made, of: job, source, watching)
    } catch ExportError.stopped {
      return .stopped(watching.reason ?? .asked)
    } catch ExportError.cellTooLong(let table, let row) {
      return .failed(.cellTooLong, at: "\(table), \(row)")
    } catch let error as DocumentError {
      return ending(error, of: job, watching)
    } catch is AccessError {
      return .failed(.refused)
    } catch StoreError.notFound {
      return .failed(.gone)
    } catch {
      logger.error(
        "export failed", metadata: ["job": "\(job.id)", "error": "\(String(reflecting: error))"])
      return .failed(.failed)
    }
  }

  private func ending(
    _ error: DocumentError, of job: ExportJob, _ watching: ExportWatching
  ) -> Ending {
    logger.error(
      "document", metadata: ["job": "\(job.id)", "error": "\(String(reflecting: error))"])
    switch error {
    case .stopped: return .stopped(watching.reason ?? .asked)
    case .tookTooLong: return .failed(.tooLong)
    case .programMissing: return .failed(.programMissing)
    case .notPrinted: return .failed(.notPrinted)
    case .noRoom: return .failed(.noRoom)
    }
  }

  private func made(
    from source: ExportSource, _ watching: ExportWatching
  ) async throws -> MadeFile {
    let format = source.order.format
    guard let maker = makers.first(where: { $0.formats.contains(format) }) else {
      throw ExportError.archive
    }
    return try await maker.make(source, watch: watching.watch)
  }

  private func keep(
    _ made: MadeFile, of job: ExportJob, _ source: ExportSource, _ watching: ExportWatching
  ) async throws -> Ending {
    let size = made.bytes.count
    let chunks = (size + limits.chunk - 1) / limits.chunk
    for number in 0..<chunks {
      try watching.watch.reach(.keeping, done: number, of: chunks)
      let from = number * limits.chunk
      let part = Array(made.bytes[from..<min(size, from + limits.chunk)])
      guard try await store.keep(part, as: number, of: job, at: services.clock()) else {
        return .stopped(.asked)
      }
    }
    let isPublic = job.order.audience == .everybody
    let file = ExportedFile(
      madeAt: source.at,
      expiresAt: source.at.adding(seconds: isPublic ? limits.kept.everybody : limits.kept.inside),
      size: size, chunks: chunks, digest: Digest(of: made.bytes), source: source.digest,
      contents: made.contents)
    return .made(file, key: job.order.sharingKey(of: source.digest))
  }

  /// Writes how it ended; the word for logs and measures.
  private func end(_ job: ExportJob, _ ending: Ending) async throws -> String {
    let now = services.clock()
    switch ending {
    case .made(let file, let key):
      do {
        return try await store.finish(job, file, sharedAs: key, at: now)?.rawValue ?? "lost"
      } catch StoreError.unstorable {
        return try await store.fail(job, .failed, now: now)?.rawValue ?? "lost"
      }
    case .failed(let fault, let place):
      return try await store.fail(job, fault, at: place, now: now)?.rawValue ?? "lost"
    case .stopped(.shutdown):
      try await store.release(job, at: now)
      return "released"
    case .stopped(.tooLong):
      return try await store.fail(job, .tooLong, now: now)?.rawValue ?? "lost"
    case .stopped(.asked):
      return try await store.fail(job, .failed, now: now)?.rawValue ?? "lost"
    }
  }
}

/// What those who make a file and those who watch it tell each other.
final class ExportWatching: Sendable {
  // A class, because the file is made on a thread of its own.
  private let inside = Mutex(Inside())

  private struct Inside {
    var progress = ExportProgress(.waiting)
    var reason: Reason?
  }

  enum Reason: Sendable {
    case asked, tooLong, shutdown
  }

  var progress: ExportProgress { inside.withLock { $0.progress } }
  var reason: Reason? { inside.withLock { $0.reason } }

  func tell(_ progress: ExportProgress) { inside.withLock { $0.progress = progress } }

  /// The first reason counts.
  func stop(_ reason: Reason) { inside.withLock { $0.reason = $0.reason ?? reason } }

  var watch: ExportWatch {
    ExportWatch(tell: { self.tell($0) }, shouldStop: { self.reason != nil })
  }
}
