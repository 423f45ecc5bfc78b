import Civic
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store

@testable import Web

/// A city with a plan of one published and one working state, people of every kind, and tokens.
struct APISite: Sendable {
  let site: TestSite
  let writer: SecretToken
  let reader: SecretToken
  /// Of a person who may only read.
  let viewer: SecretToken
  /// Of the coordinator of another city.
  let stranger: SecretToken

  static let city = ID<City>(rawValue: "here")
  static let plan = ID<Plan>(rawValue: "plan")
  static let action = ID<Action>(rawValue: "first")

  static func text(_ text: String) -> Multilingual { Multilingual(text, in: .english) }

  init(_ change: (inout SiteSettings) -> Void = { _ in }) async throws {
    let site = try await TestSite(change)
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Self.text($0), country: "SI")
    }
    let now = site.clock.now
    let office = Organisation(
      id: ID(rawValue: "office"), city: Self.city, name: Self.text("Office"), helix: .publicSector)
    try await site.services.cities.add(
      Atlas(cities: cities, organisations: [office]), by: .machine, at: now)
    try await Self.publish(site)
    self.site = site
    _ = try await site.signIn("vida", as: Grant(.cityCoordinator, in: .city(Self.city)))
    _ = try await site.signIn("bine", as: Grant(.cityViewer, in: .city(Self.city)))
    _ = try await site.signIn("tone", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "there"))))
    writer = try await Self.token(site, of: "vida", TokenReach(.write))
    reader = try await Self.token(site, of: "vida", TokenReach(.read))
    viewer = try await Self.token(site, of: "bine", TokenReach(.write))
    stranger = try await Self.token(site, of: "tone", TokenReach(.write))
  }

  private static func publish(_ site: TestSite) async throws {
    let (plans, now) = (site.services.plans, site.clock.now)
    let plan = Plan(id: Self.plan, city: city, title: text("Plan"), years: 2026...2030)
    try await plans.create(plan, sections: [], by: .machine, at: now)
    var objective = Objective(
      id: ID(rawValue: "goal"), plan: Self.plan, position: 1, code: "O1", title: text("Goal"))
    objective.revision = 1
    try await plans.add(objective, by: .machine, at: now)
    var action = Action(
      id: Self.action, plan: Self.plan, position: 1, code: "A1", title: text("Open data"))
    action.objectives = [objective.id]
    action.owner = ID(rawValue: "office")
    action.internalNote = "hush"
    action.start = Day("2026-03-01")
    action.end = Day("2027-03-01")
    try await plans.add(action, by: .machine, at: now)
    try await plans.submit(Self.plan, by: .machine, at: now)
    try await plans.approve(
      Self.plan, body: "Council", on: now.day, reference: "1/2026", by: .machine, at: now)
    _ = try await plans.publish(
      Self.plan, decision: ID(rawValue: "approval"), address: { "/plans/plan/versions/\($0)" },
      by: .machine, at: now)
    try await plans.revise(Self.plan, by: .machine, at: now)
  }

  static func token(
    _ site: TestSite, of account: String, _ reach: TokenReach, days: Int64 = 30
  ) async throws -> SecretToken {
    let (secret, now) = (site.services.token(), site.clock.now)
    let token = AccessToken(
      id: site.services.id(), account: ID(rawValue: account), name: "test", reach: reach,
      createdAt: now, expiresAt: now.adding(seconds: days * 86_400))
    try await site.services.accounts.add(token, digest: secret.digest)
    return secret
  }
}

extension Program.Answer {
  /// The identifier of what was made.
  var id: String { json?["id"]?.string ?? "" }

  /// What a list holds.
  var items: [JSONValue] { json?["items"]?.array ?? [] }
}

/// A program that asks, with or without a token.
struct Program: Sendable {
  struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    let json: JSONValue?

    /// The places that a problem names.
    var places: [String] {
      (json?["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }
    }
  }

  let client: any TestClientProtocol
  var token: SecretToken?

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
    _ more: HTTPFields = [:], type: String = "application/json"
  ) async throws -> Answer {
    var headers = more
    if let token { headers[.authorization] = "Bearer \(token.text)" }
    if body != nil { headers[.contentType] = type }
    return try await client.execute(
      uri: path.hasPrefix("/openapi") ? path : "/api/v1" + path, method: method, headers: headers,
      body: body.map { ByteBuffer(string: $0) }
    ) { response in
      let bytes = Array(response.body.readableBytesView)
      return Answer(
        status: response.status.code, headers: response.headers,
        text: String(decoding: bytes, as: UTF8.self), json: try? JSONValue(parsing: bytes))
    }
  }

  func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    try await ask(.get, path, nil, headers)
  }

  func post(
    _ path: String, _ body: String? = nil, from version: String? = nil
  ) async throws -> Answer {
    var headers = HTTPFields()
    if let version { headers[.ifMatch] = version }
    return try await ask(.post, path, body, headers)
  }

  func delete(_ path: String, from version: String? = nil) async throws -> Answer {
    var headers = HTTPFields()
    if let version { headers[.ifMatch] = version }
    return try await ask(.delete, path, nil, headers)
  }

  func change(_ path: String, _ body: String, from version: String?) async throws -> Answer {
    var headers = HTTPFields()
    if let version { headers[.ifMatch] = version }
    return try await ask(.patch, path, body, headers)
  }
}
