import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Store
import Testing

@testable import Web

@Suite struct `Demonstration accounts` {
  @Test func `sign in with the passwords printed last`() async throws {
    let site = try await AccountSite()
    let demonstration = DemonstrationAccounts(
      store: site.services.accounts, hasher: site.services.desk.hasher)
    let make = {
      try await demonstration.make(
        city: ID(rawValue: "city"), network: ID(rawValue: "network"), at: site.clock.now)
    }
    let first = try await make()
    let second = try await make()
    #expect(first.map(\.email) == second.map(\.email))
    #expect(Set(first.map(\.password)).isDisjoint(with: second.map(\.password)))
    #expect(first.map(\.role).first == .administrator)
    #expect(Set(first.map(\.role)).count == 8)
    try await site.test { client async throws in
      for (account, isRight) in [(first[1], false), (second[1], true), (second[7], true)] {
        let page = try await Browser(client).post(
          "/sign-in", ["email": account.email, "password": account.password])
        #expect((page.status == .seeOther) == isRight)
      }
    }
  }
}
