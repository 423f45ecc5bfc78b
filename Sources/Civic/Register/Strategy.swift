public import Exact

/// A strategy, plan or programme in force, and what it commits the city to.
public struct Strategy: RegisterEntry {
  public static let entityName = "strategy"

  public let id: Exact.ID<Strategy>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var kind: StrategyKind
  public var adoptedOn: Day?
  /// Who adopted it: "City council".
  public var adoptedBy: String?
  public var validUntil: Day?
  /// What the city has bound itself to by it.
  public var commitments: Multilingual?
  public var url: String?

  public init(id: Exact.ID<Strategy>, city: Exact.ID<City>, name: Multilingual, kind: StrategyKind)
  {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    self.kind = kind
  }
}

/// What sort of document a strategy is.
public enum StrategyKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case strategy, plan, programme, regulation

  public static let textPrefix = "strategyKind"
}
