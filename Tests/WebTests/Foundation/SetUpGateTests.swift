import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct `The way to setting up` {
  @Test func `is where every page leads while nobody has an account`() async throws {
    let site = try await TestSite { $0.asksForSetUp = true }
    try await site.test { client in
      let answer = try await client.execute(uri: "/mk/about", method: .get)
      #expect(answer.status == .seeOther)
      #expect(answer.headers[.location] == "/mk/set-up")
      #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
      _ = try await site.signIn()
      #expect(try await client.execute(uri: "/mk/about", method: .get).status == .ok)
    }
  }
}
