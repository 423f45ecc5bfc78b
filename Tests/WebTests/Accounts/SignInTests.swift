import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Setting up` {
  private func form(_ site: AccountSite) -> [String: String] {
    [
      "code": site.services.desk.setUpCode.text, "name": "Ada", "email": "Ada@City.example",
      "language": "sl", "password": AccountSite.password,
    ]
  }

  @Test func `makes one administrator, who is signed in`() async throws {
    let site = try await AccountSite()
    try await site.test { client async throws in
      let browser = Browser(client)
      #expect(try await browser.get("/sign-in").location == "/en/set-up")
      #expect(try await browser.get("/set-up").status == .ok)
      #expect(try await browser.post("/set-up", form(site)).location == "/en/account")
      #expect(try await browser.get("/account").text.contains("ada@city.example"))
      #expect(try await browser.get("/accounts").status == .ok)
      let other = Browser(client)
      #expect(try await other.get("/set-up").location == "/en/sign-in")
      #expect(try await other.post("/set-up", form(site)).status == .unprocessableContent)
    }
  }

  @Test func `asks for the code in the server's log`() async throws {
    let site = try await AccountSite()
    try await site.test { client async throws in
      let browser = Browser(client)
      var wrong = form(site)
      wrong["code"] = "000000-000000-000000-000000"
      let page = try await browser.post("/set-up", wrong)
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("href=\"#code\""))
      #expect(page.text.contains("value=\"Ada\"") && !page.text.contains(AccountSite.password))
      #expect(try await !site.services.accounts.hasAccounts())
    }
  }

  @Test(arguments: [
    ("name", " "), ("email", "ada"), ("password", "short"), ("password", "passwordpassword"),
  ])
  func `says what is wrong with a field`(field: String, value: String) async throws {
    let site = try await AccountSite()
    try await site.test { client async throws in
      var wrong = form(site)
      wrong[field] = value
      let page = try await Browser(client).post("/set-up", wrong)
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("href=\"#\(field)\""))
    }
  }
}

@Suite struct `Signing in` {
  @Test func `leads to where one wanted to go, under a new token`() async throws {
    let site = try await AccountSite()
    try await site.person("vera", Grant(.cityViewer, in: .city(ID(rawValue: "c"))))
    try await site.test { client async throws in
      let browser = Browser(client)
      let page = try await browser.get("/account")
      let signIn = try #require(page.location)
      #expect(signIn.hasPrefix("/en/sign-in?to="))
      let done = try await browser.post(
        String(signIn.dropFirst(3)),
        ["email": " VERA@city.example", "password": AccountSite.password])
      #expect(done.location == "/en/account")
      let first = await browser.cookies["gradnik_session"]
      #expect(try await browser.get("/account").status == .ok)
      let cookie = try #require(done.headers[.setCookie])
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
      _ = try await browser.post("/sign-in", ["email": "vera@city.example", "password": "no"])
      _ = try await browser.signIn("vera")
      #expect(await browser.cookies["gradnik_session"] != first)
      let thief = Browser(client)
      await thief.take(first)
      #expect(try await thief.get("/account").status == .seeOther)
    }
  }

  @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "/a/../b"])
  func `never leads to another site`(address: String) async throws {
    #expect(Link(path: address) == nil)
  }

  @Test func `answers the same to a wrong password and an unknown address`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.person("closed", Grant(.cityViewer, in: .city(ID(rawValue: "c"))))
    try await site.services.accounts.deactivate(
      ID(rawValue: "closed"), by: .machine, at: site.clock.now)
    try await site.test { client async throws in
      let browser = Browser(client)
      let texts = try await [
        browser.signIn("vera", password: "wrong wrong wrong"), browser.signIn("nobody"),
        browser.signIn("closed"),
      ].map { page in
        #expect(page.status == .unprocessableContent)
        return page.text.replacing(/value="[a-z]+@city.example"/, with: "")
      }
      #expect(Set(texts).count == 1)
    }
  }

  @Test func `stops after ten attempts on one account, and not for ever`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.person("other")
    try await site.test { client async throws in
      let browser = Browser(client)
      for _ in 0..<10 {
        let page = try await browser.signIn("vera", password: "wrong wrong wrong")
        #expect(page.status == .unprocessableContent)
      }
      #expect(try await browser.signIn("vera").status == .tooManyRequests)
      #expect(try await Browser(client).signIn("other").status == .seeOther)
      site.clock.advance(seconds: 3600)
      #expect(try await browser.signIn("vera").status == .seeOther)
      let events = try await site.services.accounts.securityEvents(
        of: ID(rawValue: "vera"), for: .machine)
      #expect(events.count { $0.kind == .signInFailed } == 10)
      #expect(events.count { $0.kind == .signInLimited } == 1)
    }
  }

  @Test func `stops after many attempts from one address`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      for number in 0..<60 {
        #expect(try await browser.signIn("n\(number)").status == .unprocessableContent)
      }
      #expect(try await browser.signIn("vera").status == .tooManyRequests)
    }
  }

  @Test func `is not counted against those who know the password`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      for _ in 0..<15 {
        #expect(try await Browser(client).signIn("vera").status == .seeOther)
      }
    }
  }

  @Test func `makes a costlier hash of a password kept in an earlier form`() async throws {
    let site = try await AccountSite()
    let account = try await site.person("vera")
    let old = try await PasswordHasher(cost: .init(passes: 2, mebibytes: 1))
      .hash(AccountSite.password)
    try await site.services.accounts.changePassword(
      of: account.id, to: old, keeping: nil, at: site.clock.now)
    try await site.test { client async throws in
      #expect(try await Browser(client).signIn("vera").status == .seeOther)
    }
    let now = try await site.services.accounts.credentials(of: account.id)?.passwordHash
    #expect(now?.hasPrefix("$argon2id$v=19$m=1024,t=1,p=1$") == true)
  }

  @Test func `ends by signing out`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      let token = await browser.cookies["gradnik_session"]
      #expect(try await browser.post("/sign-out").location == "/en")
      #expect(await browser.cookies["gradnik_session"] == nil)
      await browser.take(token)
      #expect(try await browser.get("/account").status == .seeOther)
    }
  }
}

@Suite struct `Forms of accounts` {
  @Test func `are refused from other sites and without the page's proof`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      let form = ["email": "vera@city.example", "password": AccountSite.password]
      #expect(try await browser.post("/sign-in", form, isOwn: false).status == .forbidden)
      _ = try await browser.signIn("vera")
      let details = ["name": "Changed", "language": "sl"]
      let path = "/account/details"
      #expect(try await browser.post(path, details, hasProof: false).status == .forbidden)
      #expect(try await browser.post(path, details, isOwn: false).status == .forbidden)
      let stranger = Browser(client)
      _ = try await site.person("other")
      _ = try await stranger.signIn("other")
      await stranger.take(browser.cookies["gradnik_session"])
      #expect(try await stranger.post(path, details).status == .forbidden)
      #expect(try await site.services.accounts.account(ID(rawValue: "vera")).name == "vera")
      #expect(try await browser.post(path, details).location == "/en/account")
      #expect(try await site.services.accounts.account(ID(rawValue: "vera")).name == "Changed")
    }
  }
}

extension Browser {
  /// Puts a session's cookie in place, as a thief would.
  func take(_ token: String?) {
    setCookie("gradnik_session", token)
  }
}
