public import Exact

/// A skill or function among the city's staff: how many have it, how many are needed.
public struct StaffSkill: RegisterEntry {
  public static let entityName = "staff_skill"

  public let id: Exact.ID<StaffSkill>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  /// Full-time equivalents who have it.
  public var people: ExactDecimal?
  /// Full-time equivalents who are needed.
  public var needed: ExactDecimal?
  public var note: Multilingual?

  public init(id: Exact.ID<StaffSkill>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
  }
}
