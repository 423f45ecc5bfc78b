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
    return Letter(
      id: id, to: recipient, subject: texts(.voteLetterSubject, ["name": .text(name)]),
      paragraphs: [
        texts(.voteLetterText, ["name": .text(name), "until": .day(rules.votingUntil)])
      ], address: address, end: texts(.voteLetterEnd), in: texts)
  }
}
