public import Civic
public import Exact

/// A vote as its pages know it: the frame, the city and the rules that were fixed.
public struct VotingFrame: Sendable {
  private(set) var frame: PageFrame
  let city: City
  let consultation: Consultation
  let rules: BudgetVoteRules

  public init(
    frame: PageFrame, city: City, consultation: Consultation, rules: BudgetVoteRules
  ) {
    self.frame = frame
    self.city = city
    self.consultation = consultation
    self.rules = rules
  }

  /// The same with a head of the public log at the foot of its pages.
  public func showing(_ logHead: Digest) -> VotingFrame {
    var voting = self
    voting.frame.logHead = logHead
    return voting
  }

  public var consultationID: ID<Consultation> { consultation.id }
  public var logHead: Digest? { frame.logHead }
  public var votingRules: BudgetVoteRules { rules }

  var texts: Texts { frame.texts }

  func address(_ part: Link.ConsultationPart) -> String {
    frame.address(.consultation(consultation.id, part))
  }

  func money(_ amount: MinorUnits) -> String { texts.formats.money(rules.money(amount)) }

  func page(_ title: String, problems: [FieldProblem] = [], _ content: HTML) -> HTML {
    var setting = ConsultationHeading(frame: frame, city: city, consultation: consultation)
      .setting(title: title)
    setting.isDemonstration = rules.isDemonstration
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\(content)
      """)
  }

  /// A project with its number, as the ballot has it.
  func name(_ project: BudgetVoteRules.Project) -> String {
    "\(project.number). \(frame.words(project.name))"
  }

  /// What a ballot may hold, in a sentence.
  var limits: String {
    let ballot = rules.ballot
    switch ballot.style {
    case .approval:
      return texts(.ballotLimitApproval, ["count": .count(rules.mostChoices)])
    case .knapsack:
      return texts(.ballotLimitKnapsack, ["amount": .money(rules.money(rules.budget))])
    case .points: return texts(.ballotLimitPoints, ["count": .count(ballot.points ?? 0)])
    case .ranking: return texts(.ballotLimitRanking, ["count": .count(rules.mostChoices)])
    }
  }

  /// What a voter marked, as a list.
  func list(_ marks: BallotMarks) -> HTML {
    let items = marks.marks.compactMap { mark -> HTML? in
      rules.project(mark.project).map { project in
        let points: HTML? =
          rules.ballot.style == .points
          ? " – \(texts(.ballotPoints, ["count": .count(mark.points)]))" : nil
        return "<li>\(name(project)) (\(money(project.cost)))\(points)</li>"
      }
    }
    guard !items.isEmpty else { return "<p>\(texts(.ballotEmpty))</p>" }
    return rules.ballot.style == .ranking
      ? "<ol>\(items)</ol>" : "<ul>\(items)</ul>"
  }
}
