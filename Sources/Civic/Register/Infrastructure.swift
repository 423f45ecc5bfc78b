public import Exact

/// Something built that carries the city's services: networks, sensors, lamps, buildings.
public struct Infrastructure: RegisterEntry {
  public static let entityName = "infrastructure"

  public let id: Exact.ID<Infrastructure>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var kind: InfrastructureKind
  public var quantity: ExactDecimal?
  public var unit: String?
  /// From 1, broken, to 5, as new.
  public var condition: Int?
  public var builtYear: Int?
  public var latitude: ExactDecimal?
  public var longitude: ExactDecimal?
  public var note: Multilingual?

  public init(
    id: Exact.ID<Infrastructure>, city: Exact.ID<City>, name: Multilingual, kind: InfrastructureKind
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    self.kind = kind
  }
}

/// What sort of infrastructure it is.
public enum InfrastructureKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case network, sensors, lighting, transport, energy, water, waste, building, dataCentre, other

  public static let textPrefix = "infrastructureKind"
}
