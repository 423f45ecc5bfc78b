public import Civic

/// Where somebody who was invited makes an account.
public struct InvitationPage: Sendable {
  public let frame: PageFrame
  public let token: SecretToken
  public let invitation: Invitation
  /// The city or network of the role; nil for the whole platform.
  public let place: String?
  public var name = ""
  public var faults = FormFaults.none

  public init(frame: PageFrame, token: SecretToken, invitation: Invitation, place: String?) {
    self.frame = frame
    self.token = token
    self.invitation = invitation
    self.place = place
  }

  public var html: HTML {
    let fields = AccountFields(frame: frame, faults: faults)
    let summary = SummaryList(rows: [
      .init(name: frame.texts(.accountEmail), value: "\(invitation.email)"),
      .init(name: frame.texts(.accountRole), value: "\(role)"),
    ])
    let content: HTML = """
      <input type="hidden" name="username" value="\(invitation.email)" autocomplete="username">\
      \(fields.name(name))\(fields.language(frame.language))\(fields.newPassword())
      """
    return fields.page(
      .invitationTitle, lead: frame.paragraph(.invitationLead) + summary.html,
      fields.form(.invitation(token), content, submit: .invitationSubmit))
  }

  private var role: String { frame.words(for: invitation.grant, in: place) }
}

extension PageFrame {
  /// A role with its place: "City coordinator, Celje".
  func words(for grant: Grant, in place: String?) -> String {
    let role = texts.name(of: grant.role)
    guard let place else { return role }
    return texts(.accountRoleIn, ["role": .text(role), "place": .text(place)])
  }
}

/// A link that was used, has expired or never was; what to do then.
public struct LinkInvalidPage: Sendable {
  public let frame: PageFrame

  public init(frame: PageFrame) {
    self.frame = frame
  }

  public var html: HTML {
    let title = frame.texts(.linkInvalidTitle)
    return frame.page(
      PageSetting(title: title),
      """
      <h1>\(title)</h1>\(frame.paragraph(.linkInvalidText))\
      <p>\(frame.anchor(.linkInvalidRecovery, .recovery))</p>
      """)
  }
}
