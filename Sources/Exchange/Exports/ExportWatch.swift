public import Civic

/// How those who wait for an export are told how far it is, and how they end it.
public struct ExportWatch: Sendable {
  let tell: @Sendable (ExportProgress) -> Void
  let shouldStop: @Sendable () -> Bool

  public init(
    tell: @Sendable @escaping (ExportProgress) -> Void, shouldStop: @Sendable @escaping () -> Bool
  ) {
    (self.tell, self.shouldStop) = (tell, shouldStop)
  }

  /// Nobody waits.
  public static let none = ExportWatch(tell: { _ in }, shouldStop: { false })

  /// Whether it shall end, for work that asks by itself.
  public var isStopped: Bool { shouldStop() }

  /// Tells how far it is, from wherever.
  public func report(_ step: ExportStep, done: Int, of total: Int) {
    tell(ExportProgress(step, done: done, of: total))
  }

  /// Between two steps of the work.
  ///
  /// - Throws: ``ExportError/stopped``.
  public func reach(_ step: ExportStep, done: Int, of total: Int) throws(ExportError) {
    guard !shouldStop() else { throw .stopped }
    tell(ExportProgress(step, done: done, of: total))
  }
}
