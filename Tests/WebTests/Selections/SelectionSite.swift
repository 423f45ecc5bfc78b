import Civic
import Database
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// A programme with a secretariat, two assessors and three cities; another programme beside it.
struct SelectionSite: Sendable {
  let site: TestSite
  let secretariat: SecretToken
  let otherSecretariat: SecretToken
  let ana: SecretToken
  let bor: SecretToken
  let coordinators: [SecretToken]
  let reader: SecretToken

  static let cities = ["alpha", "beta", "gamma"]
  static let start = Day(daysSince1970: 20_600)

  init(hasMailServer: Bool = false) async throws {
    site = try await TestSite(hasMailServer: hasMailServer)
    let cities = Self.cities.enumerated().map { number, id in
      var city = City(id: ID(rawValue: id), name: Multilingual(id, in: .english), country: "MK")
      city.population = 30_000 + number * 10_000
      return city
    }
    let programmes = ["programme", "other"].map {
      Programme(id: ID(rawValue: $0), name: "The \($0)")
    }
    try await site.services.cities.add(
      Atlas(cities: cities, programmes: programmes), by: .machine, at: site.clock.now)
    let grant = { (role: Role, programme: String) in
      Grant(role, in: .programme(ID(rawValue: programme)))
    }
    secretariat = try await site.signIn("sara", as: grant(.programmeSecretariat, "programme"))
    otherSecretariat = try await site.signIn("otto", as: grant(.programmeSecretariat, "other"))
    ana = try await site.signIn("ana", as: grant(.assessor, "programme"))
    bor = try await site.signIn("bor", as: grant(.assessor, "programme"))
    var coordinators: [SecretToken] = []
    for city in cities {
      coordinators.append(
        try await site.signIn(
          "mayor-\(city.id)", as: Grant(.cityCoordinator, in: .city(city.id))))
    }
    self.coordinators = coordinators
    reader = try await site.signIn(
      "reader", as: Grant(.cityViewer, in: .city(ID(rawValue: "alpha"))))
  }

  static let call = [
    "parent": "programme", "content": "en", "title": "Towns that learn", "themes": "Water\nRoads",
    "opens": "2026-05-27", "closes": "2026-05-30", "countries": "mk, al",
    "minPopulation": "20000", "needsCommitment": "yes", "needsContact": "yes",
    "partner": "mayBeOpen", "documents": "Letter of the mayor", "onePerCity": "yes",
    "criteria": "Quality; 2; 1\nReadiness; 1", "scaleLowest": "0", "scaleHighest": "5",
    "threshold": "2", "assessors": "2", "places": "1", "reservePlaces": "1",
    "tieRule": "criteriaThenLot",
  ]

  static let application = [
    "content": "en", "applicant": "municipality", "themes": "1", "challenges": "Losses of water",
    "offers": "Open data", "commitment": "Two people, two years", "isCommitted": "yes",
    "contact": "Head of the office", "partner": "toBeNamed",
    "documents-0": "https://example.org/secret-letter",
  ]

  func browser(_ client: any TestClientProtocol, _ token: SecretToken) -> SignedInBrowser {
    SignedInBrowser(client, token)
  }

  func theCall() async throws -> SelectionCall {
    try #require(try await site.services.selections.calls(for: .machine).first)
  }

  /// Writes the call and opens it.
  func open(_ client: any TestClientProtocol) async throws -> SelectionCall {
    let sara = browser(client, secretariat)
    _ = try await sara.get("/facts/selection_call/new?parent=programme")
    let added = try await sara.post("/facts/selection_call/new", Self.call)
    #expect(added.status == .seeOther, "\(added.text)")
    let call = try await theCall()
    _ = try await sara.get("/calls/\(call.id)")
    #expect(try await sara.post("/calls/\(call.id)/opening").status == .seeOther)
    return try await theCall()
  }

  /// Every city applies; gives the identifiers in the order of the cities.
  func apply(_ client: any TestClientProtocol, to call: SelectionCall) async throws -> [String] {
    var ids: [String] = []
    for (city, token) in zip(Self.cities, coordinators) {
      let mayor = browser(client, token)
      _ = try await mayor.get("/calls/\(call.id)")
      let started = try await mayor.post("/calls/\(call.id)/applications", ["city": city])
      let id = String((started.location ?? "").split(separator: "/").last ?? "")
      _ = try await mayor.get("/facts/city_application/\(id)")
      let saved = try await mayor.post(
        "/facts/city_application/\(id)",
        Self.application.merging(["revision": "1", "wishes": "Wish of \(city)"]) { $1 })
      #expect(saved.status == .seeOther, "\(saved.text)")
      #expect(try await mayor.post("/applications/\(id)/submission").status == .seeOther)
      ids.append(id)
    }
    return ids
  }

  /// Both assessors are assigned everywhere and score; the cities come out in their order.
  func assess(_ client: any TestClientProtocol, _ ids: [String]) async throws {
    try await assign(client, ids)
    try await passDeadline()
    for (number, id) in ids.enumerated() {
      for token in [ana, bor] {
        let assessor = browser(client, token)
        _ = try await assessor.get("/applications/\(id)/scores")
        let scored = try await assessor.post(
          "/applications/\(id)/scores",
          [
            "score-0": String(5 - number), "score-1": "4", "comment-0": "Said of \(number)",
            "act": "final",
          ])
        #expect(scored.status == .seeOther, "\(scored.text)")
      }
    }
  }

  /// Lets the deadline pass; nobody is signed out meanwhile.
  func passDeadline() async throws {
    site.clock.wait(seconds: 5 * 86_400)
    let now = site.clock.now.milliseconds
    try await site.database.execute("UPDATE session SET seen_at = \(now)")
  }

  func assign(_ client: any TestClientProtocol, _ ids: [String]) async throws {
    let sara = browser(client, secretariat)
    for id in ids {
      _ = try await sara.get("/applications/\(id)")
      for account in ["ana", "bor"] {
        let assigned = try await sara.post(
          "/applications/\(id)/assessors", ["account": account])
        #expect(assigned.status == .seeOther, "\(assigned.text)")
      }
    }
  }

  func anonymous(_ client: any TestClientProtocol, _ path: String) async throws -> (Int, String) {
    let answer = try await client.execute(uri: "/en" + path, method: .get)
    return (answer.status.code, String(buffer: answer.body))
  }
}
