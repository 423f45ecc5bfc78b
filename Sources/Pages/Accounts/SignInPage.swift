/// E-mail and password.
public struct SignInPage: Sendable {
  public let frame: PageFrame
  public var email = ""
  /// Where to go on afterwards.
  public var to: Link?
  public var faults = FormFaults.none

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let content: HTML = """
      \(fields.email(email))\(password)\
      <p>\(Anchor(text: frame.texts(.signInLost), href: frame.address(.recovery)))</p>
      """
    return fields.page(
      .signInTitle, lead: frame.paragraph(.signInLead),
      fields.form(Link.signIn.going(to: to), content, submit: .signInSubmit))
  }

  private var password: HTML {
    TextField(
      name: "password", label: frame.texts(.signInPassword),
      notes: faults.notes("password", frame), kind: .password, width: .medium, isRequired: true,
      autocomplete: "current-password"
    ).html
  }
}

/// The code of the app, or a recovery code.
public struct SecondFactorPage: Sendable {
  public let frame: PageFrame
  /// Where to go on afterwards.
  public var to: Link?
  public var faults = FormFaults.none

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let content: HTML = """
      \(fields.code(label: .signInCode, hint: .signInCodeHint))\
      <p>\(Anchor(text: frame.texts(.signInLostPhone), href: frame.address(.recovery)))</p>
      """
    return fields.page(
      .signInCodeTitle, fields.form(Link.signInCode.going(to: to), content, submit: .signInSubmit))
  }
}

extension Link {
  /// The same address with where to go on afterwards.
  func going(to next: Link?) -> Link { next.map { with(query: ["to": $0.path]) } ?? self }
}
