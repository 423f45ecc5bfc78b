public import Exact

/// A software system that the city or its companies run.
public struct InformationSystem: RegisterEntry {
  public static let entityName = "information_system"

  public let id: Exact.ID<InformationSystem>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var purpose: Multilingual?
  public var supplier: String?
  public var sinceYear: Int?
  public var state: SystemState?
  /// Whether it holds data about people.
  public var hasPersonalData: Bool
  /// Whether other systems can exchange data with it.
  public var hasInterface: Bool
  /// The contract under which it is kept.
  public var contract: Exact.ID<ServiceContract>?

  public init(id: Exact.ID<InformationSystem>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    hasPersonalData = false
    hasInterface = false
  }
}

/// Where a system is in its life.
public enum SystemState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case planned, running, outdated, ending

  public static let textPrefix = "systemState"
}
