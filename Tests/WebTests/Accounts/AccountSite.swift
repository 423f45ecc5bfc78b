import Civic
import Database
import Exact
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pages
import Store
import Synchronization
import TestDatabase
import Testing

@testable import Web

/// A site in memory with the clock in the test's hand; passwords are hashed at the lowest cost.
struct AccountSite: Sendable {
  /// Moves on only when a test says so.
  final class Clock: Sendable {
    private let milliseconds = Atomic<Int64>(1_790_000_000_000)

    var now: Instant { Instant(milliseconds: milliseconds.load(ordering: .relaxed)) }

    func advance(seconds: Int64) { milliseconds.add(seconds * 1000, ordering: .relaxed) }
  }

  static let cheap = PasswordHasher.Cost(passes: 1, mebibytes: 1)

  let services: Services
  let clock = Clock()

  init(hasMailServer: Bool = false) async throws {
    let database = try await TestDatabase.migrated()
    var settings = SiteSettings()
    if hasMailServer { settings.publicAddress = "https://plans.example" }
    let clock = clock
    services = Services(
      database: database, catalogue: try TextCatalogue.bundled(), settings: settings,
      desk: AccountDesk(
        hasher: PasswordHasher(cost: Self.cheap), hasMailServer: hasMailServer),
      clock: { clock.now })
  }

  static let password = "maple river otter 7"

  /// Makes an account that can sign in with ``password``.
  @discardableResult
  func person(_ name: String, _ grants: Grant...) async throws -> Account {
    let account = Account(
      id: ID(rawValue: name), name: name, email: "\(name)@city.example", language: .english,
      createdAt: clock.now)
    let hash = try await services.desk.hasher.hash(Self.password)
    try await services.accounts.create(
      account, passwordHash: hash, grants: Set(grants), by: .machine)
    return account
  }

  func test(_ body: @Sendable @escaping (any TestClientProtocol) async throws -> Void) async throws
  {
    try await Application(responder: buildRouter(services).buildResponder()).test(.router) {
      client in
      try await body(client)
    }
  }
}

/// A browser: keeps cookies, and fills the proof of the last page into the forms it sends.
actor Browser {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let text: String
    let headers: HTTPFields
  }

  private let client: any TestClientProtocol
  private(set) var cookies: [String: String] = [:]
  private var csrf: String?

  init(_ client: any TestClientProtocol) {
    self.client = client
  }

  func get(_ path: String) async throws -> Page {
    try await send(path, .get, headers: [:], body: nil)
  }

  /// - Parameters:
  ///   - isOwn: Whether the browser says that a page of this site sent it.
  ///   - hasProof: Whether the proof of the last page is sent along.
  func post(
    _ path: String, _ values: [String: String] = [:], isOwn: Bool = true, hasProof: Bool = true
  ) async throws -> Page {
    var values = values
    if hasProof, let csrf { values["csrf"] = csrf }
    let body = values.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.encoded($0.value))" }
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    if let name = HTTPField.Name("Sec-Fetch-Site") {
      headers[name] = isOwn ? "same-origin" : "cross-site"
    }
    return try await send(path, .post, headers: headers, body: body.joined(separator: "&"))
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, headers: HTTPFields, body: String?
  ) async throws -> Page {
    var headers = headers
    headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    let page = try await client.execute(
      uri: "/en" + path, method: method, headers: headers,
      body: body.map { ByteBuffer(string: $0) }
    ) { response in
      Page(
        status: response.status, location: response.headers[.location],
        text: String(buffer: response.body), headers: response.headers)
    }
    for cookie in page.headers[values: .setCookie] {
      let pair = cookie.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
    }
    if let found = page.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/) {
      csrf = String(found.1)
    }
    return page
  }

  func setCookie(_ name: String, _ value: String?) {
    cookies[name] = value
  }

  func signIn(_ name: String, password: String = AccountSite.password) async throws -> Page {
    let page = try await post(
      "/sign-in", ["email": "\(name)@city.example", "password": password])
    if page.status == .seeOther { _ = try await get("/account") }
    return page
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
