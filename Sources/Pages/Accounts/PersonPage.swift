public import Civic

/// The account of somebody else, for those who look after it.
public struct PersonPage: Sendable {
  public let frame: PageFrame
  public let person: AccountsPage.Person
  /// Where the reader may give roles.
  public let scopes: [ScopeChoice]
  /// Whether the reader may do more than give and withdraw roles.
  public let isManaged: Bool
  public var events: [SecurityEvent] = []
  public var faults = FormFaults.none

  public init(
    frame: PageFrame, person: AccountsPage.Person, scopes: [ScopeChoice], isManaged: Bool
  ) {
    self.frame = frame
    self.person = person
    self.scopes = scopes
    self.isManaged = isManaged
  }

  private var account: Account { person.account }

  public var html: HTML {
    var setting = PageSetting(title: faults.title(account.name, frame))
    setting.crumbs = [frame.anchor(.accountsTitle, .accounts)]
    return frame.page(
      setting,
      """
      \(faults.summary(frame))<h1>\(account.name)</h1>\(summary)\
      <h2>\(frame.texts(.accountRoles))</h2>\(roles)\(giveRole)\
      \(isManaged ? management : .empty)\
      \(events.isEmpty ? .empty : history)
      """)
  }

  private var summary: SummaryList {
    let factor = account.hasSecondFactor ? TextKey.secondFactorOn : .secondFactorOff
    return SummaryList(rows: [
      .init(name: frame.texts(.accountEmail), value: "\(account.email)"),
      .init(name: frame.texts(.accountState), value: frame.state(of: account).html),
      .init(name: frame.texts(.secondFactor), value: "\(frame.texts(factor))"),
      .init(
        name: frame.texts(.accountCreated),
        value: "\(frame.texts.formats.instant(account.createdAt))"),
    ])
  }

  private func act(
    _ label: TextKey, _ step: Link.AccountStep, kind: Button.Kind = .secondary,
    fields: [HiddenField] = [], spoken: String? = nil
  ) -> ActionForm {
    ActionForm(
      action: frame.address(.account(account.id, step)), token: frame.csrfField,
      button: Button(label: frame.texts(label), kind: kind, spoken: spoken), fields: fields)
  }

  private var roles: HTML {
    if person.roles.isEmpty { return frame.paragraph(.accountNoRoles) }
    let rows = person.roles.map { role in
      let words = frame.words(for: role.grant, in: role.place)
      let withdraw = act(
        .roleWithdraw, .withdrawal,
        fields: [HiddenField(name: "role", value: role.grant.formValue)],
        spoken: frame.texts(.roleWithdrawSpoken, ["role": .text(words)]))
      return Table.Row(cells: [
        "\(words)", frame.viewer.mayGive(role.grant) ? withdraw.html : .empty,
      ])
    }
    return Table(
      id: "roles", caption: frame.texts(.accountRoles), hidesCaption: true,
      columns: [
        .init(title: frame.texts(.accountRole)),
        .init(title: frame.texts(.roleWithdraw), hidesTitle: true),
      ], rows: rows
    ).html
  }

  private var giveRole: Form {
    AccountFields(frame: frame, faults: faults).form(
      .account(account.id, .roles),
      RoleSelect(frame: frame, scopes: scopes, notes: faults.notes("role", frame)).html,
      submit: .roleGive)
  }

  private var management: HTML {
    let kinds = Recovery.Kind.allCases.filter { $0 == .password || account.hasSecondFactor }
    let recoveries = kinds.map { kind in
      act(
        kind == .password ? .recoveryLinkPassword : .recoveryLinkSecondFactor, .recovery,
        fields: [HiddenField(name: "kind", value: kind.rawValue)])
    }
    let state =
      account.isActive
      ? act(.accountDeactivate, .deactivation, kind: .danger)
      : act(.accountReactivate, .reactivation)
    let erasure =
      frame.viewer.isAdministrator && !account.isActive
      ? Button(
        label: frame.texts(.accountErase),
        act: .link(frame.address(.account(account.id, .erasure))), kind: .danger) : nil
    return """
      <h2>\(frame.texts(.accountHelp))</h2>\(frame.paragraph(.accountHelpLead))\
      <div class="buttons">\(account.isActive ? recoveries : [])</div>\
      <h2>\(frame.texts(.accountClose))</h2>\(frame.paragraph(.accountCloseLead))\
      <div class="buttons">\(state)\(erasure)</div>
      """
  }

  private var history: HTML {
    "<h2>\(frame.texts(.eventsTitle))</h2>\(EventTable(frame: frame, events: events, names: [:]))"
  }
}

/// Asks before the personal data of somebody else are erased.
public struct ErasePersonPage: Sendable {
  public let frame: PageFrame
  public let account: Account

  public init(frame: PageFrame, account: Account) {
    self.frame = frame
    self.account = account
  }

  public var html: HTML {
    let title = frame.texts(.erasePersonTitle, ["name": .text(account.name)])
    var setting = PageSetting(title: title)
    setting.crumbs = [
      frame.anchor(.accountsTitle, .accounts),
      Anchor(text: account.name, href: frame.address(.account(account.id))),
    ]
    var form = AccountFields(frame: frame, faults: .none).form(
      .account(account.id, .erasure), .empty, submit: .accountErase,
      cancel: .account(account.id))
    form.buttons[0].kind = .danger
    return frame.page(setting, "<h1>\(title)</h1>\(frame.paragraph(.erasePersonLead))\(form)")
  }
}
