public import Exact

/// A practice taken up elsewhere: what was changed, and later what came of it.
public struct Adoption: RegisterEntry {
  public static let entityName = "adoption"

  public let id: Exact.ID<Adoption>
  public var revision: Int
  /// Who took it up.
  public var city: Exact.ID<City>
  /// What it is called here.
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var practice: Exact.ID<Practice>?
  /// The plan it became an action of.
  public var plan: Exact.ID<Plan>?
  public var action: Exact.ID<Action>?
  public var startYear: Int?
  public var changed: Multilingual?
  public var outcome: PracticeOutcome?
  public var result: Multilingual?

  public init(id: Exact.ID<Adoption>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(practice != nil, "practice", Message("problemAdoptionPractice"))
    problems.expect(
      outcome == nil || result != nil, "result", Message("problemAdoptionResult"))
    return problems.list
  }
}
