public import Civic
public import Exact

/// Reads what was typed into the form of a round.
public struct RoundForm: Sendable {
  let document: PlanDocument
  let formats: Formats
  let candidates: [ID<Account>]

  /// How many criteria of one's own a round can have.
  static let ownRows = 3

  public init(document: PlanDocument, texts: Texts, candidates: [ID<Account>]) {
    self.document = document
    formats = texts.formats
    self.candidates = candidates
  }

  public func read(
    _ input: FormInput, into draft: ScoringRound
  ) -> (round: ScoringRound, problems: [FieldProblem]) {
    var round = draft
    var problems: [FieldProblem] = []
    round.name = input.text("name") ?? ""
    if round.name.isEmpty { problems.append(problem("name", "fieldMissing")) }
    if round.name.count > 200 { problems.append(tooLong("name", 200)) }
    round.question = input.text("question")
    if (round.question?.count ?? 0) > 1000 { problems.append(tooLong("question", 1000)) }
    round.actions = document.actions.map(\.id).filter { input["action-\($0)"] == "yes" }
    if round.actions.count < 2 { problems.append(problem("actions", "scoringTooFewActions")) }
    if round.actions.count > ScoringRound.mostActions {
      problems.append(tooMany("actions", ScoringRound.mostActions))
    }
    round.members = candidates.filter { input["member-\($0)"] == "yes" }
    if round.members.isEmpty { problems.append(problem("members", "scoringNoMembers")) }
    if round.members.count > ScoringRound.mostMembers {
      problems.append(tooMany("members", ScoringRound.mostMembers))
    }
    let (criteria, faults) = criteria(input)
    round.criteria = criteria
    if criteria.isEmpty, faults.isEmpty {
      problems.append(problem("criteria", "scoringTooFewCriteria"))
    }
    return (round, problems + faults)
  }

  private func problem(_ field: String, _ key: String) -> FieldProblem {
    FieldProblem(field: field, message: Message(key))
  }

  private func tooLong(_ field: String, _ most: Int) -> FieldProblem {
    FieldProblem(field: field, message: Message("fieldTooLong", ["count": .count(most)]))
  }

  private func tooMany(_ field: String, _ most: Int) -> FieldProblem {
    FieldProblem(field: field, message: Message("scoringTooMany", ["count": .count(most)]))
  }

  private func criteria(_ input: FormInput) -> ([ScoringCriterion], [FieldProblem]) {
    var criteria: [ScoringCriterion] = []
    var problems: [FieldProblem] = []
    for template in CriterionTemplate.allCases where input["template-\(template.rawValue)"] == "yes"
    {
      var criterion = ScoringCriterion.usual(template, in: document)
      let field = "anchor-\(template.rawValue)"
      if let text = input.text(field) {
        if let value = formats.parseDecimal(text), value.rational > .zero {
          if template == .cost { criterion.worst = value } else { criterion.best = value }
        } else {
          problems.append(problem(field, "scoringAnchorWrong"))
        }
      }
      criteria.append(criterion)
    }
    for row in 1...Self.ownRows where input.text("own-\(row)-name") != nil {
      switch own(row, input) {
      case .success(let criterion): criteria.append(criterion)
      case .failure(let fault): problems.append(fault)
      }
    }
    return (criteria, problems)
  }

  private func own(_ row: Int, _ input: FormInput) -> Result<ScoringCriterion, FieldProblem> {
    let field = { (name: String) in "own-\(row)-\(name)" }
    let scale = ScoringScale(rawValue: input[field("scale")] ?? "") ?? .levels
    var criterion = ScoringCriterion(
      id: "own\(row)", scale: scale, worst: ExactDecimal(1), best: ExactDecimal(5))
    criterion.name = input.text(field("name")).map { String($0.prefix(100)) }
    criterion.unit = input.text(field("unit")).map { String($0.prefix(30)) }
    guard scale == .number else {
      if input[field("low")] == "yes" { swap(&criterion.worst, &criterion.best) }
      return .success(criterion)
    }
    for (name, path) in [("worst", \ScoringCriterion.worst), ("best", \ScoringCriterion.best)] {
      guard let value = input.text(field(name)).flatMap({ formats.parseDecimal($0) }),
        value.approximation.magnitude < 1e15
      else { return .failure(problem(field(name), "scoringAnchorWrong")) }
      criterion[keyPath: path] = value
    }
    if let text = input.text(field("half")) {
      guard let value = formats.parseDecimal(text) else {
        return .failure(problem(field("half"), "scoringAnchorWrong"))
      }
      criterion.half = value
    }
    return criterion.isUsable
      ? .success(criterion) : .failure(problem(field("worst"), "scoringAnchorsWrong"))
  }
}
