public import Civic
import Exact

/// Reads a scenario as it was typed.
public struct ScenarioForm: Sendable {
  let round: ScoringRound
  let formats: Formats

  public init(round: ScoringRound, texts: Texts) {
    self.round = round
    formats = texts.formats
  }

  public func read(
    _ input: FormInput
  ) -> (scenario: RankingScenario, problems: [FieldProblem]) {
    var problems: [FieldProblem] = []
    var scenario = RankingScenario(
      name: String((input.text("scenario") ?? "").prefix(100)),
      method: ScenarioMethod(rawValue: input["method"] ?? "") ?? .mavt, weights: [:])
    if scenario.name.isEmpty {
      problems.append(FieldProblem(field: "scenario", message: Message("fieldMissing")))
    }
    if round.scenarios.count >= ScoringRound.mostScenarios {
      let most = Message("scoringTooMany", ["count": .count(ScoringRound.mostScenarios)])
      problems.append(FieldProblem(field: "scenario", message: most))
    }
    for criterion in round.criteria {
      guard let text = input.text("s-\(criterion.id)") else { continue }
      if let value = formats.parseDecimal(text), (0...1_000_000).contains(value.approximation) {
        scenario.weights[criterion.id] = value
      } else {
        let message = Message(
          "scoringWeightWrong",
          [
            "low": .text(formats.number(0)), "high": .text(formats.number(1_000_000)),
          ])
        problems.append(FieldProblem(field: "s-\(criterion.id)", message: message))
      }
    }
    return (scenario, problems)
  }
}
