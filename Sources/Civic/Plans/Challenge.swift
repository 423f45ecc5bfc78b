public import Exact

/// A problem the plan answers, as a problem tree: what causes it and what follows from it.
public struct Challenge: PlanRecord {
  public static let entityName = "challenge"

  public let id: Exact.ID<Challenge>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var position: Int
  public var title: Multilingual
  public var description: Multilingual?
  /// One cause a line.
  public var causes: Multilingual?
  /// One effect a line.
  public var effects: Multilingual?
  public var evidence: Multilingual?
  public var evidenceURL: String?
  /// The record that raised it: a gap, an indicator off its path, an entry of the register.
  public var origin: RecordReference?
  /// The question of the assessment in ``origin`` whose gap it is.
  public var gap: String?

  public init(id: Exact.ID<Challenge>, plan: Exact.ID<Plan>, position: Int, title: Multilingual) {
    self.id = id
    revision = 1
    self.plan = plan
    self.position = position
    self.title = title
  }

  public var label: Multilingual { title }
}
