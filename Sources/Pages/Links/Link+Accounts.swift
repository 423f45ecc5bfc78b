public import Civic
public import Exact

/// Addresses of signing in and of one's own account.
extension Link {
  /// The first administrator is made here, once.
  public static let setUp = Link("set-up")
  public static let signIn = Link("sign-in")
  /// The second step of signing in.
  public static let signInCode = Link("sign-in", "code")
  public static let signOut = Link("sign-out")
  /// For a lost password or second factor.
  public static let recovery = Link("recovery")

  public static func recovery(_ token: SecretToken) -> Link { Link("recovery", token.text) }
  public static func invitation(_ token: SecretToken) -> Link { Link("invitations", token.text) }

  public static let account = Link("account")

  /// What somebody can change about their own account.
  public enum AccountPart: String, CaseIterable, Hashable, Sendable {
    case details, password, data, erasure
    case secondFactor = "second-factor"
    case secondFactorRemoval = "second-factor-removal"
    case recoveryCodes = "recovery-codes"
  }

  public static func account(_ part: AccountPart) -> Link { Link("account", part.rawValue) }

  /// What programs use in place of the password.
  public static let tokens = Link("account", "tokens")

  public static func revokeToken(_ token: ID<AccessToken>) -> Link {
    Link("account", "tokens", token.rawValue, "revocation")
  }

  public static func endSession(_ session: ID<AccountSession>) -> Link {
    Link("account", "sessions", session.rawValue, "end")
  }
}

/// Addresses for those who look after the accounts of others.
extension Link {
  public static let accounts = Link("accounts")
  public static let invite = Link("accounts", "invitations")
  public static let securityEvents = Link("accounts", "events")
  public static let letters = Link("accounts", "letters")

  public static func withdrawInvitation(_ invitation: ID<Invitation>) -> Link {
    Link("accounts", "invitations", invitation.rawValue, "withdrawal")
  }

  public static func retryLetter(_ letter: ID<Letter>) -> Link {
    Link("accounts", "letters", letter.rawValue, "retry")
  }

  public static func account(_ account: ID<Account>) -> Link {
    Link("accounts", "people", account.rawValue)
  }

  /// What can be done to the account of somebody else.
  public enum AccountStep: String, CaseIterable, Hashable, Sendable {
    case roles, withdrawal, deactivation, reactivation, recovery, erasure
  }

  public static func account(_ account: ID<Account>, _ step: AccountStep) -> Link {
    Link("accounts", "people", account.rawValue, step.rawValue)
  }
}

extension Link {
  /// A page of this site by its path below the language, as where to go on after signing in.
  ///
  /// - Returns: Nil for anything but parts of letters, digits, `-`, `.`, `_` and `~`: no address of
  ///   another site can be among them.
  public init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case 45...57, 65...90, 95, 97...122, 126: true
      default: false
      }
    }
    guard isPlain, path.hasPrefix("/"), path.utf8.count <= 300,
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else { return nil }
    self.init(parts: parts.dropFirst().map { String($0) })
  }
}
