import ArgumentParser
import Civic
import Database
import Exact
import Foundation
import Store

/// Lists who has an account.
struct ListAccountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the accounts with their roles.")

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "A part of the name or e-mail address.")
  var words = ""

  mutating func run() async throws {
    let (words, format) = (words, options.format)
    try await AccountsAtHand.run(options) { accounts in
      let listed = try await accounts.store.accounts(
        matching: words, for: .machine, at: accounts.now)
      switch format {
      case .text: for one in listed { print(Self.line(one)) }
      case .json: print(CanonicalJSON.text(of: .array(listed.map(Self.json))))
      }
    }
  }

  private static func roles(_ listed: AccountStore.Listed) -> [String] {
    listed.grants.map { grant in
      grant.scope == .platform
        ? grant.role.rawValue : "\(grant.role.rawValue) of \(grant.scope.key)"
    }.sorted()
  }

  private static func line(_ listed: AccountStore.Listed) -> String {
    let account = listed.account
    let state = account.isActive ? "active" : "closed"
    let factor = account.hasSecondFactor ? ", second factor" : ""
    return [
      account.email, account.name, state + factor, roles(listed).joined(separator: ", "),
    ].joined(separator: "\t")
  }

  private static func json(_ listed: AccountStore.Listed) -> JSONValue {
    let account = listed.account
    return [
      "id": .string(account.id.rawValue), "name": .string(account.name),
      "email": .string(account.email), "isActive": .bool(account.isActive),
      "hasSecondFactor": .bool(account.hasSecondFactor),
      "roles": .array(roles(listed).map { .string($0) }),
      "signedInAt": listed.signedInAt.map { .string($0.description) } ?? .null,
    ]
  }
}
