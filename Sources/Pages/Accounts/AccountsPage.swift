public import Civic
import Exact

/// Everybody the reader looks after, and the invitations that are open.
public struct AccountsPage: Sendable {
  public struct Person: Sendable {
    public let account: Account
    public let roles: [MyAccountPage.HeldRole]
    public let signedInAt: Instant?

    public init(account: Account, roles: [MyAccountPage.HeldRole], signedInAt: Instant?) {
      self.account = account
      self.roles = roles
      self.signedInAt = signedInAt
    }
  }

  public struct OpenInvitation: Sendable {
    public let invitation: Invitation
    public let place: String?

    public init(invitation: Invitation, place: String?) {
      self.invitation = invitation
      self.place = place
    }
  }

  public let frame: PageFrame
  public let people: [Person]
  public let invitations: [OpenInvitation]
  /// What was searched for.
  public let words: String

  public init(
    frame: PageFrame, people: [Person], invitations: [OpenInvitation], words: String
  ) {
    self.frame = frame
    self.people = people
    self.invitations = invitations
    self.words = words
  }

  public var html: HTML {
    let title = frame.texts(.accountsTitle)
    var setting = PageSetting(title: title)
    setting.isWide = true
    return frame.page(
      setting,
      """
      <h1>\(title)</h1>\(ButtonRow(buttons: acts))\(search)\(table)\
      \(invitations.isEmpty ? .empty : openInvitations)
      """)
  }

  private var acts: [Button] {
    let lead = { (label: TextKey, link: Link, kind: Button.Kind) in
      Button(label: frame.texts(label), act: .link(frame.address(link)), kind: kind)
    }
    var acts = [lead(.inviteTitle, .invite, .primary)]
    if frame.viewer.isAdministrator {
      acts.append(lead(.eventsTitle, .securityEvents, .secondary))
      acts.append(lead(.lettersTitle, .letters, .secondary))
    }
    return acts
  }

  private var search: FilterBar {
    FilterBar(
      action: frame.address(.accounts), label: frame.texts(.accountsSearch),
      fields: [
        TextField(
          name: "words", label: frame.texts(.accountsSearchWords), value: words, kind: .search,
          width: .medium
        ).html
      ], submit: frame.texts(.accountsSearchSubmit),
      clear: words.isEmpty ? nil : frame.anchor(.accountsSearchClear, .accounts),
      count: frame.texts(.accountsCount, ["count": .count(people.count)]))
  }

  private var table: Table {
    Table(
      id: "accounts", caption: frame.texts(.accountsTitle), hidesCaption: true,
      columns: [.accountName, .accountEmail, .accountRoles, .accountState, .accountSignedIn]
        .map { Table.Column(title: frame.texts($0)) },
      rows: people.map(row),
      empty: EmptyState(
        title: frame.texts(.accountsNone), text: frame.texts(.accountsNoneText), level: 2))
  }

  private func row(_ person: Person) -> Table.Row {
    let name = Anchor(
      text: person.account.name, href: frame.address(.account(person.account.id)))
    let seen = person.signedInAt.map { frame.texts.formats.instant($0, .medium) }
    return Table.Row(cells: [
      name.html, "\(person.account.email)",
      frame.list(of: person.roles),
      frame.state(of: person.account).html, "\(seen ?? frame.texts(.accountNeverSignedIn))",
    ])
  }

  private var openInvitations: HTML {
    let rows = invitations.map { open in
      let withdraw = ActionForm(
        action: frame.address(.withdrawInvitation(open.invitation.id)), token: frame.csrfField,
        button: Button(
          label: frame.texts(.invitationWithdraw), kind: .secondary,
          spoken: frame.texts(
            .invitationWithdrawSpoken, ["email": .text(open.invitation.email)])))
      return Table.Row(cells: [
        "\(open.invitation.email)",
        "\(frame.words(for: open.invitation.grant, in: open.place))",
        "\(frame.texts.formats.instant(open.invitation.expiresAt, .medium))", withdraw.html,
      ])
    }
    let title = frame.texts(.invitationsOpen)
    let columns: [Table.Column] = [
      .init(title: frame.texts(.accountEmail)), .init(title: frame.texts(.accountRole)),
      .init(title: frame.texts(.invitationExpires)),
      .init(title: frame.texts(.invitationWithdraw), hidesTitle: true),
    ]
    return """
      <h2>\(title)</h2>\
      \(Table(id: "invitations", caption: title, hidesCaption: true, columns: columns, rows: rows))
      """
  }
}

extension PageFrame {
  func state(of account: Account) -> StatusTag {
    account.isActive
      ? StatusTag(text: texts(.accountActive), tone: .good)
      : StatusTag(text: texts(.accountInactive), tone: .neutral)
  }
}
