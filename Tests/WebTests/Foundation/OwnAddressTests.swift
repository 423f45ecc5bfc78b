import Civic
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Pages
import Testing

@testable import Web

private let named = HTTPField.Name("X-Asked-Host")

/// Answers as if a request had been addressed to the host that it names.
private struct Addressed<Site: HTTPResponder>: HTTPResponder where Site.Context == AppContext {
  let site: Site

  func respond(to request: Request, context: AppContext) async throws -> Response {
    var head = request.head
    head.authority = named.flatMap { request.headers[$0] } ?? head.authority
    return try await site.respond(to: Request(head: head, body: request.body), context: context)
  }
}

@Suite struct `The site's own address` {
  private static let pages = [
    "/en/changes.atom", "/en/plans/plan/export",
    "/en/cities/sampleton/services.ttl",
  ]

  /// Asks for a page by the name of a host.
  private static func get(
    _ client: any TestClientProtocol, _ path: String, of host: String
  ) async throws -> String {
    var headers = HTTPFields()
    if let named { headers[named] = host }
    let answer = try await client.execute(uri: path, method: .get, headers: headers)
    #expect(answer.status == .ok, "\(path)")
    return String(buffer: answer.body).replacing("\r\n ", with: "")
  }

  private func test(
    _ site: TestSite, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    _ = try await PublishedSample(site)
    let responder = Addressed(site: buildRouter(site.services).buildResponder())
    try await Application(responder: responder, logger: TestSite.silent)
      .test(.router) { try await body($0) }
  }

  @Test func `is what whoever asks calls it, with its port, and kept for nobody else`()
    async throws
  {
    try await test(TestSite()) { client in
      for path in Self.pages {
        let first = try await Self.get(client, path, of: "plans.example:8080")
        #expect(first.contains("http://plans.example:8080/"), "\(path)")
        #expect(!first.contains("http://localhost"), "\(path)")
        let second = try await Self.get(client, path, of: "127.0.0.1:9100")
        #expect(second.contains("http://127.0.0.1:9100/"), "\(path)")
        #expect(!second.contains("plans.example"), "\(path)")
      }
    }
  }

  @Test func `is never what cannot be the name of a host`() async throws {
    try await test(TestSite()) { client in
      for path in Self.pages {
        for host in [
          "a\"><script>", "a/b", "a@b", "a b", "a>\n", String(repeating: "a", count: 256),
        ] {
          let page = try await Self.get(client, path, of: host)
          #expect(page.contains("http://localhost/") && !page.contains("http://a"), "\(path)")
        }
      }
    }
  }

  @Test func `is the one that was set, whoever asks`() async throws {
    try await test(TestSite { $0.publicAddress = "https://plans.example.org" }) { client in
      for path in Self.pages {
        let page = try await Self.get(client, path, of: "evil.example")
        #expect(page.contains("https://plans.example.org/"), "\(path)")
        #expect(!page.contains("evil.example"), "\(path)")
      }
    }
  }
}
