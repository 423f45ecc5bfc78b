import Civic
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Links of accounts` {
  private let here = Scope.city(ID(rawValue: "here"))

  /// The link in a page or letter, below the language.
  private func link(in text: String) throws -> String {
    let found = try #require(text.firstMatch(of: /\/(?:en|sl)(\/[a-z]+\/[A-Za-z0-9_-]{43})/))
    return String(found.1)
  }

  @Test func `an invitation by hand becomes an account, once`() async throws {
    let site = try await AccountSite()
    try await site.person("ada", Grant(.administrator, in: .platform))
    try await site.test { [here] client async throws in
      let admin = Browser(client)
      _ = try await admin.signIn("ada")
      #expect(try await admin.get("/accounts/invitations").status == .ok)
      let page = try await admin.post(
        "/accounts/invitations",
        [
          "email": "New@city.example", "language": "en",
          "role": Grant(.cityContributor, in: here).formValue,
        ])
      #expect(page.status == .ok)
      let path = try link(in: page.text)
      let browser = Browser(client)
      #expect(try await browser.get(path).text.contains("new@city.example"))
      let weak = try await browser.post(path, ["name": "New", "password": "short"])
      #expect(weak.status == .unprocessableContent && weak.text.contains("value=\"New\""))
      let done = try await browser.post(
        path, ["name": "New", "language": "en", "password": AccountSite.password])
      #expect(done.location == "/en/work")
      #expect(try await browser.get("/account").text.contains("new@city.example"))
      let again = Browser(client)
      #expect(try await again.get(path).status == .notFound)
      #expect(try await again.post(path, ["name": "X"]).status == .notFound)
    }
  }

  @Test func `an invitation expires`() async throws {
    let site = try await AccountSite()
    try await site.person("ada", Grant(.administrator, in: .platform))
    try await site.test { [here] client async throws in
      let admin = Browser(client)
      _ = try await admin.signIn("ada")
      let page = try await admin.post(
        "/accounts/invitations",
        [
          "email": "new@city.example", "language": "en",
          "role": Grant(.cityViewer, in: here).formValue,
        ])
      site.clock.advance(seconds: 7 * 86_400)
      #expect(try await Browser(client).get(link(in: page.text)).status == .notFound)
    }
  }

  @Test func `a coordinator invites to the own city alone`() async throws {
    let site = try await AccountSite()
    try await site.person("cvetka", Grant(.cityCoordinator, in: here))
    try await site.test { [here] client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("cvetka")
      let invite = { (grant: Grant) in
        try await browser.post(
          "/accounts/invitations",
          ["email": "new@city.example", "language": "en", "role": grant.formValue]
        ).status
      }
      let elsewhere = Scope.city(ID(rawValue: "elsewhere"))
      #expect(try await invite(Grant(.cityViewer, in: elsewhere)) == .forbidden)
      #expect(try await invite(Grant(.administrator, in: .platform)) == .forbidden)
      #expect(try await invite(Grant(.administrator, in: here)) == .unprocessableContent)
      #expect(try await invite(Grant(.cityViewer, in: here)) == .ok)
      #expect(try await browser.get("/accounts/events").status == .forbidden)
      #expect(try await browser.get("/accounts/letters").status == .forbidden)
    }
  }

  @Test func `accounts are no business of other people`() async throws {
    let site = try await AccountSite()
    try await site.person("vera", Grant(.cityContributor, in: here))
    let ada = try await site.person("ada", Grant(.administrator, in: .platform))
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      for path in ["", "/invitations", "/events", "/letters", "/people/\(ada.id)"] {
        #expect(try await browser.get("/accounts" + path).status == .forbidden, "\(path)")
      }
      for step in ["roles", "withdrawal", "deactivation", "reactivation", "recovery", "erasure"] {
        let page = try await browser.post(
          "/accounts/people/\(ada.id)/\(step)", ["kind": "password"])
        #expect(
          page.status == .forbidden || page.status == .unprocessableContent
            || page.status == .notFound, "\(step) \(page.status)")
      }
      #expect(try await Browser(client).signIn("ada").status == .seeOther)
      #expect(try await Browser(client).get("/accounts").status == .seeOther)
    }
  }

  @Test func `a link of an administrator sets a new password, once`() async throws {
    let site = try await AccountSite()
    try await site.person("ada", Grant(.administrator, in: .platform))
    try await site.person("vera", Grant(.cityViewer, in: here))
    try await site.test { client async throws in
      let admin = Browser(client)
      _ = try await admin.signIn("ada")
      let vera = Browser(client)
      _ = try await vera.signIn("vera")
      #expect(try await admin.get("/accounts/people/vera").status == .ok)
      let page = try await admin.post(
        "/accounts/people/vera/recovery", ["kind": "password"])
      let path = try link(in: page.text)
      let browser = Browser(client)
      #expect(try await browser.get(path).status == .ok)
      let form = ["password": "a new long password"]
      #expect(try await browser.post(path, form).location == "/en/sign-in")
      #expect(try await vera.get("/account").status == .seeOther)
      #expect(try await browser.post(path, form).status == .notFound)
      #expect(try await Browser(client).signIn("vera").status == .unprocessableContent)
      let new = try await Browser(client).signIn("vera", password: "a new long password")
      #expect(new.location == "/en/work")
    }
  }

  @Test func `asking for a letter tells nobody who has an account`() async throws {
    let site = try await AccountSite(hasMailServer: true)
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      let texts = try await ["vera", "nobody"].asyncMap { name async throws in
        try await browser.post(
          "/recovery", ["email": "\(name)@city.example", "kind": "password"]
        ).text.replacing("\(name)@", with: "")
      }
      #expect(Set(texts).count == 1)
      let letters = try await site.services.mail.claim(9, lease: 1, at: site.clock.now)
      #expect(letters.map(\.letter.recipient) == ["vera@city.example"])
      let text = try #require(letters.first?.letter.text)
      #expect(text.contains("https://plans.example/en/recovery/"))
      let path = try link(in: text)
      #expect(try await browser.get(path).status == .ok)
      site.clock.advance(seconds: 3600)
      #expect(try await browser.get(path).status == .notFound)
    }
  }

  @Test func `a mailbox gets three letters, and then waits`() async throws {
    let site = try await AccountSite(hasMailServer: true)
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      let form = ["email": "vera@city.example", "kind": "password"]
      for _ in 0..<3 { #expect(try await browser.post("/recovery", form).status == .ok) }
      #expect(try await browser.post("/recovery", form).status == .tooManyRequests)
      #expect(
        try await site.services.mail.claim(9, lease: 1, at: site.clock.now).count == 3)
    }
  }

  @Test func `without a mail server people are told whom to ask`() async throws {
    let site = try await AccountSite()
    try await site.test { client async throws in
      let browser = Browser(client)
      #expect(
        try await !browser.get("/recovery").text.contains(
          "<form method=\"post\" action=\"/en/recovery\""))
      #expect(
        try await browser.post("/recovery", ["email": "a@b.example"]).status == .notFound)
    }
  }

  @Test func `one can take one's data and leave`() async throws {
    let site = try await AccountSite()
    try await site.person("vera", Grant(.cityViewer, in: here))
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      let data = try await browser.post("/account/data")
      #expect(data.headers[.contentDisposition]?.contains("account.json") == true)
      #expect(data.text.contains("\"email\":\"vera@city.example\""))
      let path = "/account/erasure"
      #expect(
        try await browser.post(path, ["current": "wrong"]).status == .unprocessableContent)
      #expect(
        try await browser.post(path, ["current": AccountSite.password]).location == "/en")
      #expect(try await Browser(client).signIn("vera").status == .unprocessableContent)
    }
  }
}

extension Sequence {
  func asyncMap<Result>(
    _ transform: (Element) async throws -> Result
  ) async throws -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
