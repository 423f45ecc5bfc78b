import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct `Rate limiter` {
  private static let start = Instant(milliseconds: 1_800_000_000_000)
  private static let allowance = Allowance(name: "try", burst: 3, perHour: 60)

  @Test func `allows the burst, then one a minute`() async {
    let limiter = RateLimiter()
    for _ in 0..<3 { #expect(await limiter.take(Self.allowance, of: "a", at: Self.start) == nil) }
    #expect(await limiter.take(Self.allowance, of: "a", at: Self.start) == 60)
    let soon = Self.start.adding(seconds: 59)
    #expect(await limiter.take(Self.allowance, of: "a", at: soon) == 1)
    #expect(await limiter.take(Self.allowance, of: "a", at: soon.adding(seconds: 1)) == nil)
  }

  @Test func `keeps people and things apart`() async {
    let limiter = RateLimiter()
    let other = Allowance(name: "other", burst: 3, perHour: 60)
    for _ in 0..<3 { _ = await limiter.take(Self.allowance, of: "a", at: Self.start) }
    #expect(await limiter.take(Self.allowance, of: "b", at: Self.start) == nil)
    #expect(await limiter.take(other, of: "a", at: Self.start) == nil)
  }

  @Test func `forgets the fullest first when there are too many`() async {
    let limiter = RateLimiter(capacity: 20)
    for _ in 0..<3 { _ = await limiter.take(Self.allowance, of: "busy", at: Self.start) }
    for person in 0..<200 {
      _ = await limiter.take(Self.allowance, of: "\(person)", at: Self.start)
    }
    #expect(await limiter.count <= 20)
    #expect(await limiter.take(Self.allowance, of: "busy", at: Self.start) != nil)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `never allows more than burst and rate together`(seed: UInt64) async {
    var random = SeededGenerator(seed: seed)
    let limiter = RateLimiter()
    var (now, taken) = (Self.start, 0)
    for _ in 0..<200 {
      now = now.adding(milliseconds: Int64.random(in: -500...20_000, using: &random))
      if await limiter.take(Self.allowance, of: "a", at: now) == nil { taken += 1 }
    }
    // Going back in time costs nothing and earns nothing twice: 100 seconds at most.
    let elapsed = Int(now.milliseconds(since: Self.start)) + 200 * 500
    #expect(taken <= 3 + elapsed / 60_000 + 1)
  }

  @Test func `stands before every page when the installation says so`() async throws {
    let site = try await TestSite { $0.requestLimit = 60 }
    try await site.test { client in
      for _ in 0..<20 {
        #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
      }
      let answer = try await client.execute(uri: "/mk/about", method: .get)
      #expect(answer.status == .tooManyRequests)
      #expect(answer.headers[.retryAfter] == "1")
      #expect(String(buffer: answer.body).contains("<html lang=\"mk\">"))
      site.clock.wait(seconds: 1)
      #expect(try await client.execute(uri: "/mk/about", method: .get).status == .ok)
    }
  }
}

@Suite struct `Trusted proxies` {
  private static func client(peer: String?, forwarded: String...) -> String {
    var headers = HTTPFields()
    for value in forwarded { headers.append(HTTPField(name: .forwardedFor, value: value)) }
    return TrustedProxies(["10.0.0.1", "10.0.0.2", "::1", "nonsense"])
      .client(peer: peer, headers: headers)
  }

  @Test func `are believed, and nobody else is`() {
    #expect(Self.client(peer: "192.0.2.7", forwarded: "203.0.113.9") == "192.0.2.7")
    #expect(Self.client(peer: "10.0.0.1", forwarded: "203.0.113.9") == "203.0.113.9")
    #expect(Self.client(peer: "::1", forwarded: "2001:DB8::1") == "2001:db8::1")
    #expect(Self.client(peer: nil, forwarded: "203.0.113.9") == "unknown")
  }

  @Test func `count from the near end of the chain`() {
    #expect(
      Self.client(peer: "10.0.0.1", forwarded: "1.1.1.1, 203.0.113.9, 10.0.0.2") == "203.0.113.9")
    #expect(Self.client(peer: "10.0.0.1", forwarded: "1.1.1.1", "203.0.113.9") == "203.0.113.9")
    #expect(Self.client(peer: "10.0.0.1", forwarded: "203.0.113.9, rubbish") == "10.0.0.1")
    #expect(Self.client(peer: "10.0.0.1", forwarded: "") == "10.0.0.1")
  }
}
