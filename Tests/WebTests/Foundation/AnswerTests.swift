import Civic
import Database
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Pages
import Synchronization
import Testing

@testable import Web

@Suite struct `Answers` {
  @Test(arguments: ["/mk/about", "/", "/health", "/mk/nothing", "/languages/mk"])
  func `carry the headers that keep browsers safe`(path: String) async throws {
    try await TestSite().test { client in
      let headers = try await client.execute(uri: path, method: .get).headers
      let policy = try #require(headers[.contentSecurityPolicy])
      #expect(policy.hasPrefix("default-src 'none'; "))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.referrerPolicy] == "same-origin")
      #expect(headers[.strictTransportSecurity] == nil)
      #expect(headers[.requestID]?.isEmpty == false)
    }
  }

  @Test func `over HTTPS ask to stay there`() async throws {
    let site = try await TestSite { $0.publicAddress = "https://plans.example.org" }
    try await site.test { client in
      let headers = try await client.execute(uri: "/languages/mk", method: .get).headers
      #expect(headers[.strictTransportSecurity] == "max-age=31536000")
      #expect(headers[.setCookie]?.contains("Secure") == true)
    }
  }

  @Test func `of pages that do not exist are in the language of the address`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/mk/nothing", method: .get)
      #expect(answer.status == .notFound)
      #expect(String(buffer: answer.body).contains("<html lang=\"mk\">"))
    }
  }

  @Test func `to a method that a page has not name those it has`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/mk/about", method: .delete)
      #expect(answer.status == .methodNotAllowed)
      #expect(answer.headers[.allow] == "GET, HEAD")
      #expect(String(buffer: answer.body).contains("<html lang=\"mk\">"))
    }
  }

  @Test(arguments: ["/xx/about", "/plans/about", "/m%6B/about"])
  func `at addresses without a language lead to the one with it, and take nothing`(
    path: String
  ) async throws {
    try await TestSite().test { client in
      let page = try await client.execute(uri: path, method: .get)
      #expect(page.status == .found && page.headers[.location] == "/en" + path)
      let form = try await client.execute(uri: path, method: .post)
      #expect(form.status == .notFound)
      let other = try await client.execute(uri: path, method: .delete)
      #expect(other.status == .notFound)
    }
  }

  @Test func `to mistakes of the program name the request and nothing else`() async throws {
    let site = try await TestSite()
    let services = site.services
    let router = Router(context: AppContext.self)
    router.add(middleware: RequestLog(services: services))
    router.add(middleware: UnprefixedPages(services: services))
    router.group("mk").add(middleware: LanguageMiddleware([.macedonian]))
      .add(middleware: ErrorPages(services: services))
      .get("broken") { _, _ -> String in throw DatabaseError.other("secret detail") }
    try await Application(router: router, logger: TestSite.silent).test(.router) { client in
      let answer = try await client.execute(uri: "/mk/broken", method: .get)
      #expect(answer.status == .internalServerError)
      let page = String(buffer: answer.body)
      let request = try #require(answer.headers[.requestID])
      #expect(page.contains(request))
      #expect(page.contains("<html lang=\"mk\">"))
      #expect(!page.contains("secret detail"))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `that take too long are cut off`() async throws {
    let router = Router(context: AppContext.self)
    for path in ["slow", "api/v1/slow"] {
      router.get("\(path)") { _, _ in
        try await Task.sleep(for: .seconds(60))
        return "late"
      }
    }
    let services = try await TestSite().services
    let responder = TimeLimit(
      responder: router.buildResponder(), limit: .milliseconds(20),
      refusal: ErrorPages(services: services).tooLong)
    try await Application(responder: responder, logger: TestSite.silent).test(.router) { client in
      let answer = try await client.execute(
        uri: "/slow", method: .get, headers: [.acceptLanguage: "sl"])
      #expect(answer.status == .serviceUnavailable)
      #expect(answer.headers[.retryAfter] == "60")
      #expect(String(buffer: answer.body).contains("<html lang=\"sl\">"))
      let problem = try await client.execute(uri: "/api/v1/slow", method: .get)
      #expect(problem.status == .serviceUnavailable)
      #expect(problem.headers[.retryAfter] == "60")
      #expect(problem.headers[.contentType] == "application/problem+json")
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["/en/slow", "/api/v1/slow"])
  func `that take too long are logged as that alone`(path: String) async throws {
    let services = try await TestSite().services
    let router = Router(context: AppContext.self)
    router.group("en").add(middleware: ErrorPages(services: services)).get("slow") { _, _ in
      try await Task.sleep(for: .seconds(60))
      return "late"
    }
    router.group("api/v1").add(middleware: APIDoor(services: services)).get("slow") { _, _ in
      try await Task.sleep(for: .seconds(60))
      return "late"
    }
    let responder = TimeLimit(
      responder: router.buildResponder(), limit: .milliseconds(20),
      refusal: ErrorPages(services: services).tooLong)
    let errors = LoggedErrors()
    try await Application(responder: responder, logger: Logger(label: "test") { _ in errors })
      .test(.router) { client in
        let answer = try await client.execute(uri: path, method: .get)
        #expect(answer.status == .serviceUnavailable)
      }
    #expect(errors.messages == ["request took too long"])
  }

  @Test(arguments: [
    (DatabaseError.diskFull, HTTPResponse.Status(code: 507)),
    (.busy, .serviceUnavailable), (.closed, .internalServerError),
  ])
  func `tell what the database cannot do, also when it is closed`(
    error: DatabaseError, status: HTTPResponse.Status
  ) async throws {
    let site = try await TestSite()
    let router = Router(context: AppContext.self)
    router.group("mk").add(middleware: LanguageMiddleware([.macedonian]))
      .add(middleware: ErrorPages(services: site.services))
      .get("broken") { _, _ -> String in throw error }
    try await site.database.close()
    try await Application(router: router, logger: TestSite.silent).test(.router) { client in
      let answer = try await client.execute(uri: "/mk/broken", method: .get)
      #expect(answer.status == status)
      #expect(answer.headers[.retryAfter] == (status == .serviceUnavailable ? "5" : nil))
      #expect(APIFault(error).headers[.retryAfter] == answer.headers[.retryAfter])
      #expect(String(buffer: answer.body).contains("<html lang=\"mk\">"))
    }
  }

  @Test func `to programs are problems`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(uri: "/api/v1/nothing", method: .get)
      #expect(answer.status == .notFound)
      #expect(answer.headers[.contentType] == "application/problem+json")
      #expect(String(buffer: answer.body).contains("\"status\":404"))
    }
  }

  @Test func `to HEAD have no body and the length of the page`() async throws {
    try await TestSite().test { client in
      let page = try await client.execute(uri: "/mk/about", method: .get)
      let head = try await client.execute(uri: "/mk/about", method: .head)
      #expect(head.status == .ok)
      #expect(head.body.readableBytes == 0)
      #expect(head.headers[.contentLength] == page.headers[.contentLength])
    }
  }

  @Test func `with what a page needs are kept for good, and not sent twice`() async throws {
    try await TestSite().test { client in
      let address = Asset.stylesheet.address
      let first = try await client.execute(uri: address, method: .get)
      #expect(first.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let tag = try #require(first.headers[.eTag])
      let again = try await client.execute(
        uri: address, method: .get, headers: [.ifNoneMatch: "\"other\", W/\(tag)"])
      #expect(again.status == .notModified)
      #expect(again.body.readableBytes == 0)
      let changed = try await client.execute(
        uri: address, method: .get, headers: [.ifNoneMatch: "\"other\""])
      #expect(changed.status == .ok)
    }
  }

  @Test func `to robots and finders of weaknesses are plain`() async throws {
    let site = try await TestSite { $0.contact = "safe@example.org" }
    try await site.test { client in
      let robots = try await client.execute(uri: "/robots.txt", method: .get)
      #expect(String(buffer: robots.body).contains("Disallow: /*/work"))
      let security = try await client.execute(uri: "/.well-known/security.txt", method: .get)
      let text = String(buffer: security.body)
      #expect(text.contains("Contact: mailto:safe@example.org\n"))
      #expect(text.contains("Expires: 20"))
    }
  }
}

/// Keeps what is logged as an error.
private struct LoggedErrors: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  private let lines = Lines()

  // A class because handlers are copied.
  private final class Lines: Sendable {
    let messages = Mutex<[String]>([])
  }

  var messages: [String] { lines.messages.withLock { $0 } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: Logging.LogEvent) {
    guard event.level >= .error else { return }
    lines.messages.withLock { $0.append(event.message.description) }
  }
}
