@preconcurrency internal import Dispatch

/// Waits for a socket without keeping a thread.
///
/// Each wait has a source of its own, which fires once: a source that is suspended must never be let
/// go of, and one that lasts would have to be suspended between two waits.
struct SocketWait: Sendable {
  /// What is waited for.
  enum Event: Sendable {
    case readable, writable
  }

  private let source: any DispatchSourceProtocol

  private init(_ descriptor: Int32, _ event: Event) {
    let queue = DispatchQueue.global()
    source =
      switch event {
      case .readable: DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      case .writable: DispatchSource.makeWriteSource(fileDescriptor: descriptor, queue: queue)
      }
  }

  /// Returns when the socket is ready, the time is over, or the task is cancelled.
  static func wait(
    for event: Event, on descriptor: Int32, atMost limit: Duration? = nil
  ) async {
    let wait = SocketWait(descriptor, event)
    let timer = limit.map { limit in
      Task {
        try await Task.sleep(for: limit)
        wait.source.cancel()
      }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { wait.start($0) }
    } onCancel: {
      wait.source.cancel()
    }
    timer?.cancel()
  }

  private func start(_ continuation: CheckedContinuation<Void, Never>) {
    source.setEventHandler { [source] in source.cancel() }
    // Only then is the socket let go of, and may be closed.
    source.setCancelHandler { continuation.resume() }
    source.activate()
  }
}
