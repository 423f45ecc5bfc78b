public import Exact

/// A city's part in a network for a time, as one source has it.
public struct Membership: Entity {
  public static let entityName = "membership"

  public let id: Exact.ID<Membership>
  public var revision: Int
  public var network: Exact.ID<Network>
  public var city: Exact.ID<City>
  /// The legal entity that is the partner, where it is not the city's administration itself.
  public var organisation: Exact.ID<Organisation>?
  public var role: MembershipRole
  public var status: RelationStatus
  public var from: Day?
  public var until: Day?
  public var note: Multilingual?
  public var source: Exact.ID<FactSource>?

  public init(
    id: Exact.ID<Membership>, network: Exact.ID<Network>, city: Exact.ID<City>,
    role: MembershipRole, status: RelationStatus
  ) {
    self.id = id
    revision = 1
    self.network = network
    self.city = city
    self.role = role
    self.status = status
  }
}

public enum MembershipRole: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case lead, partner

  public static let textPrefix = "membershipRole"
}

/// How far a relation between cities, networks and people is true.
public enum RelationStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case proposed, confirmed, withdrawn, replaced

  public static let textPrefix = "relationStatus"
}

/// Two cities that a programme brought together.
public struct Pairing: Entity {
  public static let entityName = "pairing"

  public let id: Exact.ID<Pairing>
  public var revision: Int
  public var programme: Exact.ID<Programme>
  public var first: Exact.ID<City>
  public var second: Exact.ID<City>
  public var status: RelationStatus
  public var from: Day?
  public var until: Day?
  public var note: Multilingual?
  public var source: Exact.ID<FactSource>?

  public init(
    id: Exact.ID<Pairing>, programme: Exact.ID<Programme>, first: Exact.ID<City>,
    second: Exact.ID<City>, status: RelationStatus
  ) {
    self.id = id
    revision = 1
    self.programme = programme
    self.first = first
    self.second = second
    self.status = status
  }
}
