import ArgumentParser
import Civic
import Database
import Exact
import Foundation
import Store
import Web

/// Makes an account that can sign in at once.
struct CreateAccountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create an account, the first administrator as well.",
    discussion: """
      The password is asked for, unseen, or read from the first line of a file: \
      --password-file FILE, where - is the standard input.
      """)

  @OptionGroup var options: DatabaseOptions
  @OptionGroup var role: RoleOptions

  @Option(help: "The name as colleagues know it.")
  var name: String

  @Option(help: "The e-mail address to sign in with.")
  var email: String

  @OptionGroup var languages: LanguageOptions

  @Option(help: "A file with the password in its first line; - for the standard input.")
  var passwordFile: String?

  mutating func run() async throws {
    let grant = try role.grant
    let (name, email, language) = (name, email, languages.language)
    let passwordFile = passwordFile
    let format = options.format
    try await AccountsAtHand.run(options, makes: true) { accounts in
      let account = Account(
        id: accounts.id(), name: try Account.name(name), email: try Account.email(email),
        language: language, createdAt: accounts.now)
      let password = try PasswordPrompt.read(from: passwordFile)
      do throws(PasswordFault) {
        try PasswordPolicy.check(password, name: account.name, email: account.email)
      } catch {
        throw AccountError.password(error)
      }
      let hash = try await PasswordHasher().hash(password)
      try await accounts.store.create(
        account, passwordHash: hash, grants: [grant], by: .machine)
      var object = JSONObject()
      object["id"] = .string(account.id.rawValue)
      object["email"] = .string(account.email)
      object["role"] = .string(grant.role.rawValue)
      Console.answer("Created \(account.email), \(grant.role.rawValue).", object, as: format)
    }
  }
}

/// Reads a password from a person or a file.
enum PasswordPrompt {
  static func read(from file: String?) throws -> String {
    switch file {
    case "-"?: return try firstLine(readLine(strippingNewline: true))
    case let path?:
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw CommandFailure(.badInput, "The file \(path) cannot be read.")
      }
      return try firstLine(text.split(whereSeparator: \.isNewline).first.map { String($0) })
    case nil:
      guard isatty(STDIN_FILENO) == 1 else {
        throw CommandFailure(.wrongUse, "There is nobody to ask: give --password-file.")
      }
      let first = try ask("Password: ")
      guard try ask("Once more: ") == first else {
        throw CommandFailure(.badInput, "The two passwords differ.")
      }
      return first
    }
  }

  private static func firstLine(_ line: String?) throws -> String {
    guard let line, !line.isEmpty else {
      throw CommandFailure(.badInput, "The password is empty.")
    }
    return line
  }

  /// Asks on the terminal and does not show what is typed.
  private static func ask(_ question: String) throws -> String {
    FileHandle.standardError.write(Data(question.utf8))
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
      throw CommandFailure(.badInput, "The terminal cannot be told to hide the password.")
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      Console.say("")
    }
    return try firstLine(readLine(strippingNewline: true))
  }
}
