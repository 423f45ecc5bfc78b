public import Exact

/// A programme under which networks of cities work.
public struct Programme: Entity {
  public static let entityName = "programme"

  public let id: Exact.ID<Programme>
  public var revision: Int
  public var name: String
  public var about: Multilingual?
  public var url: String?
  public var source: Exact.ID<FactSource>?
  public var isDemonstration: Bool

  public init(id: Exact.ID<Programme>, name: String) {
    self.id = id
    revision = 1
    self.name = name
    isDemonstration = false
  }
}

/// Cities that work on one theme together for a time.
public struct Network: Entity {
  public static let entityName = "network"

  public let id: Exact.ID<Network>
  public var revision: Int
  public var programme: Exact.ID<Programme>?
  public var name: String
  public var theme: Multilingual?
  public var start: Day?
  public var end: Day?
  public var phases: [NetworkPhase]
  /// What sources say about the network as a whole, also where they contradict each other.
  public var claims: [Claim]
  public var source: Exact.ID<FactSource>?
  public var isDemonstration: Bool

  public init(id: Exact.ID<Network>, name: String) {
    self.id = id
    revision = 1
    self.name = name
    phases = []
    claims = []
    isDemonstration = false
  }
}

public struct NetworkPhase: Codable, Hashable, Sendable {
  public var name: Multilingual
  public var start: Day?
  public var end: Day?
  public var source: Exact.ID<FactSource>?

  public init(name: Multilingual, start: Day?, end: Day?, source: Exact.ID<FactSource>?) {
    self.name = name
    self.start = start
    self.end = end
    self.source = source
  }
}

/// What one source states; two claims with the same statement and other values disagree.
public struct Claim: Codable, Hashable, Sendable {
  public var statement: Multilingual
  public var value: String
  public var source: Exact.ID<FactSource>

  public init(statement: Multilingual, value: String, source: Exact.ID<FactSource>) {
    self.statement = statement
    self.value = value
    self.source = source
  }
}
