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
    return letter(
      id: id, to: invitation.email,
      subject: texts(.letterInvitationSubject, ["site": .text(installation)]),
      paragraphs: [
        texts(
          .letterInvitationText,
          ["sender": .text(sender), "site": .text(installation), "role": .text(words)]),
        texts(.letterInvitationLink, ["time": .instant(invitation.expiresAt)]),
      ], address: address, end: texts(.letterInvitationEnd))
  }

  public func recovery(
    _ recovery: Recovery, id: ID<Letter>, to email: String, address: String
  ) -> Letter {
    let isPassword = recovery.kind == .password
    return letter(
      id: id, to: email,
      subject: texts(
        isPassword ? .letterPasswordSubject : .letterSecondFactorSubject,
        ["site": .text(installation)]),
      paragraphs: [
        texts(
          isPassword ? .letterPasswordText : .letterSecondFactorText,
          ["site": .text(installation), "email": .text(email)]),
        texts(.letterRecoveryLink, ["time": .instant(recovery.expiresAt)]),
      ], address: address, end: texts(.letterRecoveryEnd))
  }

  private func letter(
    id: ID<Letter>, to recipient: String, subject: String, paragraphs: [String],
    address: String, end: String
  ) -> Letter {
    let text = (paragraphs + [address, end]).joined(separator: "\n\n") + "\n"
    let html: HTML = """
      <!doctype html><html lang="\(texts.language.tag)"><head><meta charset="utf-8">\
      <title>\(subject)</title></head><body>\(paragraphs.map { "<p>\($0)</p>" as HTML })\
      <p><a href="\(address)">\(address)</a></p><p>\(end)</p></body></html>
      """
    return Letter(
      id: id, recipient: recipient, subject: subject, text: text, html: html.rendered,
      language: texts.language)
  }
}
