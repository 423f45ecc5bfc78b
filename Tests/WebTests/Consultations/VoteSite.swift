import Civic
import Database
import Exact
import Exchange
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// Two cities, their people, and a vote of the first.
struct VoteSite: Sendable {
  let site: TestSite
  let here: SecretToken
  let clerk: SecretToken
  let second: SecretToken
  let reader: SecretToken
  let there: SecretToken

  init(hasMailServer: Bool = false) async throws {
    site = try await TestSite(hasMailServer: hasMailServer)
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "SI")
    }
    try await site.services.cities.add(
      Atlas(cities: cities), by: .machine, at: site.clock.now)
    let scope = Scope.city(cities[0].id)
    here = try await site.signIn("hana", as: Grant(.cityCoordinator, in: scope))
    clerk = try await site.signIn("klara", as: Grant(.cityContributor, in: scope))
    second = try await site.signIn("sonja", as: Grant(.cityContributor, in: scope))
    reader = try await site.signIn("vera", as: Grant(.cityViewer, in: scope))
    there = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
  }

  var services: Services { site.services }
  var from: Day { site.clock.now.day }
  var until: Day { site.clock.now.day.adding(days: 6) }

  var form: [String: String] {
    [
      "parent": "here", "content": "en", "name": "Green streets", "text": "Choose.",
      "votingFrom": from.description, "votingUntil": until.description, "currency": "EUR",
      "budget": "100",
      "ballot": "approval", "rule": "equalshares", "completion": "add1u", "ties": "lot",
      "entry": "code", "perAddress": "", "hasDesk": "yes", "hasPaper": "yes",
    ]
  }

  /// Prepares a vote with four projects.
  func draft(
    _ browser: SignedInBrowser, _ change: [String: String] = [:]
  ) async throws -> Consultation {
    _ = try await browser.get("/facts/consultation/new?parent=here")
    let added = try await browser.post(
      "/facts/consultation/new", form.merging(change) { $1 })
    #expect(added.status == .seeOther, "\(added.text.suffix(900))")
    let vote = try #require(
      try await services.consultations.consultations(for: .machine).first)
    for (name, cost) in [("Trees", "60"), ("Benches", "40"), ("Fountain", "50"), ("Wall", "100")] {
      _ = try await browser.get("/facts/vote_project/new?parent=here~\(vote.id)")
      let project = try await browser.post(
        "/facts/vote_project/new",
        ["parent": "here~\(vote.id)", "content": "en", "name": name, "cost": cost])
      #expect(project.status == .seeOther, "\(project.text.suffix(900))")
      // Later identifiers sort after earlier ones, so that the ballot keeps the order.
      site.clock.wait(seconds: 1)
    }
    return vote
  }

  /// A coordinator's browser once voting is over.
  func atTheEnd(_ client: any TestClientProtocol) async throws -> SignedInBrowser {
    site.clock.wait(seconds: 7 * 86_400)
    let token = try await site.signIn(
      "tina", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "here"))))
    return SignedInBrowser(client, token)
  }

  /// A vote that is open, with codes.
  func open(
    _ browser: SignedInBrowser, codes count: Int, _ change: [String: String] = [:]
  ) async throws -> (vote: Consultation, codes: [String]) {
    let vote = try await draft(browser, change)
    _ = try await browser.get("/consultations/\(vote.id)/register")
    let table = try await browser.post(
      "/consultations/\(vote.id)/codes", ["count": String(count)])
    let codes = table.text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    #expect(codes.count == count)
    _ = try await browser.get("/consultations/\(vote.id)")
    let opened = try await browser.post("/consultations/\(vote.id)/opening")
    #expect(opened.status == .seeOther, "\(opened.text.suffix(900))")
    return (vote, codes)
  }
}

/// A voter's browser: no session, no script.
struct Voter: Sendable {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let text: String

    func value(of name: String) -> String? {
      let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
      return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : nil
    }

    /// The receipt's code, then the whole receipt.
    var receipt: (code: String, whole: String)? {
      guard let code = text.firstMatch(of: /<p class="receipt"><strong>([0-9A-Z-]{19})</),
        let whole = text.firstMatch(of: /([0-9A-Z-]{19}\.[0-9a-f]{128})/)
      else { return nil }
      return (String(code.1), String(whole.1))
    }
  }

  let client: any TestClientProtocol
  let vote: Consultation

  func get(_ part: String) async throws -> Page {
    try await client.execute(uri: "/en/consultations/\(vote.id)/\(part)", method: .get) {
      Page(status: $0.status, text: String(buffer: $0.body))
    }
  }

  func post(_ part: String, _ values: [(String, String)]) async throws -> Page {
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    if let site = HTTPField.Name("Sec-Fetch-Site") { headers[site] = "same-origin" }
    let body = values.map { "\($0)=\($1.replacing(" ", with: "+"))" }.joined(separator: "&")
    return try await client.execute(
      uri: "/en/consultations/\(vote.id)/\(part)", method: .post, headers: headers,
      body: ByteBuffer(string: body)
    ) { Page(status: $0.status, text: String(buffer: $0.body)) }
  }

  func enter(code: String) async throws -> Page { try await post("entry", [("code", code)]) }

  /// Goes the whole way of a voter: code, ballot, look, cast.
  func cast(code: String, _ projects: [Int]) async throws -> Page {
    let ballot = try await enter(code: code)
    #expect(ballot.status == .ok, "\(ballot.text.suffix(900))")
    let carried = [
      ("pass", ballot.value(of: "pass") ?? ""), ("base", ballot.value(of: "base") ?? ""),
    ]
    let review = try await post("ballot", carried + projects.map { ("p", String($0)) })
    #expect(review.status == .ok, "\(review.text.suffix(900))")
    return try await post(
      "ballot", carried + [("marks", review.value(of: "marks") ?? ""), ("step", "cast")])
  }
}
