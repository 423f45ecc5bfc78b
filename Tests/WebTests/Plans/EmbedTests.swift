import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Parts of a plan on other sites` {
  @Test(arguments: EmbedPage.Part.allCases)
  func `are shown without cookies and scripts, in the language asked for`(
    part: EmbedPage.Part
  ) async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      for language in Language.interface {
        let answer = try await client.execute(
          uri: "/embed/plans/plan/\(part.rawValue)?lang=\(language.rawValue)", method: .get)
        let text = String(buffer: answer.body)
        #expect(answer.status == .ok && text.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(answer.headers[.setCookie] == nil)
        #expect(!text.contains("<script") && !text.contains("<form") && !text.contains(" style="))
        #expect(!text.contains("hush"))
        for link in text.matches(of: /<a [^>]*>/) {
          #expect(link.0.contains("target=\"_blank\" rel=\"noopener\""), "\(link.0)")
        }
      }
      let plain = try await client.execute(
        uri: "/embed/plans/plan/\(part.rawValue)?lang=xx", method: .get)
      #expect(String(buffer: plain.body).contains("<html lang=\"en\">"))
    }
  }

  @Test func `may be shown by the sites that the city names and by no other`() async throws {
    let sample = try await APISite()
    let site = sample.site
    try await site.test { client in
      let path = "/embed/plans/plan/actions"
      let closed = try await client.execute(uri: path, method: .get)
      #expect(
        closed.headers[.contentSecurityPolicy]
          == "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
          + "frame-ancestors 'none'")
      let program = Program(client: client, token: sample.writer)
      let wrong = [
        "https://x.example/", "x.example", "https://*", "https://x.example; script-src *",
        "javascript:x", "https://X.example", "https://x.example:0", "https://",
      ]
      for host in wrong {
        let answer = try await program.change(
          "/cities/here", "{\"embedHosts\":[\"\(host)\"]}", from: "*")
        #expect(answer.status == 422, "\(host)")
      }
      let set = try await program.change(
        "/cities/here", #"{"embedHosts":["https://www.here.example","http://localhost:8000"]}"#,
        from: "*")
      #expect(set.status == 200, "\(set.text)")
      let open = try await client.execute(uri: path, method: .get)
      #expect(
        open.headers[.contentSecurityPolicy]?.hasSuffix(
          "frame-ancestors https://www.here.example http://localhost:8000") == true)
      let page = try await client.execute(uri: "/en/plans/plan", method: .get)
      #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
    }
  }

  @Test func `are of published plans alone, and their snippets for the city's people`() async throws
  {
    let sample = try await APISite()
    let site = sample.site
    let draft = Plan(
      id: ID(rawValue: "draft"), city: APISite.city, title: APISite.text("Draft"),
      years: 2026...2030)
    try await site.services.plans.create(draft, sections: [], by: .machine, at: site.clock.now)
    let session = try await site.signIn(
      "mara", as: Grant(.cityCoordinator, in: .city(APISite.city)))
    let stranger = try await site.signIn(
      "tibor", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "there"))))
    try await site.test { client in
      for path in ["draft/actions", "nothing/gantt", "plan/costs", "plan"] {
        let answer = try await client.execute(uri: "/embed/plans/\(path)", method: .get)
        #expect(answer.status != .ok)
      }
      let browser = SignedInBrowser(client, session)
      let page = try await browser.get("/plans/plan/work/embedding?shown=mk").text
      #expect(page.contains("/embed/plans/plan/gantt?lang=mk&quot; title=&quot;Временски план – "))
      let other = try await SignedInBrowser(client, stranger).get("/plans/plan/work/embedding")
      #expect(other.status == .notFound)
      let nobody = try await client.execute(uri: "/en/plans/plan/work/embedding", method: .get)
      #expect(nobody.status == .seeOther)
    }
  }
}
