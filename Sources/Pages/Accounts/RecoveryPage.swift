public import Civic

/// Asks for what was lost.
public struct LostPage: Sendable {
  public let frame: PageFrame
  /// Whether this installation sends letters; without, only people can help.
  public let sendsMail: Bool
  public var email = ""
  public var kind = Recovery.Kind.password
  public var faults = FormFaults.none

  public init(frame: PageFrame, sendsMail: Bool) {
    self.frame = frame
    self.sendsMail = sendsMail
  }

  public var html: HTML {
    guard sendsMail else {
      let title = frame.texts(.lostTitle)
      return frame.page(
        PageSetting(title: title), "<h1>\(title)</h1>\(frame.paragraph(.lostAskSomebody))")
    }
    let fields = AccountFields(frame: frame, faults: faults)
    let kinds = Radios(
      name: "kind", legend: frame.texts(.lostKind),
      choices: Recovery.Kind.allCases.map { kind in
        Choice(
          value: kind.rawValue, label: frame.texts.name(of: kind), isChosen: kind == self.kind)
      })
    return fields.page(
      .lostTitle,
      fields.form(
        .recovery, "\(kinds)\(fields.email(email, hint: .lostEmailHint))", submit: .lostSubmit))
  }
}

/// The same answer whether or not there is such an account.
public struct LostSentPage: Sendable {
  public let frame: PageFrame
  public let email: String

  public init(frame: PageFrame, email: String) {
    self.frame = frame
    self.email = email
  }

  public var html: HTML {
    let title = frame.texts(.lostSentTitle)
    return frame.page(
      PageSetting(title: title),
      """
      <h1>\(title)</h1>\(frame.paragraph(.lostSentText, ["email": .text(email)]))\
      \(frame.paragraph(.lostSentNothing))
      """)
  }
}

/// Where a recovery link leads: a new password, or the second factor turned off.
public struct RecoveryPage: Sendable {
  public let frame: PageFrame
  public let token: SecretToken
  public let kind: Recovery.Kind
  public let email: String
  public var faults = FormFaults.none

  public init(frame: PageFrame, token: SecretToken, kind: Recovery.Kind, email: String) {
    self.frame = frame
    self.token = token
    self.kind = kind
    self.email = email
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let name: HTML =
      "<input type=\"hidden\" name=\"username\" value=\"\(email)\" autocomplete=\"username\">"
    switch kind {
    case .password:
      return fields.page(
        .recoveryPasswordTitle, lead: frame.paragraph(.recoveryFor, ["email": .text(email)]),
        fields.form(
          .recovery(token), name + fields.newPassword(), submit: .recoveryPasswordSubmit))
    case .secondFactor:
      return fields.page(
        .recoverySecondFactorTitle, lead: frame.paragraph(.recoverySecondFactorLead),
        fields.form(
          .recovery(token), name + fields.currentPassword(),
          submit: .recoverySecondFactorSubmit))
    }
  }
}
