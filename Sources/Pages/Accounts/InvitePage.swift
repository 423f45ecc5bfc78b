public import Civic

/// A city, a network or the platform, and the roles that can be given there.
public struct ScopeChoice: Sendable {
  public let scope: Scope
  /// The name of the city or network; nil for the platform.
  public let name: String?

  public init(scope: Scope, name: String?) {
    self.scope = scope
    self.name = name
  }

  /// Every role of the scope with the value of its choice.
  var grants: [Grant] {
    Role.allCases.filter { $0.scopeKind == scope.kind && $0 != .resident }
      .map { Grant($0, in: scope) }
  }
}

extension Grant {
  /// The value that stands for the grant in a form.
  public var formValue: String { "\(role.rawValue) \(scope.kind.rawValue) \(scope.key)" }

  public init?(formValue: String) {
    let parts = formValue.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, let role = Role(rawValue: String(parts[0])),
      let kind = Scope.Kind(rawValue: String(parts[1])), (kind == .platform) == parts[2].isEmpty
    else { return nil }
    self.init(role, in: Scope(kind: kind, key: String(parts[2])))
  }
}

/// One list of all roles that the reader may give, with their places.
struct RoleSelect: Component {
  var frame: PageFrame
  var scopes: [ScopeChoice]
  var chosen: Grant?
  var notes: FieldNotes = .none

  var html: HTML {
    Select(
      name: "role", label: frame.texts(.accountRole),
      choices: scopes.flatMap { scope in
        scope.grants.map { grant in
          Choice(
            value: grant.formValue, label: frame.words(for: grant, in: scope.name),
            isChosen: grant == chosen)
        }
      }, notes: notes, placeholder: frame.texts(.accountChooseRole), isRequired: true
    ).html
  }
}

/// Invites somebody to a role.
public struct InvitePage: Sendable {
  public let frame: PageFrame
  public let scopes: [ScopeChoice]
  public let sendsMail: Bool
  public var email = ""
  public var grant: Grant?
  public var language: Language
  public var faults = FormFaults.none

  public init(frame: PageFrame, scopes: [ScopeChoice], sendsMail: Bool) {
    self.frame = frame
    self.scopes = scopes
    self.sendsMail = sendsMail
    language = frame.language
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let select = RoleSelect(
      frame: frame, scopes: scopes, chosen: grant, notes: faults.notes("role", frame))
    return fields.page(
      .inviteTitle, lead: frame.paragraph(sendsMail ? .inviteLead : .inviteLeadByHand),
      crumbs: [frame.anchor(.accountsTitle, .accounts)],
      fields.form(
        .invite, "\(fields.email(email))\(select)\(fields.language(language))",
        submit: .inviteSubmit, cancel: .accounts))
  }
}

/// A link to hand over, shown once.
public struct HandedLinkPage: Sendable {
  public let frame: PageFrame
  /// For whom.
  public let email: String
  /// The whole address.
  public let address: String
  public let expiresAt: Instant

  public init(frame: PageFrame, email: String, address: String, expiresAt: Instant) {
    self.frame = frame
    self.email = email
    self.address = address
    self.expiresAt = expiresAt
  }

  public var html: HTML {
    let title = frame.texts(.handedLinkTitle, ["email": .text(email)])
    var setting = PageSetting(title: title)
    setting.crumbs = [frame.anchor(.accountsTitle, .accounts)]
    let until = frame.texts(.handedLinkExpires, ["time": .instant(expiresAt)])
    return frame.page(
      setting,
      """
      <h1>\(title)</h1>\(frame.paragraph(.handedLinkLead))\
      <p class="handed-link"><code>\(address)</code></p><p>\(until)</p>\
      \(Notice(tone: .warning, content: frame.paragraph(.handedLinkWarning)))
      """)
  }
}
