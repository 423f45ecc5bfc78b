@preconcurrency internal import Dispatch

/// Runs the work of one connection on a queue of its own: a body may wait there for the server
/// without keeping a thread that other tasks need.
final class ConnectionThread: SerialExecutor {
  private let queue = DispatchQueue(label: "gradnik.postgres")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }
}
