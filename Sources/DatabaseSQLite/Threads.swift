@preconcurrency internal import Dispatch

/// Runs work that waits for the disk on a thread of its own, so that no task waits for its turn
/// behind it.
func onThread<T: Sendable>(_ work: @Sendable @escaping () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Result { try work() })
    }
  }
}
