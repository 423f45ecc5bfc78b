import Exchange
import Foundation
import Testing

@Suite(.serialized) struct `Fetching a source` {
  /// May ask this machine, for the tests' sake.
  private func fetch(_ change: (inout SafeFetch.Limits) -> Void = { _ in }) throws -> SafeFetch {
    var fetch = SafeFetch(gate: FetchGate())
    fetch.allowed = [try #require(NetworkRange("127.0.0.1"))]
    fetch.limits.time = 100_000
    fetch.limits.connectTime = 100_000
    change(&fetch.limits)
    return fetch
  }

  @Test func `gives bytes, type and validators`() async throws {
    let server = try LoopbackWebServer()
    let fetch = try fetch()
    let more =
      "\r\nContent-Type: text/csv\r\nETag: \"v1\"\r\nLast-Modified: Sat, 21 Nov 2026 08:00:00 GMT"
    let (outcome, questions) = try await server.serve([.page("a,b", more: more)]) {
      await fetch.fetch(server.address + "/x?y=1")
    }
    guard case .fetched(let document) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(document.bytes == Array("a,b".utf8) && document.type == "text/csv")
    #expect(document.validators.etag == "\"v1\"")
    #expect(document.validators.lastModified == "Sat, 21 Nov 2026 08:00:00 GMT")
    let question = try #require(questions.first)
    #expect(questions.count == 1 && question.hasPrefix("GET /x?y=1 HTTP/1.1\r\n"))
    #expect(!question.contains("If-None-Match"))
  }

  @Test func `learns that nothing has changed`() async throws {
    let server = try LoopbackWebServer()
    let fetch = try fetch()
    let known = FetchValidators(etag: "\"v1\"", lastModified: "Sat, 21 Nov 2026 08:00:00 GMT")
    let reply = LoopbackWebServer.Reply("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"")
    let (outcome, questions) = try await server.serve([reply]) {
      await fetch.fetch(server.address, unless: known)
    }
    #expect(outcome == .unchanged)
    let question = try #require(questions.first)
    #expect(question.contains("If-None-Match: \"v1\"\r\n"))
    #expect(question.contains("If-Modified-Since: Sat, 21 Nov 2026 08:00:00 GMT\r\n"))
  }

  @Test(arguments: [
    ("404 Not Found", FetchOutcome.gone(status: 404)), ("410 Gone", .gone(status: 410)),
    ("500 Oops", .failed(.status(500, retryAfter: nil))),
    ("503 Busy\r\nRetry-After: 120", .failed(.status(503, retryAfter: 120))),
    ("403 No", .failed(.status(403, retryAfter: nil))),
    ("304 Not Modified", .failed(.status(304, retryAfter: nil))),
    ("302 Found", .failed(.badRedirect)),
  ])
  func `tells gone from failed`(status: String, expected: FetchOutcome) async throws {
    let server = try LoopbackWebServer()
    let fetch = try fetch()
    let reply = LoopbackWebServer.Reply("HTTP/1.1 \(status)\r\nContent-Length: 0")
    let (outcome, _) = try await server.serve([reply]) { await fetch.fetch(server.address) }
    #expect(outcome == expected)
  }

  @Test func `follows redirections, but not for ever`() async throws {
    let server = try LoopbackWebServer()
    let fetch = try fetch { $0.redirects = 2 }
    let on = LoopbackWebServer.Reply("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0")
    let (found, questions) = try await server.serve([on, on, .page("x")]) {
      await fetch.fetch(server.address)
    }
    guard case .fetched(let document) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(document.address == server.address + "/next" && questions.count == 3)
    let other = try LoopbackWebServer()
    let (lost, _) = try await other.serve([on, on, on]) { await fetch.fetch(other.address) }
    #expect(lost == .failed(.tooManyRedirects(limit: 2)))
  }

  @Test(arguments: [
    "http://127.0.0.2:1/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest",
    "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://2130706434/", "http://0x7f.2/",
    "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://u:p@127.0.0.1/",
  ])
  func `is refused when a redirection leads where nobody may`(target: String) async throws {
    let server = try LoopbackWebServer()
    let fetch = try fetch()
    let on = LoopbackWebServer.Reply(
      "HTTP/1.1 302 Found\r\nLocation: \(target)\r\nContent-Length: 0")
    let (outcome, _) = try await server.serve([on]) { await fetch.fetch(server.address) }
    guard case .failed(let failure) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    switch failure {
    case .machineRefused, .schemeRefused, .credentialsInAddress: break
    default: Issue.record("\(failure)")
    }
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://127.1/", "http://0/",
    "http://192.168.1.1/", "http://172.31.255.255/", "http://100.64.0.1/", "http://224.0.0.1/",
    "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/", "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::a00:1]/", "http://255.255.255.255/",
  ])
  func `is refused without the operator's word`(address: String) async {
    let outcome = await SafeFetch(gate: FetchGate()).fetch(address)
    guard case .failed(.machineRefused) = outcome else {
      Issue.record("\(address): \(outcome)")
      return
    }
  }

  @Test(arguments: [
    ("", FetchFailure.badAddress), ("no address", .badAddress), ("http://", .badAddress),
    ("http://a b/", .badAddress), ("http://a/\r\nX: y", .badAddress),
    ("ftp://example.org/", .schemeRefused), ("javascript:alert(1)", .badAddress),
    ("http://user@example.org/", .credentialsInAddress),
  ])
  func `is refused for an address of the wrong form`(
    address: String, failure: FetchFailure
  ) async {
    #expect(await SafeFetch(gate: FetchGate()).fetch(address) == .failed(failure))
  }

  @Test func `ends at the size limit, announced or not, packed or not`() async throws {
    let fetch = try fetch { $0.bytes = 1_000 }
    let announced = LoopbackWebServer.Reply("HTTP/1.1 200 OK\r\nContent-Length: 100000")
    let silent = LoopbackWebServer.Reply(
      "HTTP/1.1 200 OK", body: [UInt8](repeating: 65, count: 2_000))
    // 20,000 times A, packed by gzip.
    let packed: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xED, 0xC1, 0x31, 1, 0, 0, 0, 0xC2, 0xA0, 0x6C, 0xEB,
      0x5F, 0xCA, 0x1A, 0x1E, 0x40, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0,
      0x60, 0x1B, 0x10, 0x9A, 0xD8, 0x20, 0x4E, 0, 0,
    ]
    let bomb = LoopbackWebServer.Reply(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip", body: packed)
    for reply in [announced, silent, bomb] {
      let server = try LoopbackWebServer()
      let (outcome, _) = try await server.serve([reply]) { await fetch.fetch(server.address) }
      #expect(outcome == .failed(.tooLarge(limit: 1_000)))
    }
  }

  @Test func `ends at the time limit and at too many header fields`() async throws {
    let fetch = try fetch {
      $0.time = 300
      $0.headerBytes = 2_000
    }
    let slow = try LoopbackWebServer()
    let reply = LoopbackWebServer.Reply("HTTP/1.1 200 OK", pause: 1)
    let (late, _) = try await slow.serve([reply]) { await fetch.fetch(slow.address) }
    #expect(late == .failed(.timedOut))
    let wordy = try LoopbackWebServer()
    let fields = (0..<200).map { "\r\nX-\($0): some words" }.joined()
    let (long, _) = try await wordy.serve([.page("x", more: fields)]) {
      await fetch.fetch(wordy.address)
    }
    #expect(long == .failed(.headersTooLarge(limit: 2_000)))
  }

  @Test func `finds nobody and a lost connection`() async throws {
    let fetch = try fetch()
    let server = try LoopbackWebServer()
    var cut = LoopbackWebServer.Reply("")
    cut.bytes = []
    let reply = cut
    let (outcome, _) = try await server.serve([reply]) { await fetch.fetch(server.address) }
    #expect(outcome == .failed(.connectionLost))
    #expect(await fetch.fetch(server.address) == .failed(.unreachable))
  }

  @Test func `waits its turn`() async throws {
    let gate = FetchGate(limit: 1)
    let fetch = SafeFetch(gate: gate)
    await withTaskGroup(of: FetchOutcome.self) { group in
      for _ in 0..<20 { group.addTask { await fetch.fetch("http://127.0.0.1/") } }
      for await outcome in group {
        #expect(outcome == .failed(.machineRefused("127.0.0.1")))
      }
    }
  }

  @Test(arguments: ["8.8.8.8", "193.2.1.66", "2a00:1450::1", "2001:4860:4860::8888"])
  func `may ask any public machine`(address: String) throws {
    #expect(try #require(NetworkAddress(address)).isPublic)
  }

  @Test func `knows ranges of addresses`() throws {
    let range = try #require(NetworkRange("10.1.128.0/17"))
    #expect(range.contains(try #require(NetworkAddress("10.1.255.1"))))
    #expect(!range.contains(try #require(NetworkAddress("10.1.127.1"))))
    #expect(!range.contains(try #require(NetworkAddress("::1"))))
    for text in ["10.1/8", "10.0.0.0/33", "10.0.0.0/-1", "x", "", "1.2.3.4/8/8"] {
      #expect(NetworkRange(text) == nil)
    }
  }
}
