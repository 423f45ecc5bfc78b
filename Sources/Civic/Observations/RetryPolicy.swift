/// When to try a source again that could not be fetched.
///
/// The pause doubles with each failure in a row, up to a limit, and is never shorter than the
/// source asks for. No chance is in it: who wants sources spread over time gives each its own start.
public struct RetryPolicy: Hashable, Sendable, Codable {
  /// Seconds after the first failure.
  public var first: Int64
  /// Seconds at most.
  public var longest: Int64
  /// Failures in a row after which nobody tries again until a person says so; 0 for no limit.
  public var attempts: Int

  public init(first: Int64 = 300, longest: Int64 = 86_400, attempts: Int = 0) {
    precondition(first > 0 && longest >= first, "pauses are positive and grow")
    self.first = first
    self.longest = longest
    self.attempts = attempts
  }

  /// The pause after a number of failures in a row, in seconds.
  public func pause(after failures: Int) -> Int64 {
    var pause = first
    for _ in 1..<max(failures, 1) where pause < longest {
      pause = min(longest, pause.multipliedReportingOverflow(by: 2).overflow ? longest : pause * 2)
    }
    return min(pause, longest)
  }

  /// The moment of the next attempt; `nil` when it was the last.
  ///
  /// - Parameters:
  ///   - failures: In a row, with this one.
  ///   - moment: When it failed.
  ///   - asked: The pause in seconds that the source asks for; at most ``longest`` of it counts.
  public func next(after failures: Int, at moment: Instant, asked: Int64? = nil) -> Instant? {
    guard attempts == 0 || failures < attempts else { return nil }
    let pause = max(pause(after: failures), min(asked ?? 0, longest))
    return moment.adding(seconds: pause)
  }
}
