public import Civic
import Exact
public import Exchange
public import Logging
public import ServiceLifecycle
public import Store

/// Fetches the sources that are due, one after the other.
public struct SourceWorker: Service {
  let desk: SourceDesk
  let fetcher: SafeFetch
  let logger: Logger

  static let pause = Duration.seconds(60)

  public init(
    store: SourceStore, fetcher: SafeFetch, clock: @escaping @Sendable () -> Instant,
    logger: Logger
  ) {
    desk = SourceDesk(sources: store, clock: clock)
    self.fetcher = fetcher
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = await Task { await fetchDue() }.value
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  /// Fetches what is due now.
  ///
  /// - Returns: How many sources were asked.
  @discardableResult
  func fetchDue() async -> Int {
    do {
      let due = try await desk.sources.take(dueAt: desk.clock())
      for id in due {
        let source = try await desk.sources.source(id).source
        let outcome = try await desk.fetch(source, with: fetcher, by: .machine)
        logger.info("source fetched", metadata: ["source": "\(id)", "outcome": "\(outcome)"])
      }
      return due.count
    } catch {
      logger.error("sources", metadata: ["error": "\(String(reflecting: error))"])
      return 0
    }
  }
}
