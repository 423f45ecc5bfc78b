public import Exact

/// What a city tells those who look for partners: what it faces, offers, wants to learn and seeks.
public struct PartnerProfile: Fact {
  public static let entityName = "partner_profile"

  public let id: Exact.ID<PartnerProfile>
  public var revision: Int
  public var city: Exact.ID<City>
  public var visibility: ProfileVisibility
  public var about: Multilingual?
  public var kind: CityKind?
  /// The part of the world or the country by which pairs across regions are made.
  public var region: String?
  /// The languages its people can work in.
  public var languages: [Language]
  /// How many partnerships it can carry.
  public var capacity: Int
  public var parts: [ProfilePart]
  public var seeksPartners: Multilingual?
  public var seeksSuppliers: Multilingual?
  public var seeksFunders: Multilingual?
  /// Whom to ask: a role, not a person.
  public var contact: String?
  /// Partners it would like, the most wished first.
  public var wishes: [Exact.ID<City>]
  /// Partners it cannot have; never shown to others.
  public var exclusions: [Exact.ID<City>]

  public init(id: Exact.ID<PartnerProfile>, city: Exact.ID<City>) {
    self.id = id
    revision = 1
    self.city = city
    visibility = .city
    languages = []
    capacity = 1
    parts = []
    wishes = []
    exclusions = []
  }

  /// What counts and is shown, of one kind, the strongest first.
  public func shown(_ kind: ProfilePartKind) -> [ProfilePart] {
    parts.filter { $0.kind == kind && $0.counts }
      .sorted { ($1.strength, $0.topic) < ($0.strength, $1.topic) }
  }

  /// The parts as they stand now: what the city wrote, and what its records say today.
  ///
  /// Where the city changed what was derived, its choice stays; what has lost its origin goes.
  public func merged(with suggestions: [ProfileSuggestion]) -> [ProfilePart] {
    let derived = suggestions.map { suggestion -> ProfilePart in
      let kept = parts.first {
        $0.origin == suggestion.origin && $0.kind == suggestion.part.kind
      }
      guard var part = kept else { return suggestion.part }
      if part.strength == part.derivedStrength { part.strength = suggestion.part.strength }
      part.derivedStrength = suggestion.part.derivedStrength
      if part.topic.isEmpty { part.topic = suggestion.part.topic }
      return part
    }
    return parts.filter { $0.origin == nil } + derived
  }

  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.may(.editContent, .city(city)) }

  public func mayBeChanged(by viewer: Viewer) -> Bool { viewer.may(.editContent, .city(city)) }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectKnown(city, among: atlas.cities, "city")
    problems.expectKnown(wishes, among: atlas.cities, "wishes")
    problems.expectKnown(exclusions, among: atlas.cities, "exclusions")
    problems.expect(
      Set(wishes).isDisjoint(with: exclusions), "exclusions", Message("problemProfileBoth"))
    problems.expect(
      parts.allSatisfy { ProfilePart.strengths.contains($0.strength) }, "challenge",
      Message("problemUnknown"))
    return problems.list
  }

  /// Whether somebody may read it with the city's name.
  public func isReadable(by viewer: Viewer, in atlas: Atlas) -> Bool {
    if viewer.may(.readWorking, .city(city)) { return true }
    return switch visibility {
    case .city: false
    case .network: viewer.isOfNetwork(of: city, in: atlas)
    case .anonymous: viewer.looksAfterNetwork(of: city, in: atlas)
    case .everybody: true
    }
  }

  /// Whether a network's matching may use it.
  public var takesPart: Bool { visibility != .city }
}

/// Who may see a profile; the city chooses.
public enum ProfileVisibility: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case city, network, anonymous, everybody

  public static let textPrefix = "profileVisibility"
}

/// What a city is to those around it.
public enum CityKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case capital, metropolis, regionalCentre, university, industrial, port, tourism, smallTown

  public static let textPrefix = "cityKind"
}

extension Atlas {
  /// The networks that a city is a confirmed member of.
  public func networks(of city: Exact.ID<City>) -> Set<Exact.ID<Network>> {
    Set(memberships.filter { $0.city == city && $0.status == .confirmed }.map(\.network))
  }

  /// The cities that are confirmed members of a network on a day, by identifier.
  public func members(of network: Exact.ID<Network>, on day: Day) -> [City] {
    let ids = Set(
      memberships.filter { membership in
        membership.network == network && membership.status == .confirmed
          && membership.until.map { $0 >= day } ?? true
      }.map(\.city))
    return cities.filter { ids.contains($0.id) }.sorted { $0.id < $1.id }
  }
}

extension Viewer {
  /// Whether somebody has a role in a network of a city.
  public func looksAfterNetwork(of city: Exact.ID<City>, in atlas: Atlas) -> Bool {
    let networks = atlas.networks(of: city)
    return isAdministrator
      || grants.contains { grant in
        if case .network(let id) = grant.scope { networks.contains(id) } else { false }
      }
  }

  /// Whether somebody has a role in a network of a city, or in another city of it.
  public func isOfNetwork(of city: Exact.ID<City>, in atlas: Atlas) -> Bool {
    let networks = atlas.networks(of: city)
    return looksAfterNetwork(of: city, in: atlas)
      || cities.contains { !atlas.networks(of: $0).isDisjoint(with: networks) }
  }
}
