public import Civic
import Dispatch
import Exact
import Exchange
import Foundation
import Investment
public import Logging
public import ServiceLifecycle
public import Store
import Synchronization

/// Searches for the answers to funding scenarios, one after the other, beside the site.
public struct FundWorker: Service {
  let store: FundStore
  /// The solver's name and version; none where it is not installed.
  let solver: String?
  let clock: @Sendable () -> Instant
  let logger: Logger
  /// How many bytes the process holds; none where the system does not say.
  var memory: @Sendable () -> Int? = { MemoryUse.now }

  static let pause = Duration.milliseconds(500)
  public init(
    store: FundStore, solver: String?, clock: @escaping @Sendable () -> Instant, logger: Logger
  ) {
    (self.store, self.solver, self.clock, self.logger) = (store, solver, clock, logger)
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if await !runNext() { try? await Task.sleep(for: Self.pause) }
      }
    }
  }

  /// Searches for the answer to what has waited longest.
  ///
  /// - Returns: Whether anything waited.
  @discardableResult
  func runNext() async -> Bool {
    do {
      guard let run = try await store.claim(at: clock()) else { return false }
      try await search(run)
      return true
    } catch {
      logger.error("funding run", metadata: ["error": "\(String(reflecting: error))"])
      return false
    }
  }

  private func search(_ run: FundingRun) async throws {
    let state = SearchState()
    let teller = Task {
      while !Task.isCancelled {
        if try await store.tell(state.progress, of: run.id, at: clock()) { state.stop() }
        try await Task.sleep(for: Self.pause)
      }
    }
    let (findings, fault) = await withTaskCancellationHandler {
      await answer(run.scenario, state)
    } onCancel: {
      state.stop()
    }
    teller.cancel()
    _ = await teller.result
    var progress = state.progress
    progress.stage = .done
    progress.fault = fault
    progress.isOutOfMemory = state.isOutOfMemory
    // What ends the process must not lose what was found.
    let last = progress
    _ = try await Task { try await store.end(run.id, findings, last, at: clock()) }.value
    logger.info(
      "funding run", metadata: ["run": "\(run.id)", "status": "\(findings?.status.rawValue ?? "")"])
  }

  /// Searches on a thread of its own, so that the site goes on answering.
  private func answer(
    _ scenario: FundingScenario, _ state: SearchState
  ) async -> (FundingFindings?, FundingFault?) {
    guard let solver else { return (nil, .noSolver) }
    let limit = (scenario.search.megabytes ?? ScenarioSearch.usualMegabytes) << 20
    let (memory, start) = (memory, memory())
    let control = SearchControl(
      elapsed: { ProcessInfo.processInfo.systemUptime },
      shouldStop: {
        if let start, let now = memory(), now - start > limit { state.runOut() }
        return state.shouldStop
      })
    return await withCheckedContinuation { continuation in
      DispatchQueue(label: "funding", qos: .utility).async {
        do throws(FundingFaultError) {
          let search = try FundingSearch(
            scenario, solver: solver, control: control, report: { state.tell($0) })
          continuation.resume(returning: (try search.findings(), nil))
        } catch {
          continuation.resume(returning: (nil, error.fault))
        }
      }
    }
  }
}

/// What the search and those who watch it tell each other.
private final class SearchState: Sendable {
  // A class, because the search runs on a thread of its own.
  private let inside = Mutex(Inside())

  private struct Inside {
    var progress = FundingProgress()
    var shouldStop = false
    var isOutOfMemory = false
  }

  var progress: FundingProgress { inside.withLock { $0.progress } }
  var shouldStop: Bool { inside.withLock { $0.shouldStop } }
  var isOutOfMemory: Bool { inside.withLock { $0.isOutOfMemory } }

  func tell(_ progress: FundingProgress) { inside.withLock { $0.progress = progress } }
  func stop() { inside.withLock { $0.shouldStop = true } }

  func runOut() {
    inside.withLock {
      $0.shouldStop = true
      $0.isOutOfMemory = true
    }
  }
}

/// How much memory the process holds.
enum MemoryUse {
  /// In bytes; none where the system does not say.
  static var now: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }
  }
}
