public import Exact

/// What somebody does because a key figure is off its path.
public struct CorrectiveAction: RegisterEntry {
  public static let entityName = "corrective_action"

  public let id: Exact.ID<CorrectiveAction>
  public var revision: Int
  public var city: Exact.ID<City>
  /// What is done.
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var indicator: Exact.ID<CityIndicator>?
  /// Why the figure is off.
  public var cause: Multilingual?
  /// Who does it.
  public var person: String?
  public var start: Day?
  public var due: Day?
  public var doneOn: Day?
  /// What came of it, in words; the figures show the rest.
  public var outcome: Multilingual?

  public init(id: Exact.ID<CorrectiveAction>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(indicator != nil, "indicator", Message("problemCorrectionIndicator"))
    problems.expect(
      owner != nil || !(person ?? "").isEmpty, "owner", Message("problemCorrectionOwner"))
    problems.expect(due != nil, "due", Message("problemCorrectionDue"))
    problems.expectOrder(start, due, "due")
    problems.expectOrder(start, doneOn, "doneOn")
    return problems.list
  }

  /// How it stands on a day.
  public func state(on today: Day) -> CorrectionState {
    if doneOn != nil { return .done }
    if let due, due < today { return .late }
    if let start, start > today { return .planned }
    return .underWay
  }
}

public enum CorrectionState: String, CaseIterable, Hashable, Sendable, Named {
  case planned, underWay, late, done

  public static let textPrefix = "correctionState"
}
