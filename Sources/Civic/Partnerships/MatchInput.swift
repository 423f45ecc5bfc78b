public import Exact
import Matching

/// The profiles of a network's cities as they go into a matching, and as they are published.
///
/// A city is named only where it shows itself to everybody. Others get codes in an order that chance
/// decides, and nothing about any city goes in that the matching does not use.
public struct MatchInput: Sendable {
  public let network: Exact.ID<Network>
  public let participants: [MatchParticipant]
  public let json: JSONValue

  /// - Parameters:
  ///   - candidates: The member cities with their profiles; those that take no part are left out.
  ///   - partnerships: All of the network: confirmed pairs are settled, declined ones stay apart.
  public init(
    _ network: Exact.ID<Network>, candidates: [(city: City, profile: PartnerProfile)],
    settings: MatchSettings, partnerships: [Partnership],
    using random: inout some RandomNumberGenerator
  ) {
    self.network = network
    let confirmed = partnerships.filter { $0.status == .confirmed }
    let settled = Set(
      confirmed.filter { settings.mode == .networks && $0.cities.count > 2 }.flatMap(\.cities))
    let present = candidates.filter { $0.profile.takesPart && !settled.contains($0.city.id) }
    let (named, unnamed) = (
      present.filter { $0.profile.visibility == .everybody },
      present.filter { $0.profile.visibility != .everybody }.shuffled(using: &random)
    )
    var taken: Set<String> = []
    participants =
      named.map { city, profile in
        let name = city.name.text(for: .english).text
        let code = name.isEmpty || !taken.insert(name).inserted ? "\(name) (\(city.id))" : name
        return Self.participant(profile, code, isNamed: true)
      }
      + unnamed.enumerated().map { number, entry in
        Self.participant(entry.profile, "unnamed-\(number + 1)", isNamed: false)
      }
    let codes = Dictionary(participants.map { ($0.city, $0.code) }) { first, _ in first }
    let writer = Writer(codes: codes, settings: settings, confirmed: confirmed)
    json = writer.json(named + unnamed, participants, partnerships)
  }

  private static func participant(
    _ profile: PartnerProfile, _ code: String, isNamed: Bool
  ) -> MatchParticipant {
    MatchParticipant(
      city: profile.city, code: code, isNamed: isNamed, parts: profile.parts.filter(\.counts))
  }
}

/// Writes profiles as `gradnik-profiles/1`.
private struct Writer {
  let codes: [Exact.ID<City>: String]
  let settings: MatchSettings
  let confirmed: [Partnership]

  func json(
    _ entries: [(city: City, profile: PartnerProfile)], _ participants: [MatchParticipant],
    _ partnerships: [Partnership]
  ) -> JSONValue {
    var weights = JSONObject()
    for weight in settings.weights where weight.percent > 0 {
      weights[weight.part] = .string(MatchRules.share(weight.percent))
    }
    let cities = zip(entries, participants).map { JSONValue.object(city($0.0, $0.1, $1)) }
    let fixed = settings.mode == .networks ? [] : pairs(confirmed)
    var apart =
      settings.barsDeclined
      ? pairs(partnerships.filter { $0.status == .declined || $0.status == .replaced }) : []
    for entry in entries {
      for other in entry.profile.exclusions {
        guard let one = codes[entry.city.id], let other = codes[other], one != other else {
          continue
        }
        apart.append([one, other].sorted())
      }
    }
    let json = { (pairs: [[String]]) in
      JSONValue.array(pairs.map { .array($0.map { .string($0) }) })
    }
    return [
      "format": "gradnik-profiles/1", "cities": .array(cities), "fixed": json(fixed),
      "declined": json(Set(apart).subtracting(fixed).sorted { $0.lexicographicallyPrecedes($1) }),
      "weights": .object(weights),
    ]
  }

  /// Pairs of cities that are all here, each once, without saying who stands first.
  private func pairs(_ partnerships: [Partnership]) -> [[String]] {
    let all = partnerships.filter { $0.cities.count == 2 }.compactMap { partnership in
      let found = partnership.cities.compactMap { codes[$0] }.sorted()
      return found.count == 2 ? found : nil
    }
    return Set(all).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func city(
    _ city: City, _ profile: PartnerProfile, _ participant: MatchParticipant
  ) -> JSONObject {
    var object = JSONObject()
    object["id"] = .string(participant.code)
    let facts = MatchFacts(city, profile, settings)
    if let size = facts.size { object["population"] = .string(String(size.population)) }
    if let category = facts.category { object["class"] = .string(category.rawValue) }
    if let country = facts.country { object["country"] = .string(country) }
    if let group = facts.group { object["group"] = .string(group) }
    if let languages = facts.languages {
      object["languages"] = .array(languages.map { .string($0) })
    }
    object["capacity"] = .string(String(capacity(of: city, profile)))
    for (kind, name) in [
      (ProfilePartKind.challenge, "challenges"), (.need, "needs"), (.offer, "offers"),
    ] {
      let shown = profile.shown(kind)
      guard !shown.isEmpty else { continue }
      var topics = JSONObject()
      // The strongest comes first, and counts where a topic is said twice.
      for part in shown where topics[part.topic] == nil {
        topics[part.topic] = .string(MatchRules.share(part.strength * 20))
      }
      object[name] = .object(topics)
    }
    if settings.weight(.wishes) > 0 || settings.mode == .stable {
      let wishes = profile.wishes.compactMap { codes[$0] }
      if !wishes.isEmpty { object["prefers"] = .array(wishes.map { .string($0) }) }
    }
    return object
  }

  /// Partnerships with cities that take no part now use up what the city can carry.
  private func capacity(of city: City, _ profile: PartnerProfile) -> Int {
    let elsewhere = confirmed.count { partnership in
      partnership.cities.contains(city.id)
        && (partnership.cities.count != 2 || partnership.cities.contains { codes[$0] == nil })
    }
    let most = min(profile.capacity, settings.capacity ?? profile.capacity)
    return settings.mode == .networks ? min(1, profile.capacity) : max(0, most - elsewhere)
  }
}

extension SizeClass {
  /// A population that stands for the class, so that none tells a city from others.
  var population: Int {
    switch self {
    case .small: 25_000
    case .medium: 100_000
    case .large: 500_000
    }
  }
}

/// What a matching uses of the facts about a city, and nothing more.
struct MatchFacts: Hashable {
  var size: SizeClass?
  var category: RegionClass?
  var country: String?
  var group: String?
  var languages: [String]?

  init(_ city: City, _ profile: PartnerProfile?, _ settings: MatchSettings) {
    let isNetworks = settings.mode == .networks
    if settings.weight(.size) > 0 || (isNetworks && settings.rules.sizes > 1) {
      size = city.population.map { SizeClass(population: Int64($0)) }
    }
    if settings.weight(.regionClass) > 0 || (isNetworks && settings.rules.lessDeveloped > 0) {
      category = city.regionCategory.map(\.matchingClass)
    }
    if settings.weight(.geography) > 0 || (isNetworks && settings.rules.countries > 1) {
      country = city.country
    }
    if settings.mode == .acrossRegions {
      group =
        switch settings.grouping {
        case .country: city.country
        case .region: profile?.region.map { Fold.folded($0) }
        }
    }
    if settings.weight(.language) > 0 {
      let known = profile.map(\.languages) ?? city.languages
      languages = known.isEmpty ? nil : known.map(\.rawValue).sorted()
    }
  }
}

extension RegionCategory {
  var matchingClass: RegionClass {
    switch self {
    case .lessDeveloped: .less
    case .transition: .transition
    case .moreDeveloped: .more
    case .preAccession: .ipa
    case .outermost, .other: .other
    }
  }
}
