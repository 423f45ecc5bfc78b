public import Civic

/// The name and language of one's own account.
public struct AccountDetailsPage: Sendable {
  public let frame: PageFrame
  public var name: String
  public var language: Language
  public var faults = FormFaults.none

  public init(frame: PageFrame, name: String, language: Language) {
    self.frame = frame
    self.name = name
    self.language = language
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    return fields.page(
      .myAccountChangeDetails, crumbs: frame.accountCrumbs,
      fields.form(
        .account(.details), fields.name(name) + fields.language(language),
        submit: .accountSave, cancel: .account))
  }
}

/// A new password in place of the present one.
public struct ChangePasswordPage: Sendable {
  public let frame: PageFrame
  public var faults = FormFaults.none

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    return fields.page(
      .myAccountChangePassword, lead: frame.paragraph(.changePasswordLead),
      crumbs: frame.accountCrumbs,
      fields.form(
        .account(.password), fields.currentPassword() + fields.newPassword(),
        submit: .changePasswordSubmit, cancel: .account))
  }
}

/// Asks for the password before something that should not happen by accident or by another hand.
public struct ConfirmAccountPage: Sendable {
  public enum Step: Hashable, Sendable {
    case turnOffSecondFactor, newRecoveryCodes, erase
  }

  public let frame: PageFrame
  public let step: Step
  public var faults = FormFaults.none

  public init(frame: PageFrame, step: Step) {
    self.frame = frame
    self.step = step
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let (title, lead, submit, part): (TextKey, TextKey, TextKey, Link.AccountPart) =
      switch step {
      case .turnOffSecondFactor:
        (.secondFactorTurnOff, .secondFactorOffLead, .secondFactorTurnOff, .secondFactorRemoval)
      case .newRecoveryCodes:
        (.secondFactorNewCodes, .secondFactorNewCodesLead, .secondFactorNewCodes, .recoveryCodes)
      case .erase: (.eraseTitle, .eraseLead, .eraseSubmit, .erasure)
      }
    var form = fields.form(
      .account(part), fields.currentPassword(), submit: submit, cancel: .account)
    form.buttons[0].kind = step == .newRecoveryCodes ? .primary : .danger
    return fields.page(
      title, lead: frame.paragraph(lead), crumbs: frame.accountCrumbs, form)
  }
}

extension PageFrame {
  var accountCrumbs: [Anchor] { [anchor(.myAccountTitle, .account)] }
}
