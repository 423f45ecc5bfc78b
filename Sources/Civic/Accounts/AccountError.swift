/// Why an account cannot be made, changed or signed in to.
public enum AccountError: Error, Equatable, Sendable {
  /// There is an account already; the first administrator is made once.
  case alreadySetUp
  case setUpCodeWrong
  case nameMissing
  case nameTooLong(maximum: Int)
  case emailInvalid
  case emailTaken
  case languageUnknown
  case password(PasswordFault)
  case passwordWrong
  /// The e-mail or the password; which one is not told, nor whether the account is active.
  case signInRefused
  /// The code of the second factor, wrong, expired or used before.
  case codeWrong
  /// Unknown, expired or used: a link works once.
  case linkInvalid
  case lastAdministrator
  /// A role that does not belong to this kind of scope.
  case roleElsewhere(Role)

  public var message: Message {
    switch self {
    case .alreadySetUp: Message("accountAlreadySetUp")
    case .setUpCodeWrong: Message("accountSetUpCodeWrong")
    case .nameMissing: Message("accountNameMissing")
    case .nameTooLong(let maximum):
      Message("accountNameTooLong", ["count": .count(maximum)])
    case .emailInvalid: Message("accountEmailInvalid")
    case .emailTaken: Message("accountEmailTaken")
    case .languageUnknown: Message("accountLanguageUnknown")
    case .password(let fault): fault.message
    case .passwordWrong: Message("accountPasswordWrong")
    case .signInRefused: Message("accountSignInRefused")
    case .codeWrong: Message("accountCodeWrong")
    case .linkInvalid: Message("accountLinkInvalid")
    case .lastAdministrator: Message("accountLastAdministrator")
    case .roleElsewhere(let role): Message("accountRoleElsewhere", ["role": .name(role)])
    }
  }

  /// The form field to mend; none when no field is at fault.
  public var field: String? {
    switch self {
    case .setUpCodeWrong, .codeWrong: "code"
    case .nameMissing, .nameTooLong: "name"
    case .emailInvalid, .emailTaken, .signInRefused: "email"
    case .languageUnknown: "language"
    case .password: "password"
    case .passwordWrong: "current"
    case .roleElsewhere: "role"
    case .alreadySetUp, .linkInvalid, .lastAdministrator: nil
    }
  }
}
