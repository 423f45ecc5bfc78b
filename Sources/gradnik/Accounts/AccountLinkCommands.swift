import ArgumentParser
import Civic
import Database
import Exact
import Foundation
import Pages
import Store

/// How the site is reached, for links that are handed over.
struct SiteAddressOptions: ParsableArguments {
  @Option(help: "How people reach the site; \(Setting.publicAddress.variable).")
  var publicAddress: String?

  /// The address without a slash at the end.
  func address() throws -> String {
    let environment = ProcessInfo.processInfo.environment[Setting.publicAddress.variable]
    let address = publicAddress ?? environment ?? "http://127.0.0.1:\(Setting.port.fallback)"
    guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""),
      url.host() != nil
    else {
      throw CommandFailure(
        .wrongUse, "--public-address must be an address such as https://plans.example.org.")
    }
    return address.hasSuffix("/") ? String(address.dropLast()) : address
  }

  /// Writes out a link that works once.
  static func answer(
    _ address: String, to email: String, until: Instant, as format: OutputFormat
  ) {
    var object = JSONObject()
    object["email"] = .string(email)
    object["link"] = .string(address)
    object["expiresAt"] = .string(until.description)
    Console.answer(
      "Hand this link over to \(email). It works once, until \(until).\n\(address)", object,
      as: format)
  }
}

/// Makes a link by which somebody creates an account.
struct InviteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Make a link by which somebody creates an account.")

  @OptionGroup var options: DatabaseOptions
  @OptionGroup var role: RoleOptions
  @OptionGroup var site: SiteAddressOptions

  @Argument(help: "The e-mail address of the person.")
  var email: String

  @OptionGroup var languages: LanguageOptions

  mutating func run() async throws {
    let (grant, site, language) = (try role.grant, try site.address(), languages.language)
    let (typed, format) = (email, options.format)
    try await AccountsAtHand.run(options) { accounts in
      let token = accounts.token()
      let invitation = Invitation(
        id: accounts.id(), email: try Account.email(typed), language: language, grant: grant,
        invitedBy: nil, createdAt: accounts.now)
      try await accounts.store.invite(
        invitation, tokenDigest: token.digest, letter: nil, by: .machine)
      SiteAddressOptions.answer(
        site + Link.invitation(token).address(in: language), to: invitation.email,
        until: invitation.expiresAt, as: format)
    }
  }
}

/// Makes a link for somebody who cannot sign in.
struct RecoverAccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Make a link for a lost password or second factor.")

  @OptionGroup var options: DatabaseOptions
  @OptionGroup var site: SiteAddressOptions

  @Argument(help: "The e-mail address of the account.")
  var email: String

  @Flag(help: "The link turns the second factor off; the password is still needed.")
  var secondFactor = false

  mutating func run() async throws {
    let (site, email, format) = (try site.address(), email, options.format)
    let kind: Recovery.Kind = secondFactor ? .secondFactor : .password
    try await AccountsAtHand.run(options) { accounts in
      let account = try await accounts.account(email)
      let token = accounts.token()
      let recovery = Recovery(
        account: account.id, kind: kind, madeBy: nil,
        expiresAt: accounts.now.adding(milliseconds: Recovery.lifetimeByHand))
      try await accounts.store.makeRecovery(
        recovery, tokenDigest: token.digest, by: .machine, at: accounts.now)
      SiteAddressOptions.answer(
        site + Link.recovery(token).address(in: account.language), to: account.email,
        until: recovery.expiresAt, as: format)
    }
  }
}

/// Closes an account, or opens it again.
struct DeactivateAccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deactivate",
    abstract: "Close an account: it is signed out and cannot sign in. Nothing is lost.")

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The e-mail address of the account.")
  var email: String

  @Flag(help: "Open the account again.")
  var undo = false

  mutating func run() async throws {
    let (email, undo, format) = (email, undo, options.format)
    try await AccountsAtHand.run(options) { accounts in
      let account = try await accounts.account(email)
      if undo {
        try await accounts.store.reactivate(account.id, by: .machine, at: accounts.now)
      } else {
        try await accounts.store.deactivate(account.id, by: .machine, at: accounts.now)
      }
      var object = JSONObject()
      object["email"] = .string(account.email)
      object["isActive"] = .bool(undo)
      Console.answer("\(undo ? "Opened" : "Closed") \(account.email).", object, as: format)
    }
  }
}
