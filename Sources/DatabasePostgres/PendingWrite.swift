internal import Database

/// One body that waits for its turn, and whoever waits for its answer.
struct PendingWrite: Sendable {
  /// What a body came to; it is answered once the commit is.
  enum Outcome: Sendable {
    case success(@Sendable () -> Void)
    case failure(@Sendable () -> Void)

    var isFailure: Bool {
      if case .failure = self { true } else { false }
    }

    func answer() {
      switch self {
      case .success(let answer), .failure(let answer): answer()
      }
    }
  }

  /// Runs the body; what it returns is the answer to give after the commit.
  let perform: @Sendable (any Connection) throws -> Outcome

  /// Answers with an error.
  let fail: @Sendable (any Error) -> Void

  init<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T,
    _ continuation: CheckedContinuation<T, any Error>
  ) {
    perform = { connection in
      let value = try body(connection)
      return .success { continuation.resume(returning: value) }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
