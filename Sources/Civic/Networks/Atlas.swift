public import Exact

/// The cities and networks of an installation, with the facts about them and their sources.
public struct Atlas: Codable, Hashable, Sendable {
  public var sources: [FactSource]
  public var cities: [City]
  public var organisations: [Organisation]
  public var programmes: [Programme]
  public var networks: [Network]
  public var memberships: [Membership]
  public var pairings: [Pairing]

  public init(
    sources: [FactSource] = [], cities: [City] = [], organisations: [Organisation] = [],
    programmes: [Programme] = [], networks: [Network] = [], memberships: [Membership] = [],
    pairings: [Pairing] = []
  ) {
    self.sources = sources
    self.cities = cities
    self.organisations = organisations
    self.programmes = programmes
    self.networks = networks
    self.memberships = memberships
    self.pairings = pairings
  }

  public func city(_ id: Exact.ID<City>) -> City? { cities.first { $0.id == id } }

  public func network(_ id: Exact.ID<Network>) -> Network? { networks.first { $0.id == id } }

  public func source(_ id: Exact.ID<FactSource>?) -> FactSource? {
    sources.first { $0.id == id }
  }

  /// The memberships in a network, leads first, then by when they began.
  public func memberships(in network: Exact.ID<Network>) -> [Membership] {
    memberships.filter { $0.network == network }.sorted {
      ($0.role == .lead ? 0 : 1, $0.from ?? .first, $0.id)
        < ($1.role == .lead ? 0 : 1, $1.from ?? .first, $1.id)
    }
  }

  public func memberships(of city: Exact.ID<City>) -> [Membership] {
    memberships.filter { $0.city == city }
  }

  /// How many facts are taken from a source.
  public func uses(of source: Exact.ID<FactSource>) -> Int {
    let named =
      cities.map(\.source) + organisations.map(\.source) + programmes.map(\.source)
      + networks.map(\.source) + networks.flatMap { $0.claims.map(\.source) }
      + memberships.map(\.source) + pairings.map(\.source)
    return named.count { $0 == source }
  }

  /// Statements about a network on which its sources do not agree.
  public func disagreements(about network: Network) -> [[Claim]] {
    Dictionary(grouping: network.claims, by: \.statement).values
      .filter { Set($0.map(\.value)).count > 1 }
      .sorted { ($0.first?.value ?? "") < ($1.first?.value ?? "") }
  }
}
