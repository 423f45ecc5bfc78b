/// One body that waits for its turn, and whoever waits for its answer.
package struct QueuedWrite<Handle>: Sendable {
  /// What a body came to; it is answered once the commit is.
  package enum Outcome: Sendable {
    case success(@Sendable () -> Void)
    case failure(@Sendable () -> Void)

    package var isFailure: Bool {
      if case .failure = self { true } else { false }
    }

    package func answer() {
      switch self {
      case .success(let answer), .failure(let answer): answer()
      }
    }
  }

  /// Runs the body; what it returns is the answer to give after the commit.
  package let perform: @Sendable (Handle) throws -> Outcome

  /// Answers with an error.
  package let fail: @Sendable (any Error) -> Void

  package init<T: Sendable>(
    _ body: @Sendable @escaping (Handle) throws -> T,
    _ continuation: CheckedContinuation<T, any Error>
  ) {
    perform = { connection in
      let value = try body(connection)
      return .success { continuation.resume(returning: value) }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
