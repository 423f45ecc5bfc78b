public import Exact

/// A legal entity or a part of one: a municipality, department, company, agency, association.
public struct Organisation: Entity {
  public static let entityName = "organisation"

  public let id: Exact.ID<Organisation>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var helix: Helix
  public var source: Exact.ID<FactSource>?

  public init(id: Exact.ID<Organisation>, city: Exact.ID<City>, name: Multilingual, helix: Helix) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    self.helix = helix
  }
}

/// The four kinds of actors of the quadruple helix.
public enum Helix: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case publicSector, privateSector, civilSociety, knowledge

  public static let textPrefix = "helix"
}
