import Civic
import Database
import Exact
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

private let actions = "/plans/plan/records/action"
private let good = #"{"code":"A9","title":{"original":"en","texts":{"en":"x"}}}"#

@Suite struct `Nonsense sent to the API` {
  static let bodies: [(body: String, status: Int)] = [
    ("", 400), ("{", 400), ("nonsense", 400), ("[]", 422), ("null", 422), ("7", 422),
    ("\"x\"", 422),
    (#"{"code":"A9","code":"A8"}"#, 400), (#"{"code":"A9",}"#, 400), (#"{"code":1e999}"#, 400),
    (#"{"position":1e300}"#, 422), (#"{"position":9007199254740993000}"#, 422),
    (#"{"position":1.5}"#, 422), (#"{"position":"1"}"#, 422), (#"{"position":null}"#, 422),
    (#"{"code":7}"#, 422), (#"{"code":["A9"]}"#, 422), (#"{"code":"\u0000"}"#, 422),
    (#"{"code":"\ud800"}"#, 400), (#"{"title":"x"}"#, 422), (#"{"title":{}}"#, 422),
    (#"{"title":{"original":"EN","texts":{}}}"#, 422),
    (#"{"title":{"original":"en","texts":{"../x":"y"}}}"#, 422),
    (#"{"start":"2027-02-30"}"#, 422), (#"{"start":"27-1-1"}"#, 422), (#"{"goals":["1"]}"#, 422),
    (#"{"latitude":"1e5","longitude":"2"}"#, 422), (#"{"latitude":41.9}"#, 422),
    (#"{"owner":"'; DROP TABLE action; --"}"#, 422), (#"{"owner":"here"}"#, 422),
    (#"{"id":"mine"}"#, 422), (#"{"revision":9}"#, 422), (#"{"plan":"other"}"#, 422),
    (#"{"readiness":"ready"}"#, 422), (#"{"__proto__":{}}"#, 422),
    (String(repeating: "[", count: 4000), 400),
    (#"{"title":"# + String(repeating: #"{"a":"#, count: 30) + "1", 400),
  ]

  @Test func `is refused with a problem and changes nothing`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let before = try await program.get("/plans/plan/working").text
      for (body, status) in Self.bodies {
        let answer = try await program.ask(.post, actions, body)
        #expect(answer.status == status, "\(body.prefix(80)) \(answer.text)")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.json?["detail"]?.string?.isEmpty == false)
        // A change of nothing is a change; a new title of nothing is none.
        guard body != #"{"title":{}}"# else { continue }
        let patch = try await program.change("\(actions)/first", body, from: "*")
        #expect((400..<500).contains(patch.status), "\(body.prefix(80)) \(patch.text)")
      }
      #expect(try await program.get("/plans/plan/working").text == before)
    }
  }

  @Test func `of other kinds and sizes, and bytes that are no text, are refused`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      for type in [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
      ] {
        #expect(try await program.ask(.post, actions, good, type: type).status == 415)
      }
      let large = #"{"code":""# + String(repeating: "x", count: 1 << 20) + #""}"#
      #expect(try await program.ask(.post, actions, large).status == 413)
      var bytes = ByteBuffer(string: #"{"code":""#)
      bytes.writeBytes([0xFF, 0xC3, 0x28])
      bytes.writeString(#""}"#)
      let broken = try await client.execute(
        uri: "/api/v1\(actions)", method: .post,
        headers: [
          .authorization: "Bearer \(sample.writer.text)", .contentType: "application/json",
        ], body: bytes)
      #expect(broken.status == .badRequest)
    }
  }

  @Test func `to what takes no body is refused, and nothing at all is not`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      let path = "/plans/plan/fund-scenarios"
      let before = try await program.get(path).text
      for body in ["\u{FEFF}{}", "{}", " ", "nonsense", "{\"name\":\"x\"}"] {
        let answer = try await program.ask(.post, path, body)
        #expect(answer.status == 400, "\(body) \(answer.text)")
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.json?["code"]?.string == "apiBodyUnwanted")
      }
      #expect(try await program.get(path).text == before)
      #expect(try await program.post(path).status == 201)
    }
  }

  @Test func `about what was seen: nothing is taken away without a version`() {
    let removals = API.operations.filter { $0.method == .delete }
    #expect(removals.count > 20)
    for operation in removals { #expect(operation.needsVersion, "\(operation.name)") }
  }

  @Test func `in addresses, methods and headers has a plain answer`() async throws {
    let sample = try await APISite()
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.writer)
      for path in [
        "/plans/%00", "/plans/..%2f..%2fetc", "/plans/plan/versions/-1", "/plans/plan/versions/x",
        "/plans/plan/versions/99999999999999999999", "/plans/plan/records/account",
        "/plans/plan/records/action/%F0%9F%92%A9", "/nothing", "", "/cities/here/register/nothing",
        "/decisions/none", "/decisions/none/bundle",
      ] {
        let answer = try await program.get(path)
        #expect(answer.status == 404, "\(path) \(answer.status)")
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
      let query = try #require(HTTPRequest.Method("QUERY"))
      for method in [.put, .options, .trace, .delete, query] {
        let answer = try await program.ask(method, actions)
        #expect(answer.status == 405 && answer.headers[.allow]?.contains("GET") == true)
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
      }
      for field in [
        "Basic eDp5", "Bearer", "Bearer x y", "Bearer " + String(repeating: "A", count: 43),
      ] {
        let answer = try await Program(client: client).get("/plans", [.authorization: field])
        #expect(answer.status == 401, "\(field)")
      }
    }
  }

  @Test func `at a pace beyond the limit is told when to go on`() async throws {
    let sample = try await APISite { $0.apiLimit = 60 }
    try await sample.site.test { client in
      let program = Program(client: client, token: sample.reader)
      var last = try await program.get("/plans")
      for _ in 1...40 where last.status == 200 { last = try await program.get("/plans") }
      #expect(last.status == 429 && last.headers[.retryAfter] != nil)
      #expect(try await Program(client: client, token: sample.writer).get("/plans").status == 200)
      sample.site.clock.wait(seconds: 5)
      #expect(try await program.get("/plans").status == 200)
    }
  }
}

@Suite struct `Tokens` {
  @Test func `are shown once, kept as digests, and end`() async throws {
    let sample = try await APISite()
    let site = sample.site
    let session = try await site.signIn(
      "mara", as: Grant(.cityCoordinator, in: .city(APISite.city)))
    try await site.test { client in
      let browser = SignedInBrowser(client, session)
      _ = try await browser.get("/account/tokens")
      let values = ["name": "Portal", "access": "write", "place": "plan:plan", "days": "7"]
      let made = try await browser.post("/account/tokens", values)
      let secret = try #require(made.text.firstMatch(of: /<code id="token">([^<]+)</)?.1)
      let later = try await browser.get("/account/tokens")
      #expect(later.text.contains("Portal") && !later.text.contains(secret))
      #expect(later.text.contains("Never"))
      let dump = try await site.database.read { connection in
        try connection.rows("SELECT * FROM access_token").map { "\($0)" }.joined()
      }
      #expect(!dump.contains(secret))
      let program = Program(client: client, token: SecretToken(String(secret)))
      #expect(try await program.get(actions).status == 200)
      #expect(try await !browser.get("/account/tokens").text.contains("Never"))
      site.clock.wait(seconds: 8 * 86_400)
      #expect(try await program.get(actions).status == 401)
    }
  }

  @Test func `are revoked by their owner alone, and with wrong words none is made`() async throws {
    let sample = try await APISite()
    let site = sample.site
    let owner = try await site.signIn("olga", as: Grant(.cityViewer, in: .city(APISite.city)))
    let other = try await site.signIn("peter", as: Grant(.cityViewer, in: .city(APISite.city)))
    let token = try await APISite.token(site, of: "olga", TokenReach(.read))
    let id = try #require(
      try await site.services.accounts.tokens(of: ID(rawValue: "olga")).first?.id)
    try await site.test { client in
      let thief = SignedInBrowser(client, other)
      _ = try await thief.get("/account/tokens")
      #expect(try await thief.post("/account/tokens/\(id)/revocation").status == .notFound)
      let browser = SignedInBrowser(client, owner)
      _ = try await browser.get("/account/tokens")
      let fine = ["name": "a", "access": "read", "place": "", "days": "7"]
      for (field, value) in [
        ("name", " "), ("name", String(repeating: "x", count: 81)), ("access", "all"),
        ("place", "city:there"), ("days", "9999"),
      ] {
        let wrong = try await browser.post(
          "/account/tokens", fine.merging([field: value]) { $1 })
        #expect(wrong.status == .unprocessableContent, "\(field)")
      }
      #expect(try await browser.post("/account/tokens", fine, hasProof: false).status == .forbidden)
      let program = Program(client: client, token: token)
      #expect(try await program.get("/plans").status == 200)
      #expect(try await browser.post("/account/tokens/\(id)/revocation").status == .seeOther)
      #expect(try await program.get("/plans").status == 401)
      let anonymous = try await client.execute(uri: "/en/account/tokens", method: .get)
      #expect(anonymous.status == .seeOther)
    }
  }
}
