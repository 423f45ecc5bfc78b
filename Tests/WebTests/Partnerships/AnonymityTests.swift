import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `A city that stays unnamed` {
  private static let hidden = ["u1", "u2", "u3", "u4", "u5"]

  private static func site() async throws -> PartnershipSite {
    let sample = try await PartnershipSite(["a", "b", "secret"] + hidden)
    try await sample.add("a", .everybody, offers: "taxes", needs: "transport")
    try await sample.add("b", .everybody, offers: "transport", needs: "taxes") {
      $0.exclusions = [ID(rawValue: "u5")]
    }
    for (number, city) in hidden.enumerated() {
      try await sample.add(
        city, number == 0 ? .network : .anonymous, offers: number < 3 ? "culture" : "education",
        needs: number < 3 ? "education" : "culture"
      ) { $0.region = "Region-of-\(city)" }
    }
    try await sample.add("secret", .city, offers: "building", needs: "business")
    return sample
  }

  /// What would tell a city from others, wherever it stands.
  private static func marks(_ city: String) -> [String] {
    [
      PartnershipSite.name(city), "About-\(city)", "Words-of-\(city)", "Contact-\(city)",
      "Region-of-\(city)", "\"\(city)\"", "/cities/\(city)",
    ]
  }

  @Test func `is found on no public page and in no published bundle`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      #expect(try await sample.publishAll(lead).status == .seeOther)
      let bundle = try await sample.bundle()
      #expect(bundle.verification == .equal)
      let decision = try #require(
        try await sample.services.decisions.decisions().first?.decision.id)
      var texts = bundle.files.values.map { String(decoding: $0, as: UTF8.self) }
      #expect(texts.joined().contains("unnamed-5") && texts.joined().contains("Name-of-a"))
      for path in [
        "/profiles", "/decisions", "/decisions/\(decision)", "/networks/net/partnerships",
        "/partnerships", "/cities/a/profile", "/cities/b/profile",
      ] {
        let page = try await client.execute(uri: "/en\(path)", method: .get)
        texts.append(String(buffer: page.body))
      }
      for partnership in try await sample.partnerships() {
        let page = try await client.execute(
          uri: "/en/partnerships/\(partnership.id)", method: .get)
        let isOpen = partnership.cities.allSatisfy { ["a", "b"].contains($0.rawValue) }
        #expect(page.status == (isOpen ? .ok : .notFound))
        texts.append(String(buffer: page.body))
      }
      for city in Self.hidden + ["secret"] {
        #expect(
          try await client.execute(uri: "/en/cities/\(city)/profile", method: .get).status
            == .notFound)
        for mark in Self.marks(city) {
          #expect(!texts.contains { $0.contains(mark) }, "\(mark)")
        }
      }
      // A profile for the city alone is not even there without a name.
      #expect(!texts.joined().contains("building"))
      #expect(!texts.joined().contains("population"))
      let page = try await client.execute(uri: "/en/cities/u2", method: .get)
      #expect(!String(buffer: page.body).contains("/cities/u2/profile"))
      let matching = try await lead.get("/networks/net/matching")
      #expect(!matching.text.contains("building"))
    }
  }

  @Test func `is not published where fewer than five could be meant`() async throws {
    let sample = try await Self.site()
    var city = try #require(try await sample.services.cities.atlas().city(ID(rawValue: "u3")))
    city.population = 900_000
    _ = try await sample.services.cities.save(
      city, editedFrom: 1, by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      let refused = try await sample.publishAll(
        lead, PartnershipSite.form.merging(["weights-size": "10"]) { $1 })
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("Name-of-u3 could be recognised: only 1 unnamed"))
      #expect(try await sample.services.decisions.decisions().isEmpty)
    }
  }

  @Test func `that was named before is not published under its name once it hides`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      _ = try await lead.get("/networks/net/matching")
      _ = try await lead.post("/networks/net/matching", PartnershipSite.form)
      let run = try #require(try await sample.runs().first)
      for partnership in try await sample.partnerships() {
        _ = try await lead.post(
          "/partnerships/\(partnership.id)/decision", ["step": "confirm", "revision": "1"])
      }
      var profile = try #require(
        try await sample.services.partnerships.profile(of: ID(rawValue: "a"), for: .machine))
      profile.visibility = .anonymous
      _ = try await sample.services.cities.save(
        profile, editedFrom: 1, by: .machine, at: sample.site.clock.now)
      let refused = try await lead.post("/networks/net/matching/\(run.id)/publication")
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("Name-of-a no longer shows itself"))
    }
  }
}
