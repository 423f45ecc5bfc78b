public import Civic
public import Exact

/// The letters of accounts, in the language of whom they are for.
public struct AccountLetters: Sendable {
  public let texts: Texts
  public let installation: String

  public init(texts: Texts, installation: String) {
    self.texts = texts
    self.installation = installation
  }

  /// - Parameters:
  ///   - role: The role with its place, in words.
  ///   - address: The whole address of the link.
  public func invitation(
    _ invitation: Invitation, id: ID<Letter>, place: String?, by sender: String,
    address: String
  ) -> Letter {
    let role = texts.name(of: invitation.grant.role)
    let words =
      place.map { texts(.accountRoleIn, ["role": .text(role), "place": .text($0)]) } ?? role
    return Letter(
      id: id, to: invitation.email,
      subject: texts(.letterInvitationSubject, ["site": .text(installation)]),
      paragraphs: [
        texts(
          .letterInvitationText,
          ["sender": .text(sender), "site": .text(installation), "role": .text(words)]),
        texts(.letterInvitationLink, ["time": .instant(invitation.expiresAt)]),
      ], address: address, end: texts(.letterInvitationEnd), in: texts)
  }

  public func recovery(
    _ recovery: Recovery, id: ID<Letter>, to email: String, address: String
  ) -> Letter {
    let isPassword = recovery.kind == .password
    return Letter(
      id: id, to: email,
      subject: texts(
        isPassword ? .letterPasswordSubject : .letterSecondFactorSubject,
        ["site": .text(installation)]),
      paragraphs: [
        texts(
          isPassword ? .letterPasswordText : .letterSecondFactorText,
          ["site": .text(installation), "email": .text(email)]),
        texts(.letterRecoveryLink, ["time": .instant(recovery.expiresAt)]),
      ], address: address, end: texts(.letterRecoveryEnd), in: texts)
  }
}
