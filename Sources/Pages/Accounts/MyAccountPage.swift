public import Civic
public import Exact

/// A person's own account.
public struct MyAccountPage: Sendable {
  /// A role with the name of its city or network.
  public struct HeldRole: Sendable {
    public let grant: Grant
    public let place: String?

    public init(grant: Grant, place: String?) {
      self.grant = grant
      self.place = place
    }
  }

  public let frame: PageFrame
  public let account: Account
  public let roles: [HeldRole]
  public let sessions: [AccountSession]
  /// The session of this browser.
  public let current: ID<AccountSession>
  public let recoveryCodesLeft: Int

  public init(
    frame: PageFrame, signedIn: SignedIn, roles: [HeldRole], sessions: [AccountSession],
    recoveryCodesLeft: Int
  ) {
    self.frame = frame
    account = signedIn.account
    current = signedIn.session.id
    self.roles = roles
    self.sessions = sessions
    self.recoveryCodesLeft = recoveryCodesLeft
  }

  public var html: HTML {
    let title = frame.texts(.myAccountTitle)
    return frame.page(
      PageSetting(title: title),
      """
      <h1>\(title)</h1>\(details)<h2>\(frame.texts(.myAccountSecurity))</h2>\(security)\
      <h2>\(frame.texts(.myAccountSessions))</h2>\(frame.paragraph(.myAccountSessionsLead))\
      \(sessionTable)<h2>\(frame.texts(.myAccountData))</h2>\(data)
      """)
  }

  private func change(_ label: TextKey, _ part: Link.AccountPart) -> Button {
    Button(label: frame.texts(label), act: .link(frame.address(.account(part))), kind: .quiet)
  }

  private var details: SummaryList {
    let language = frame.languages.first { $0.language == account.language }?.name ?? ""
    return SummaryList(rows: [
      .init(
        name: frame.texts(.accountName), value: "\(account.name)",
        acts: [change(.myAccountChangeDetails, .details)]),
      .init(name: frame.texts(.accountEmail), value: "\(account.email)"),
      .init(
        name: frame.texts(.accountLanguage),
        value: "<span lang=\"\(account.language.tag)\">\(language)</span>"),
      .init(name: frame.texts(.accountRoles), value: frame.list(of: roles)),
    ])
  }

  private var security: SummaryList {
    var rows = [
      SummaryList.Row(
        name: frame.texts(.accountPassword), value: "\(frame.texts(.accountPasswordSet))",
        acts: [change(.myAccountChangePassword, .password)])
    ]
    if account.hasSecondFactor {
      let left = frame.texts(
        .secondFactorCodesLeft, ["count": .count(recoveryCodesLeft)])
      rows.append(
        SummaryList.Row(
          name: frame.texts(.secondFactor),
          value: "\(StatusTag(text: frame.texts(.secondFactorOn), tone: .good))",
          acts: [change(.secondFactorTurnOff, .secondFactorRemoval)]))
      rows.append(
        SummaryList.Row(
          name: frame.texts(.secondFactorCodes), value: "\(left)",
          acts: [change(.secondFactorNewCodes, .recoveryCodes)]))
    } else {
      rows.append(
        SummaryList.Row(
          name: frame.texts(.secondFactor),
          value: "\(StatusTag(text: frame.texts(.secondFactorOff), tone: .warning))",
          acts: [change(.secondFactorTurnOn, .secondFactor)]))
    }
    rows.append(
      SummaryList.Row(
        name: frame.texts(.tokensTitle),
        value: "<a href=\"\(frame.address(.tokens))\">\(frame.texts(.apiTokensLink))</a>"))
    return SummaryList(rows: rows)
  }

  private var sessionTable: Table {
    Table(
      id: "sessions", caption: frame.texts(.myAccountSessions), hidesCaption: true,
      columns: [
        .init(title: frame.texts(.sessionDevice)), .init(title: frame.texts(.sessionStarted)),
        .init(title: frame.texts(.sessionSeen)),
        .init(title: frame.texts(.sessionEnd), hidesTitle: true),
      ], rows: sessions.map(row))
  }

  private func row(_ session: AccountSession) -> Table.Row {
    let device =
      BrowserName(userAgent: session.device)?.text ?? frame.texts(.sessionUnknownDevice)
    let end = ActionForm(
      action: frame.address(.endSession(session.id)), token: frame.csrfField,
      button: Button(
        label: frame.texts(.sessionEnd), kind: .secondary,
        spoken: frame.texts(.sessionEndSpoken, ["device": .text(device)])))
    let isCurrent = session.id == current
    return Table.Row(cells: [
      "\(device)",
      "\(frame.texts.formats.instant(session.startedAt, .medium))",
      "\(frame.texts.formats.instant(session.seenAt, .medium))",
      isCurrent
        ? StatusTag(text: frame.texts(.sessionCurrent), tone: .info).html : end.html,
    ])
  }

  private var data: HTML {
    let export = ActionForm(
      action: frame.address(.account(.data)), token: frame.csrfField,
      button: Button(label: frame.texts(.myAccountExport), kind: .secondary, icon: .download))
    return """
      \(frame.paragraph(.myAccountDataLead))<div class="buttons">\(export)\
      \(Button(
        label: frame.texts(.myAccountErase), act: .link(frame.address(.account(.erasure))),
        kind: .danger))</div>
      """
  }
}

extension PageFrame {
  /// The roles somebody has, in words.
  func list(of roles: [MyAccountPage.HeldRole]) -> HTML {
    let words = roles.map { self.words(for: $0.grant, in: $0.place) }
    switch words.count {
    case 0: return "\(texts(.accountNoRoles))"
    case 1: return "\(words[0])"
    default: return "<ul>\(words.map { "<li>\($0)</li>" as HTML })</ul>"
    }
  }
}
