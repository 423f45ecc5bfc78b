public import Civic

/// Shows the secret to the app, by QR code and by letters, and asks for the first code.
public struct SecondFactorSetUpPage: Sendable {
  public let frame: PageFrame
  public let totp: TOTP
  public let email: String
  public var faults = FormFaults.none

  public init(frame: PageFrame, totp: TOTP, email: String) {
    self.frame = frame
    self.totp = totp
    self.email = email
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let uri = totp.uri(account: email, issuer: frame.installation)
    let drawing = QRCode(uri).map {
      QRDrawing(code: $0, label: frame.texts(.secondFactorQRLabel)).html
    }
    let lead: HTML = """
      \(frame.paragraph(.secondFactorLead))<ol><li>\(frame.texts(.secondFactorStepApp))</li>\
      <li><p>\(frame.texts(.secondFactorStepScan))</p><p>\(drawing)</p>\
      <p>\(frame.texts(.secondFactorSecret)) <code>\(grouped)</code></p>\
      \(Details(
        summary: frame.texts(.secondFactorAddress), content: "<p><code>\(uri)</code></p>"))</li>\
      <li>\(frame.texts(.secondFactorStepCode))</li></ol>
      """
    let content =
      fields.code(label: .secondFactorCode, hint: .secondFactorCodeHint)
      + fields.currentPassword()
    return fields.page(
      .secondFactorTurnOn, lead: lead, crumbs: frame.accountCrumbs,
      fields.form(
        .account(.secondFactor), content, submit: .secondFactorTurnOn, cancel: .account))
  }

  /// In groups of four, as people read it out.
  private var grouped: String {
    totp.base32.enumerated().reduce(into: "") { text, sign in
      if sign.offset > 0, sign.offset % 4 == 0 { text += " " }
      text.append(sign.element)
    }
  }
}

/// The recovery codes, shown once.
public struct RecoveryCodesPage: Sendable {
  public let frame: PageFrame
  public let codes: [RecoveryCode]

  public init(frame: PageFrame, codes: [RecoveryCode]) {
    self.frame = frame
    self.codes = codes
  }

  public var html: HTML {
    let title = frame.texts(.secondFactorCodes)
    var setting = PageSetting(title: title)
    setting.crumbs = frame.accountCrumbs
    let list = codes.map { "<li><code>\($0.text)</code></li>" as HTML }
    return frame.page(
      setting,
      """
      <h1>\(title)</h1>\
      \(Notice(tone: .warning, content: frame.paragraph(.recoveryCodesLead)))\
      <ol class="recovery-codes">\(list)</ol>\
      \(ButtonRow(buttons: [
        Button(label: frame.texts(.recoveryCodesDone), act: .link(frame.address(.account)))
      ]))
      """)
  }
}
