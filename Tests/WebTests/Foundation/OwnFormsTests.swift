import Civic
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct `Forms` {
  private static func headers(_ more: HTTPFields = [:]) -> HTTPFields {
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    for field in more { headers.append(field) }
    return headers
  }

  @Test(
    arguments: [
      [.fetchSite: "cross-site"], [.fetchSite: "same-site"], [.fetchSite: "none"],
      [.origin: "https://evil.example"], [.origin: "null"], [.referer: "https://evil.example/"],
      [.referer: "http://localhost.evil.example/"], [:],
      [.fetchSite: "cross-site", .origin: "http://localhost"],
    ] as [HTTPFields])
  func `of other sites are refused`(headers: HTTPFields) async throws {
    try await TestSite().testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: Self.headers(headers),
        body: ByteBuffer(string: "word=a"))
      #expect(answer.status == .forbidden)
    }
  }

  @Test(
    arguments: [
      [.fetchSite: "same-origin"], [.origin: "http://localhost"], [.origin: "https://localhost"],
      [.referer: "http://localhost/en/form"], [.origin: "https://plans.example.org"],
    ] as [HTTPFields])
  func `of our own pages are taken before signing in`(headers: HTTPFields) async throws {
    let site = try await TestSite { $0.publicAddress = "https://plans.example.org" }
    try await site.testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: Self.headers(headers),
        body: ByteBuffer(string: "word=%D0%B0+b"))
      #expect(answer.status == .ok)
      #expect(String(buffer: answer.body) == ":а b")
    }
  }

  @Test func `need the proof of the session of who is signed in`() async throws {
    let site = try await TestSite()
    let token = try await site.signIn()
    let proof = SessionMiddleware.csrf(of: token)
    try await site.testForm { client in
      let headers = Self.headers([
        .fetchSite: "same-origin", .cookie: "gradnik_session=\(token.text)",
      ])
      for wrong in ["", "&csrf=", "&csrf=\(proof.dropLast())", "&csrf=\(proof)0"] {
        let answer = try await client.execute(
          uri: "/en/form", method: .post, headers: headers,
          body: ByteBuffer(string: "word=a\(wrong)"))
        #expect(answer.status == .forbidden)
      }
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: headers,
        body: ByteBuffer(string: "word=a&csrf=\(proof)"))
      #expect(String(buffer: answer.body) == "Ana:a")
    }
  }

  @Test func `of a session that ended are those of a stranger`() async throws {
    let site = try await TestSite()
    let token = try await site.signIn()
    site.clock.wait(seconds: 13 * 3600)
    try await site.testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post,
        headers: Self.headers([
          .fetchSite: "same-origin", .cookie: "gradnik_session=\(token.text)",
        ]), body: ByteBuffer(string: "word=a"))
      #expect(String(buffer: answer.body) == ":a")
    }
  }

  @Test func `larger than a megabyte are refused`() async throws {
    try await TestSite().testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: Self.headers([.fetchSite: "same-origin"]),
        body: ByteBuffer(repeating: UInt8(ascii: "a"), count: 1 << 20 + 1))
      #expect(answer.status == .contentTooLarge)
    }
  }

  @Test(arguments: ["word=%ff", "word=%4", "word=%zz", "%C3=a"])
  func `that are not UTF-8 are refused`(body: String) async throws {
    try await TestSite().testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: Self.headers([.fetchSite: "same-origin"]),
        body: ByteBuffer(string: body))
      #expect(answer.status == .badRequest)
    }
  }

  @Test func `of another kind are refused`() async throws {
    try await TestSite().testForm { client in
      let answer = try await client.execute(
        uri: "/en/form", method: .post,
        headers: [.contentType: "text/plain", .fetchSite: "same-origin"],
        body: ByteBuffer(string: "word=a"))
      #expect(answer.status == .unsupportedMediaType)
    }
  }

  @Test func `with files are for those who are signed in`() async throws {
    let site = try await TestSite()
    let token = try await site.signIn()
    let proof = SessionMiddleware.csrf(of: token)
    let body = """
      --x\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n\(proof)\r\n\
      --x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\
      Content-Type: text/csv\r\n\r\n1,2\r\n--x--\r\n
      """
    try await site.testForm { client in
      var headers: HTTPFields = [
        .contentType: "multipart/form-data; boundary=x", .fetchSite: "same-origin",
      ]
      let stranger = try await client.execute(
        uri: "/en/form", method: .post, headers: headers, body: ByteBuffer(string: body))
      #expect(stranger.status == .forbidden)
      headers[.cookie] = "gradnik_session=\(token.text)"
      let answer = try await client.execute(
        uri: "/en/form", method: .post, headers: headers, body: ByteBuffer(string: body))
      #expect(String(buffer: answer.body) == "Ana:a.csv")
    }
  }
}
