import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Store
import Testing

@testable import Web

/// A network with two sources and one city, its lead partner and a coordinator of that city.
private struct NetworkSite: Sendable {
  let site: TestSite
  let lead: SecretToken
  let coordinator: SecretToken

  init() async throws {
    site = try await TestSite()
    let city = City(
      id: ID(rawValue: "sampleton"), name: Multilingual("Sampleton", in: .english), country: "XX")
    let atlas = Atlas(
      sources: ["call", "report"].map {
        FactSource(id: ID(rawValue: $0), title: "The \($0)", publisher: "Secretariat")
      },
      cities: [city], networks: [Network(id: ID(rawValue: "samples"), name: "Samples")])
    try await site.services.cities.add(atlas, by: .machine, at: site.clock.now)
    lead = try await site.signIn(
      "leda", as: Grant(.networkLead, in: .network(ID(rawValue: "samples"))))
    coordinator = try await site.signIn(
      "cvetka", as: Grant(.cityCoordinator, in: .city(city.id)))
  }

  func atlas() async throws -> Atlas { try await site.services.cities.atlas() }
}

@Suite struct `Facts about cities and networks` {
  private static let membership = [
    "parent": "samples", "city": "sampleton", "role": "lead", "status": "confirmed",
    "from": "2026-03-01", "until": "", "source": "call", "content": "en",
  ]

  @Test func `A network's lead adds a member city, changes it and finds the way back`()
    async throws
  {
    let sample = try await NetworkSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.lead)
      let page = try await browser.get("/networks/samples")
      #expect(page.text.contains("/en/facts/membership/new?parent=samples"))
      _ = try await browser.get("/facts/membership/new?parent=samples")
      let added = try await browser.post("/facts/membership/new", Self.membership)
      #expect(added.status == .seeOther)
      let membership = try #require(try await sample.atlas().memberships.first)
      #expect(membership.role == .lead && membership.status == .confirmed)
      #expect(membership.source?.rawValue == "call")
      let path = "/facts/membership/\(membership.id)"
      var values = Self.membership.merging(["status": "withdrawn", "revision": "1"]) { $1 }
      #expect(try await browser.post(path, values).status == .seeOther)
      #expect(try await sample.atlas().memberships.first?.status == .withdrawn)
      // The form that was opened before the change.
      values["status"] = "replaced"
      let conflict = try await browser.post(path, values)
      #expect(conflict.status == .conflict && conflict.text.contains("Withdrawn"))
      #expect(try await sample.atlas().memberships.first?.status == .withdrawn)
      let history = try await browser.get("\(path)/history").text
      let change = try #require(history.firstMatch(of: /name="change" value="(\d+)"/)?.1)
      let restored = try await browser.post("\(path)/restoration", ["change": String(change)])
      #expect(restored.status == .seeOther)
      #expect(try await sample.atlas().memberships.first?.status == .confirmed)
    }
  }

  @Test func `A wrong period and a missing city are told at their fields and nothing is kept`()
    async throws
  {
    let sample = try await NetworkSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.lead)
      _ = try await browser.get("/facts/membership/new?parent=samples")
      let answer = try await browser.post(
        "/facts/membership/new",
        Self.membership.merging(["city": "", "until": "2025-01-01"]) { $1 })
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains("href=\"#city\"") || answer.text.contains("#f-city"))
      #expect(answer.text.contains("2025-01-01"))
      #expect(try await sample.atlas().memberships.isEmpty)
    }
  }

  @Test func `Statements that two sources make differently stand side by side`() async throws {
    let sample = try await NetworkSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.lead)
      _ = try await browser.get("/networks/samples/claims")
      for (revision, value, source) in [("1", "four", "call"), ("2", "five", "report")] {
        let answer = try await browser.post(
          "/networks/samples/claims",
          [
            "statement": "Number of capitals", "value": value, "source": source,
            "revision": revision, "content": "en",
          ])
        #expect(answer.status == .seeOther)
      }
      let network = try #require(try await sample.atlas().networks.first)
      #expect(try await sample.atlas().disagreements(about: network).first?.count == 2)
      #expect(try await browser.get("/networks/samples").text.contains("<strong>five</strong>"))
      let stale = try await browser.post(
        "/networks/samples/claims", ["removed": "0", "revision": "2"])
      #expect(stale.status == .unprocessableContent)
      _ = try await browser.post("/networks/samples/claims", ["removed": "0", "revision": "3"])
      #expect(try await sample.atlas().networks.first?.claims.map(\.value) == ["five"])
    }
  }

  @Test(arguments: [
    "/facts/network/new", "/facts/network/samples", "/facts/membership/new?parent=samples",
    "/networks/samples/claims", "/facts/network/samples/history", "/facts/fact_source/call",
  ])
  func `A city's coordinator changes no network`(path: String) async throws {
    let sample = try await NetworkSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      #expect(try await browser.get(path).status == .forbidden)
      let page = try await browser.get("/networks/samples").text
      #expect(!page.contains("/facts/"))
    }
  }

  @Test func `A coordinator adds a source and names it at the city`() async throws {
    let sample = try await NetworkSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("/facts/fact_source/new")
      let added = try await browser.post(
        "/facts/fact_source/new",
        ["title": "Census", "publisher": "Statistics office", "url": "javascript:alert(1)"])
      #expect(added.status == .unprocessableContent)
      let again = try await browser.post(
        "/facts/fact_source/new",
        ["title": "Census", "publisher": "Statistics office", "url": "https://example.org/c"])
      #expect(again.status == .seeOther)
      let atlas = try await sample.atlas()
      let census = try #require(atlas.sources.first { $0.title == "Census" })
      let saved = try await browser.post(
        "/facts/city/sampleton",
        [
          "name": "Sampleton", "country": "MK", "source": census.id.rawValue, "revision": "1",
          "content": "en",
        ])
      #expect(saved.status == .seeOther)
      #expect(try await sample.atlas().uses(of: census.id) == 1)
      #expect(try await browser.get("/sources").text.contains("Census"))
    }
  }
}
