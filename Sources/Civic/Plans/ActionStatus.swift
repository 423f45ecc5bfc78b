/// Where an action stands.
public enum ActionStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case upcoming, ongoing, done, late, paused, blocked, abandoned, superseded

  public static let textPrefix = "actionStatus"

  /// Those that only a person can set, because dates and tasks do not tell.
  public static let manual: [ActionStatus] = [
    .ongoing, .done, .paused, .blocked, .abandoned, .superseded,
  ]

  /// Whether work on it has ended, for better or worse.
  public var isClosed: Bool { self == .done || self == .abandoned || self == .superseded }
}

extension Action {
  /// The status on a day: the one set by hand, or else what dates and tasks say.
  ///
  /// All tasks finished is done; a task or the action itself past its end is late; begun by date or by
  /// a finished task is ongoing; all else is upcoming.
  ///
  /// - Parameter tasks: The tasks of this action, in any order.
  public func status(on today: Day, tasks: [ActionTask]) -> ActionStatus {
    manualStatus ?? automaticStatus(on: today, tasks: tasks)
  }

  func automaticStatus(on today: Day, tasks: [ActionTask]) -> ActionStatus {
    let open = tasks.filter { $0.doneOn == nil }
    if !tasks.isEmpty && open.isEmpty { return .done }
    if open.contains(where: { $0.end.map { $0 < today } ?? false }) { return .late }
    if let end, end < today { return .late }
    let begun = tasks.contains { task in
      task.doneOn != nil || (task.start.map { $0 <= today } ?? false)
    }
    if begun || (start.map { $0 <= today } ?? false) { return .ongoing }
    return .upcoming
  }
}
