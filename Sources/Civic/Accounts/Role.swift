public import Exact

/// What a person may be in a scope.
public enum Role: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case administrator
  case networkLead, networkExpert, networkSecretariat
  case cityCoordinator, cityContributor, electedMember, cityViewer
  case programmeSecretariat, assessor
  case resident

  public static let textPrefix = "role"

  /// The kind of scope in which the role is given.
  public var scopeKind: Scope.Kind {
    switch self {
    case .administrator, .resident: .platform
    case .networkLead, .networkExpert, .networkSecretariat: .network
    case .cityCoordinator, .cityContributor, .electedMember, .cityViewer: .city
    case .programmeSecretariat, .assessor: .programme
    }
  }
}

/// Where a role holds.
public enum Scope: Hashable, Sendable {
  case platform
  case programme(Exact.ID<Programme>)
  case network(Exact.ID<Network>)
  case city(Exact.ID<City>)

  public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
    case platform, programme, network, city
  }

  public var kind: Kind {
    switch self {
    case .platform: .platform
    case .programme: .programme
    case .network: .network
    case .city: .city
    }
  }

  /// The identifier of the programme, network or city; empty for the platform.
  public var key: String {
    switch self {
    case .platform: ""
    case .programme(let id): id.rawValue
    case .network(let id): id.rawValue
    case .city(let id): id.rawValue
    }
  }

  public init(kind: Kind, key: String) {
    switch kind {
    case .platform: self = .platform
    case .programme: self = .programme(ID(rawValue: key))
    case .network: self = .network(ID(rawValue: key))
    case .city: self = .city(ID(rawValue: key))
    }
  }
}

/// A role in a scope, as an account holds it.
public struct Grant: Hashable, Sendable {
  public let role: Role
  public let scope: Scope

  public init(_ role: Role, in scope: Scope) {
    self.role = role
    self.scope = scope
  }
}
