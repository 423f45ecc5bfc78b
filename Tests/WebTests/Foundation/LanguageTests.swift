import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct `Language of the pages` {
  @Test(
    arguments: [
      ("mk;q=0.9, fr;q=0.2", nil, "/mk/plans?q=%D0%B0"),
      ("sr-Latn, en;q=0.1", nil, "/cnr/plans?q=%D0%B0"),
      ("xx", nil, "/en/plans?q=%D0%B0"),
      ("mk", "gradnik_language=sl", "/sl/plans?q=%D0%B0"),
      ("mk", "gradnik_language=../../evil", "/mk/plans?q=%D0%B0"),
    ] as [(String, String?, String)])
  func `an address without one leads to the reader's`(
    accepts: String, cookie: String?, place: String
  ) async throws {
    try await TestSite().test { client in
      var headers: HTTPFields = [.acceptLanguage: accepts]
      headers[.cookie] = cookie
      let answer = try await client.execute(
        uri: "/plans?q=%D0%B0", method: .get, headers: headers)
      #expect(answer.status == .found)
      #expect(answer.headers[.location] == place)
      #expect(answer.headers[.vary] == "Accept-Language, Cookie")
      #expect(answer.headers[.setCookie] == nil)
    }
  }

  @Test func `the start leads to the start in the reader's language`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(
        uri: "/", method: .get, headers: [.acceptLanguage: "bg"])
      #expect(answer.headers[.location] == "/bg")
    }
  }

  @Test func `a page says its language and sets no cookie`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/mk/about", method: .get)
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentLanguage] == "mk")
      #expect(answer.headers[.setCookie] == nil)
      #expect(String(buffer: answer.body).contains("<html lang=\"mk\">"))
    }
  }

  @Test func `the picked language is kept`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(
        uri: "/languages/sq?to=/plans/7%3Fa=b", method: .get)
      #expect(answer.status == .seeOther)
      #expect(answer.headers[.location] == "/sq/plans/7?a=b")
      let cookie = try #require(answer.headers[.setCookie])
      #expect(cookie.hasPrefix("gradnik_language=sq;"))
      #expect(cookie.contains("HttpOnly"))
      #expect(!cookie.contains("Secure"))
    }
  }

  @Test func `the menu keeps the language and stays on the page`() async throws {
    try await TestSite().test { client in
      let page = try await client.execute(uri: "/mk/about", method: .get)
      let choice = "/languages/sl?to=%2Fabout"
      #expect(String(buffer: page.body).contains("href=\"\(choice)\""))
      let answer = try await client.execute(uri: choice, method: .get)
      #expect(answer.headers[.location] == "/sl/about")
    }
  }

  @Test(arguments: [
    "//evil.example", "https://evil.example", "\\\\evil.example", "/a%0D%0AX:1", "plans", "/%00",
  ])
  func `what is no path of this site leads to the start`(page: String) async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/languages/sl?to=\(page)", method: .get)
      #expect(answer.headers[.location] == "/sl")
    }
  }

  @Test func `a language that is not there is not picked`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/languages/tlh?to=/", method: .get)
      #expect(answer.headers[.setCookie] == nil)
    }
  }
}
