import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Second factor on the web` {
  /// Turns the second factor on as a person does, and gives the secret and the recovery codes.
  private func turnOn(
    _ browser: Browser, _ site: AccountSite
  ) async throws -> (totp: TOTP, codes: [String]) {
    let page = try await browser.get("/account/second-factor")
    #expect(page.text.contains("<svg class=\"qr\""))
    let totp = try #require(
      try await site.services.accounts.proposedSecondFactor(of: ID(rawValue: "vera")))
    #expect(page.text.contains("secret=\(totp.base32)"))
    let wrong = try await browser.post(
      "/account/second-factor", ["code": "000000", "current": AccountSite.password])
    #expect(wrong.status == .unprocessableContent && wrong.text.contains("#code"))
    let stolen = try await browser.post(
      "/account/second-factor", ["code": code(totp, site), "current": "not the password"])
    #expect(stolen.text.contains("#current"))
    let done = try await browser.post(
      "/account/second-factor", ["code": code(totp, site), "current": AccountSite.password])
    #expect(done.status == .ok)
    let codes = done.text.matches(of: /<li><code>([0-9a-z-]{27})<\/code>/).map { String($0.1) }
    #expect(codes.count == RecoveryCode.count)
    return (totp, codes)
  }

  private func code(_ totp: TOTP, _ site: AccountSite) -> String {
    totp.code(at: TOTP.step(at: site.clock.now))
  }

  @Test func `the code is asked for, and works once`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      let (totp, _) = try await turnOn(browser, site)
      site.clock.advance(seconds: 60)
      let second = Browser(client)
      let asked = try await second.signIn("vera")
      #expect(asked.location?.hasPrefix("/en/sign-in/code") == true)
      let pending = await second.cookies["gradnik_session"]
      #expect(try await second.get("/account").status == .seeOther)
      #expect(
        try await second.post("/sign-in/code", ["code": "123"]).status == .unprocessableContent)
      let used = code(totp, site)
      let done = try await second.post("/sign-in/code?to=%2Faccount", ["code": used])
      #expect(done.location == "/en/account")
      #expect(await second.cookies["gradnik_session"] != pending)
      #expect(try await second.get("/account").status == .ok)
      let replay = Browser(client)
      _ = try await replay.signIn("vera")
      #expect(
        try await replay.post("/sign-in/code", ["code": used]).status == .unprocessableContent)
    }
  }

  @Test func `a recovery code stands in once`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      let codes = try await turnOn(browser, site).codes
      let form = ["code": codes[3]]
      _ = try await browser.signIn("vera")
      let second = Browser(client)
      _ = try await second.signIn("vera")
      #expect(try await second.post("/sign-in/code", form).location == "/en/work")
      let third = Browser(client)
      _ = try await third.signIn("vera")
      #expect(
        try await third.post("/sign-in/code", form).status == .unprocessableContent)
    }
  }

  @Test func `codes cannot be guessed without end`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      let (totp, _) = try await turnOn(browser, site)
      site.clock.advance(seconds: 60)
      let thief = Browser(client)
      _ = try await thief.signIn("vera")
      for number in 0..<10 {
        let page = try await thief.post("/sign-in/code", ["code": "00000\(number)"])
        #expect(page.status == .unprocessableContent)
      }
      let page = try await thief.post("/sign-in/code", ["code": code(totp, site)])
      #expect(page.status == .tooManyRequests)
    }
  }

  @Test func `turning it off asks for the password`() async throws {
    let site = try await AccountSite()
    try await site.person("vera")
    try await site.test { client async throws in
      let browser = Browser(client)
      _ = try await browser.signIn("vera")
      _ = try await turnOn(browser, site)
      let path = "/account/second-factor-removal"
      #expect(try await browser.get(path).status == .ok)
      #expect(
        try await browser.post(path, ["current": "wrong"]).status == .unprocessableContent)
      #expect(try await site.services.accounts.account(ID(rawValue: "vera")).hasSecondFactor)
      let done = try await browser.post(path, ["current": AccountSite.password])
      #expect(done.location == "/en/account")
      #expect(try await Browser(client).signIn("vera").location == "/en/work")
    }
  }
}
