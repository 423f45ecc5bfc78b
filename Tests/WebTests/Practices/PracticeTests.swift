import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// Two cities, and somebody who looks after a network.
private struct PracticeSite: Sendable {
  let site: TestSite
  let here: SecretToken
  let there: SecretToken
  let network: SecretToken

  init() async throws {
    site = try await TestSite()
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "MK")
    }
    try await site.services.cities.add(
      Atlas(cities: cities), by: .machine, at: site.clock.now)
    here = try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    there = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
    network = try await site.signIn(
      "nada", as: Grant(.networkLead, in: .network(ID(rawValue: "network"))))
  }

  static let practice = [
    "parent": "here", "content": "en", "name": "Water meters", "outcome": "failed",
    "theme": "utilities", "problem": "Losses", "done": "Meters", "result": "They broke",
    "why": "Frost", "visibility": "everybody", "startYear": "2024",
  ]

  func practices() async throws -> [Practice] {
    try await site.services.practices.practices(for: .machine)
  }
}

@Suite struct `What cities learnt` {
  @Test func `A failed practice is reviewed twice, found by everybody and taken up elsewhere`()
    async throws
  {
    let sample = try await PracticeSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/facts/practice/new?parent=here")
      let added = try await here.post("/facts/practice/new", PracticeSite.practice)
      #expect(added.status == .seeOther)
      let practice = try #require(try await sample.practices().first)
      let path = "/practices/\(practice.id)"
      #expect(try await client.execute(uri: "/en\(path)", method: .get).status == .notFound)
      let there = SignedInBrowser(client, sample.there)
      _ = try await there.get("/account")
      #expect(try await there.post("\(path)/review").status == .forbidden)
      _ = try await here.get(path)
      #expect(try await here.post("\(path)/review").status == .seeOther)
      #expect(try await here.post("\(path)/review").status == .forbidden)
      let network = SignedInBrowser(client, sample.network)
      _ = try await network.get(path)
      #expect(try await network.post("\(path)/review").status == .seeOther)
      let found = try await client.execute(
        uri: "/mk/practices?q=meters&outcome=failed", method: .get)
      #expect(String(buffer: found.body).contains("Water meters"))
      let other = try await client.execute(uri: "/en/practices?outcome=worked", method: .get)
      #expect(!String(buffer: other.body).contains("Water meters"))
      _ = try await there.get("/facts/adoption/new?parent=there&practice=\(practice.id)")
      let adopted = try await there.post(
        "/facts/adoption/new",
        [
          "parent": "there", "content": "en", "name": "Meters in a shaft",
          "practice": practice.id.rawValue, "changed": "Frost-proof", "outcome": "worked",
          "result": "They run", "isPublic": "yes",
        ])
      #expect(adopted.status == .seeOther)
      let page = try await client.execute(uri: "/en\(path)", method: .get)
      let text = String(buffer: page.body)
      #expect(text.contains("Frost-proof") && text.contains("1 worked, 0 failed"))
    }
  }

  @Test func `What is written anew has to be reviewed anew`() async throws {
    let sample = try await PracticeSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/facts/practice/new?parent=here")
      _ = try await here.post("/facts/practice/new", PracticeSite.practice)
      let practice = try #require(try await sample.practices().first)
      let now = sample.site.clock.now
      try await sample.site.services.practices.review(practice.id, by: .machine, at: now)
      try await sample.site.services.practices.review(practice.id, by: .machine, at: now)
      #expect(try await sample.practices().first?.isPublic == true)
      let saved = try await here.post(
        "/facts/practice/\(practice.id)",
        PracticeSite.practice.merging(["revision": "3", "result": "All is well"]) { $1 })
      #expect(saved.status == .seeOther)
      #expect(try await sample.practices().first?.review == .draft)
      let seen = try await client.execute(uri: "/en/practices/\(practice.id)", method: .get)
      #expect(seen.status == .notFound)
    }
  }

  @Test func `An incomplete practice is not sent on, and a city can stay unnamed`() async throws {
    let sample = try await PracticeSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/facts/practice/new?parent=here")
      _ = try await here.post(
        "/facts/practice/new",
        PracticeSite.practice.merging(["why": "", "visibility": "anonymous"]) { $1 })
      let practice = try #require(try await sample.practices().first)
      let path = "/practices/\(practice.id)"
      let draft = try await here.get(path)
      #expect(!draft.text.contains("\(path)/review"))
      #expect(try await here.post("\(path)/review").status == .unprocessableContent)
      _ = try await here.post(
        "/facts/practice/\(practice.id)",
        PracticeSite.practice.merging(["visibility": "anonymous", "revision": "1"]) { $1 })
      let now = sample.site.clock.now
      for _ in 0..<2 {
        try await sample.site.services.practices.review(practice.id, by: .machine, at: now)
      }
      let page = try await client.execute(uri: "/en\(path)", method: .get)
      #expect(page.status == .ok)
      #expect(!String(buffer: page.body).contains(">here"))
    }
  }

  @Test func `A pilot that failed becomes a draft in one press`() async throws {
    let sample = try await PracticeSite()
    let services = sample.site.services
    try await sample.site.test { client async throws in
      var pilot = Pilot(
        id: ID(rawValue: "pilot"), city: ID(rawValue: "here"),
        name: Multilingual("Meters", in: .english), currency: .usual(in: "MK"))
      pilot.hypothesis = Multilingual("Losses fall", in: .english)
      pilot.fixedAt = sample.site.clock.now
      pilot.fixedDigest = Digest(of: pilot.rules)
      pilot.result = .failed
      pilot.resultText = Multilingual("They broke", in: .english)
      try await services.register.add([pilot], batch: nil, by: .machine, at: sample.site.clock.now)
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/cities/here/pilots/pilot")
      let made = try await here.post("/cities/here/pilots/pilot/practice")
      #expect(made.status == .seeOther)
      let practice = try #require(try await sample.practices().first)
      #expect(practice.outcome == .failed && practice.origin == RecordReference(pilot))
      let there = SignedInBrowser(client, sample.there)
      _ = try await there.get("/account")
      #expect(
        try await there.post("/cities/here/pilots/pilot/practice").status == .forbidden)
    }
  }
}
