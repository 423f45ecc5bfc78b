import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Opinions
import Pages
import Store
import Testing

@testable import Web

/// Two cities with a coordinator each, and a conversation in the first.
struct ConversationSite: Sendable {
  let site: TestSite
  let here: SecretToken
  let there: SecretToken
  let reader: SecretToken
  static let id = ID<Conversation>(rawValue: "talk")
  static let path = "/cities/here/conversations/talk"

  init(
    _ change: @Sendable (inout Conversation) -> Void = { _ in },
    settings: (inout SiteSettings) -> Void = { _ in }
  ) async throws {
    site = try await TestSite(settings)
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "MK")
    }
    try await site.services.cities.add(
      Atlas(cities: cities), by: .machine, at: site.clock.now)
    here = try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    there = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
    reader = try await site.signIn("vera", as: Grant(.cityViewer, in: .city(cities[0].id)))
    var conversation = Conversation(
      id: Self.id, city: cities[0].id, name: Multilingual("Streets", in: .english))
    conversation.about = Multilingual("What should our streets be for?", in: .english)
    conversation.opensOn = site.clock.now.day
    conversation.closesOn = site.clock.now.day.adding(days: 10)
    change(&conversation)
    try await site.services.register.add(
      [conversation], batch: nil, by: .machine, at: site.clock.now)
  }

  static let seeds = (1...8).map { "Statement number \($0)" }

  /// Writes statements and opens, as the coordinator does.
  func open(_ client: any TestClientProtocol) async throws -> SignedInBrowser {
    let hana = SignedInBrowser(client, here)
    _ = try await hana.get("\(Self.path)/desk")
    _ = try await hana.post(
      "\(Self.path)/seeds", ["statements": Self.seeds.joined(separator: "\r\n")])
    let opened = try await hana.post("\(Self.path)/opening")
    #expect(opened.status == .seeOther)
    return hana
  }

  func resident(_ client: any TestClientProtocol) async throws -> ResidentBrowser {
    let browser = ResidentBrowser(client)
    let entered = try await browser.post("\(Self.path)/participation")
    #expect(entered.status == .seeOther)
    return browser
  }

  /// Lets twenty people vote in two camps; all agree with the first statement.
  func vote(_ client: any TestClientProtocol) async throws -> [ResidentBrowser] {
    var browsers: [ResidentBrowser] = []
    for person in 0..<20 {
      let browser = try await resident(client)
      for statement in 1...8 {
        let isFor = statement == 1 || (person < 10) == (statement % 2 == 0)
        let answer = try await browser.post(
          "\(Self.path)/votes",
          ["statement": String(statement), "vote": isFor ? "agree" : "disagree"])
        #expect(answer.status == .seeOther)
      }
      browsers.append(browser)
    }
    return browsers
  }

  /// The coordinator, signed in again: a session does not last for days.
  func coordinator(_ client: any TestClientProtocol) async throws -> SignedInBrowser {
    let token = site.services.token()
    let session = AccountSession(
      id: site.services.id(), account: ID(rawValue: "hana"), startedAt: site.clock.now)
    try await site.services.accounts.start(session, tokenDigest: token.digest)
    return SignedInBrowser(client, token)
  }

  /// Passes the last day and counts.
  @discardableResult
  func close(_ client: any TestClientProtocol) async throws -> SignedInBrowser {
    site.clock.wait(seconds: 11 * 86_400)
    let hana = try await coordinator(client)
    _ = try await hana.get("\(Self.path)/desk")
    let closed = try await hana.post("\(Self.path)/closing")
    #expect(closed.status == .seeOther)
    return hana
  }

  func conversation() async throws -> Conversation {
    try await site.services.register.entry(Self.id, for: .machine)
  }

  /// The published bundle.
  func bundle(_ client: any TestClientProtocol) async throws -> DecisionBundle {
    let decision = try #require(try await conversation().decision)
    let answer = try await client.execute(uri: "/en/decisions/\(decision)/bundle.zip", method: .get)
    return try DecisionBundleFile.bundle(from: Array(answer.body.readableBytesView))
  }
}

extension DecisionBundle {
  func checked() -> Verification {
    verify(recompute: Recomputations.all, engineVersion: .current, knownHead: nil)
  }
}
