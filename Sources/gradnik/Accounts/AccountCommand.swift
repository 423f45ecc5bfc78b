import ArgumentParser
import Civic
import Database
import Exact
import Foundation
import Pages
import Store
import Web

/// Looks after accounts from the machine the site runs on, also while it runs.
struct AccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Create, list, invite, recover and close accounts.",
    subcommands: [
      CreateAccountCommand.self, ListAccountsCommand.self, InviteCommand.self,
      RecoverAccountCommand.self, DeactivateAccountCommand.self,
    ])
}

/// A role with its place, as options.
struct RoleOptions: ParsableArguments {
  @Option(
    help: """
      The role: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).
      """, transform: Self.role)
  var role: Role

  @Option(help: "The identifier of the city, for a role in a city.")
  var city: String?

  @Option(help: "The identifier of the network, for a role in a network.")
  var network: String?

  @Option(help: "The identifier of the programme, for a role in a programme.")
  var programme: String?

  private static func role(_ text: String) throws -> Role {
    guard let role = Role(rawValue: text) else {
      throw ValidationError("\(text) is no role.")
    }
    return role
  }

  var grant: Grant {
    get throws {
      let places: [(kind: Scope.Kind, key: String)] = [
        (.city, city), (.network, network), (.programme, programme),
      ].compactMap { kind, key in key.map { (kind, $0) } }
      switch (role.scopeKind, places.first) {
      case (.platform, nil): return Grant(role, in: .platform)
      case (.platform, _):
        throw CommandFailure(.wrongUse, "\(role.rawValue) is given without a place.")
      case (let kind, let place?) where place.kind == kind && places.count == 1:
        return Grant(role, in: Scope(kind: kind, key: place.key))
      case (let kind, _):
        throw CommandFailure(.wrongUse, "\(role.rawValue) needs --\(kind.rawValue) alone.")
      }
    }
  }
}

/// A language the pages are written in, as an option.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: """
      The language: \(Language.interface.map(\.rawValue).joined(separator: ", ")).
      """, transform: Self.language)
  var language: Language = .english

  private static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text), Language.interface.contains(language) else {
      throw ValidationError("\(text) is no language of the pages.")
    }
    return language
  }
}

/// The accounts of a folder's database, while a command works on them.
struct AccountsAtHand {
  let place: DatabasePlace
  let database: any Database
  let store: AccountStore
  let now: Instant

  /// - Parameter makes: Whether a database is made when there is none.
  static func open(_ options: DatabaseOptions, makes: Bool = false) async throws -> Self {
    let place = try options.place()
    let database = try await makes ? place.make() : place.open()
    if makes { _ = try await Schema.migrations.run(on: database) }
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    return Self(place: place, database: database, store: AccountStore(database), now: now)
  }

  /// Runs the work of a command and closes the database; what people can mend becomes a sentence.
  static func run(
    _ options: DatabaseOptions, makes: Bool = false, _ body: (Self) async throws -> Void
  ) async throws {
    let accounts = try await open(options, makes: makes)
    do {
      try await body(accounts)
      try await accounts.database.close()
    } catch let error as AccountError {
      let texts = try TextCatalogue.bundled().texts(for: .english)
      throw CommandFailure(.badInput, texts.sentence(error.message))
    } catch let error as DatabaseError {
      throw accounts.place.failure(error)
    }
  }

  func account(_ email: String) async throws -> Account {
    guard let account = try await store.account(email: try Account.email(email)) else {
      throw CommandFailure(.badInput, "There is no account \(email).")
    }
    return account
  }

  func id<Entity>() -> ID<Entity> {
    var random = SystemRandomNumberGenerator()
    return ID(at: now.milliseconds, using: &random)
  }

  func token() -> SecretToken {
    var random = SystemRandomNumberGenerator()
    return SecretToken(using: &random)
  }
}
