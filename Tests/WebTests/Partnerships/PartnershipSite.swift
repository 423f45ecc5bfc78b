import Civic
import Exact
import Exchange
import HTTPTypes
import NIOCore
import Store
import Testing

@testable import Web

/// A network with its lead, and cities with profiles.
struct PartnershipSite: Sendable {
  static let network = ID<Network>(rawValue: "net")
  let site: TestSite
  let lead: SecretToken

  var services: Services { site.services }

  /// - Parameter cities: Members, all alike but for their names.
  init(_ cities: [String]) async throws {
    site = try await TestSite()
    let all = cities.map { id -> City in
      var city = City(id: ID(rawValue: id), name: Self.text(Self.name(id)), country: "MK")
      city.population = 60_000
      city.languages = [.macedonian]
      return city
    }
    let memberships = cities.map {
      Membership(
        id: ID(rawValue: "member-\($0)"), network: Self.network, city: ID(rawValue: $0),
        role: .partner, status: .confirmed)
    }
    try await site.services.cities.add(
      Atlas(
        cities: all,
        networks: [
          Network(id: Self.network, name: "Net"), Network(id: ID(rawValue: "other"), name: "Other"),
        ], memberships: memberships), by: .machine, at: site.clock.now)
    lead = try await site.signIn("nada", as: Grant(.networkLead, in: .network(Self.network)))
  }

  static func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

  /// The name of a city, found in no other text.
  static func name(_ id: String) -> String { "Name-of-\(id)" }

  func signIn(_ name: String, _ role: Role, of city: String) async throws -> SecretToken {
    try await site.signIn(name, as: Grant(role, in: .city(ID(rawValue: city))))
  }

  /// Gives a city a profile that offers one topic and wants to learn another.
  @discardableResult
  func add(
    _ city: String, _ visibility: ProfileVisibility, offers: String, needs: String,
    change: (inout PartnerProfile) -> Void = { _ in }
  ) async throws -> PartnerProfile {
    var profile = PartnerProfile(id: services.id(), city: ID(rawValue: city))
    profile.visibility = visibility
    profile.languages = [.macedonian]
    profile.about = Self.text("About-\(city)")
    profile.contact = "Contact-\(city)"
    var offer = ProfilePart(kind: .offer, topic: offers, strength: 5)
    offer.words = Self.text("Words-of-\(city)")
    profile.parts = [
      offer, ProfilePart(kind: .need, topic: needs, strength: 4),
      ProfilePart(kind: .challenge, topic: needs, strength: 3),
    ]
    change(&profile)
    try await services.cities.add(profile, by: .machine, at: site.clock.now)
    return profile
  }

  /// The form of a matching that looks at topics alone.
  static let form = [
    "mode": "pairs", "grouping": "region", "weights-challenges": "40",
    "weights-complementarity": "40", "count": "10", "barsDeclined": "yes", "least": "8",
    "most": "10", "countries": "7", "lessDeveloped": "70", "sizes": "1", "theme": "0",
  ]

  func runs() async throws -> [MatchRun] {
    try await services.partnerships.runs(of: Self.network, for: .machine)
  }

  func partnerships() async throws -> [Partnership] {
    try await services.partnerships.partnerships(of: Self.network, for: .machine)
  }

  /// Sends the form, confirms every proposal and publishes.
  func publishAll(
    _ browser: SignedInBrowser, _ form: [String: String] = form
  ) async throws -> SignedInBrowser.Page {
    _ = try await browser.get("/networks/net/matching")
    let made = try await browser.post("/networks/net/matching", form)
    #expect(made.status == .seeOther)
    _ = try await browser.follow(made)
    let run = try #require(try await runs().first)
    for partnership in try await partnerships() where partnership.run == run.id {
      let confirmed = try await browser.post(
        "/partnerships/\(partnership.id)/decision", ["step": "confirm", "revision": "1"])
      #expect(confirmed.status == .seeOther)
    }
    return try await browser.post("/networks/net/matching/\(run.id)/publication")
  }

  /// The files of the newest decision's bundle.
  func bundle() async throws -> DecisionBundle {
    let decision = try #require(try await services.decisions.decisions().first?.decision)
    let bytes = try await services.bundle(
      of: decision.id, inputs: try await services.decisions.inputs(of: decision.id))
    return try DecisionBundleFile.bundle(from: bytes)
  }
}

extension DecisionBundle {
  var verification: Verification {
    verify(recompute: Recomputations.all, engineVersion: .current, knownHead: nil)
  }
}
