import Civic
import Exact
import Foundation

/// The file of real networks: facts with their sources, as `Demonstration/networks.json` has them.
struct NetworkFacts: Decodable {
  struct Source: Decodable {
    let id, title, publisher: String
    let url, dated: String?
    let language: Language?
  }

  struct ProgrammeFact: Decodable {
    let id, name: String
    let url: String?
    let sources: [String]
  }

  struct CityFact: Decodable {
    let id, country: String
    let name: Multilingual
    let population, populationYear: Int?
    let latitude, longitude: ExactDecimal?
    let languages: [Language]
    let source: String?
  }

  struct OrganisationFact: Decodable {
    let id, city: String
    let name: Multilingual
    let kind: Helix
    let source: String?
  }

  struct Phase: Decodable {
    let name: Multilingual
    let start, end, source: String?
  }

  struct NetworkFact: Decodable {
    let id, name: String
    let programme, start, end, source: String?
    let theme: Multilingual?
    let phases: [Phase]
    let claims: [Claim]
  }

  struct MembershipFact: Decodable {
    let network, city: String
    let organisation, from, to, source: String?
    let role: MembershipRole
    let status: RelationStatus
    let note: Multilingual?
  }

  struct PairingFact: Decodable {
    let programme, a, b: String
    let status: RelationStatus
    let from, to, source: String?
    let note: Multilingual?
  }

  let sources: [Source]
  let programmes: [ProgrammeFact]
  let cities: [CityFact]
  let organisations: [OrganisationFact]
  let networks: [NetworkFact]
  let memberships: [MembershipFact]
  let pairings: [PairingFact]
}

extension NetworkFacts {
  /// The facts as records.
  var atlas: Atlas {
    Atlas(
      sources: sources.map(record), cities: cities.map(record),
      organisations: organisations.map(record), programmes: programmes.map(record),
      networks: networks.map(record),
      memberships: memberships.enumerated().map { record($0.element, number: $0.offset + 1) },
      pairings: pairings.enumerated().map { record($0.element, number: $0.offset + 1) })
  }

  private func record(_ fact: Source) -> FactSource {
    var source = FactSource(id: ID(rawValue: fact.id), title: fact.title, publisher: fact.publisher)
    source.url = fact.url
    source.dated = Self.day(fact.dated, atEnd: false)
    source.language = fact.language
    return source
  }

  private func record(_ fact: CityFact) -> City {
    var city = City(id: ID(rawValue: fact.id), name: fact.name, country: fact.country)
    city.population = fact.population
    city.populationYear = fact.populationYear
    city.latitude = fact.latitude
    city.longitude = fact.longitude
    city.languages = fact.languages
    city.source = fact.source.map { ID(rawValue: $0) }
    return city
  }

  private func record(_ fact: OrganisationFact) -> Organisation {
    var organisation = Organisation(
      id: ID(rawValue: fact.id), city: ID(rawValue: fact.city), name: fact.name, helix: fact.kind)
    organisation.source = fact.source.map { ID(rawValue: $0) }
    return organisation
  }

  private func record(_ fact: ProgrammeFact) -> Programme {
    var programme = Programme(id: ID(rawValue: fact.id), name: fact.name)
    programme.url = fact.url
    programme.source = fact.sources.first.map { ID(rawValue: $0) }
    return programme
  }

  private func record(_ fact: NetworkFact) -> Network {
    var network = Network(id: ID(rawValue: fact.id), name: fact.name)
    network.programme = fact.programme.map { ID(rawValue: $0) }
    network.theme = fact.theme
    network.start = Self.day(fact.start, atEnd: false)
    network.end = Self.day(fact.end, atEnd: true)
    network.claims = fact.claims
    network.source = fact.source.map { ID(rawValue: $0) }
    network.phases = fact.phases.map { phase in
      NetworkPhase(
        name: phase.name, start: Self.day(phase.start, atEnd: false),
        end: Self.day(phase.end, atEnd: true), source: phase.source.map { ID(rawValue: $0) })
    }
    return network
  }

  private func record(_ fact: MembershipFact, number: Int) -> Membership {
    var membership = Membership(
      id: ID(rawValue: "membership-\(number)"), network: ID(rawValue: fact.network),
      city: ID(rawValue: fact.city), role: fact.role, status: fact.status)
    membership.organisation = fact.organisation.map { ID(rawValue: $0) }
    membership.from = Self.day(fact.from, atEnd: false)
    membership.until = Self.day(fact.to, atEnd: true)
    membership.note = fact.note
    membership.source = fact.source.map { ID(rawValue: $0) }
    return membership
  }

  private func record(_ fact: PairingFact, number: Int) -> Pairing {
    var pairing = Pairing(
      id: ID(rawValue: "pairing-\(number)"), programme: ID(rawValue: fact.programme),
      first: ID(rawValue: fact.a), second: ID(rawValue: fact.b), status: fact.status)
    pairing.from = Self.day(fact.from, atEnd: false)
    pairing.until = Self.day(fact.to, atEnd: true)
    pairing.note = fact.note
    pairing.source = fact.source.map { ID(rawValue: $0) }
    return pairing
  }

  /// A day; where the source names only a month or a year, its first or last day.
  static func day(_ text: String?, atEnd: Bool) -> Day? {
    guard let text else { return nil }
    if let day = Day(text) { return day }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard let year = parts.first else { return nil }
    let month = parts.count > 1 ? parts[1] : (atEnd ? 12 : 1)
    return Day(year: year, month: month, day: 1).map { atEnd ? $0.endOfMonth : $0 }
  }
}
