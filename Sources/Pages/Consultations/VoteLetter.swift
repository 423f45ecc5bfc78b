public import Civic
public import Exact

/// The letter with a voter's link.
public struct VoteLetter: Sendable {
  let texts: Texts
  let rules: BudgetVoteRules

  public init(texts: Texts, rules: BudgetVoteRules) {
    self.texts = texts
    self.rules = rules
  }

  /// - Parameter address: The whole address of the link.
  public func letter(id: ID<Letter>, to recipient: String, address: String) -> Letter {
    let name = rules.name.text(for: texts.language).text
    let subject = texts(.voteLetterSubject, ["name": .text(name)])
    let paragraphs = [
      texts(.voteLetterText, ["name": .text(name), "until": .day(rules.votingUntil)])
    ]
    let end = texts(.voteLetterEnd)
    let html: HTML = """
      <!doctype html><html lang="\(texts.language.tag)"><head><meta charset="utf-8">\
      <title>\(subject)</title></head><body>\(paragraphs.map { "<p>\($0)</p>" as HTML })\
      <p><a href="\(address)">\(address)</a></p><p>\(end)</p></body></html>
      """
    return Letter(
      id: id, recipient: recipient, subject: subject,
      text: (paragraphs + [address, end]).joined(separator: "\n\n") + "\n", html: html.rendered,
      language: texts.language)
  }
}
