public import Exact

/// A project that residents can vote for.
public struct VoteProject: Entity {
  public static let entityName = "vote_project"

  public let id: Exact.ID<VoteProject>
  public var revision: Int
  public var city: Exact.ID<City>
  public var consultation: Exact.ID<Consultation>
  public var name: Multilingual
  public var text: Multilingual?
  public var cost: MinorUnits
  public var category: String?
  public var district: String?
  public var latitude: ExactDecimal?
  public var longitude: ExactDecimal?
  /// Of projects with the same group at most one is funded.
  public var alternative: String?
  /// Who proposed it, as the public may know them.
  public var proposer: String?
  /// Set when the consultation opens; then nobody changes it.
  public var isFixed: Bool

  public init(
    id: Exact.ID<VoteProject>, of consultation: Exact.ID<Consultation>, in city: Exact.ID<City>,
    name: Multilingual
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.consultation = consultation
    self.name = name
    cost = 0
    isFixed = false
  }
}

extension VoteProject: Fact {
  public func mayBeAdded(by viewer: Viewer) -> Bool {
    !isFixed && viewer.may(.editContent, .city(city))
  }

  public func mayBeChanged(by viewer: Viewer) -> Bool { mayBeAdded(by: viewer) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    problems.expect(
      (1...PlanDocument.largestAmount).contains(cost), "cost", Message("voteProblemCost"))
    return problems.list
  }

  /// What is wrong with it as a project of its consultation.
  public func problems(
    of consultation: Consultation?
  ) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(
      consultation.map { $0.phase == .draft && $0.city == city } ?? false, "name",
      Message("voteProblemFixed"))
    return problems.list
  }
}
