public import Civic
import Exact

/// Reads weights as they were typed.
public struct WeightsForm: Sendable {
  let criteria: [String]
  let formats: Formats

  public init(round: ScoringRound, texts: Texts) {
    criteria = round.criteria.map(\.id)
    formats = texts.formats
  }

  public func read(
    _ input: FormInput
  ) -> (weights: MemberWeights, problems: [FieldProblem]) {
    var weights = MemberWeights(kind: WeightKind(rawValue: input["kind"] ?? "") ?? .none)
    var problems: [FieldProblem] = []
    func number(_ field: String, _ range: ClosedRange<Double>) -> ExactDecimal? {
      guard let value = input.text(field).flatMap({ formats.parseDecimal($0) }),
        range.contains(value.approximation)
      else {
        problems.append(
          FieldProblem(
            field: field,
            message: Message(
              "scoringWeightWrong",
              [
                "low": .text(formats.number(Int(range.lowerBound))),
                "high": .text(formats.number(Int(range.upperBound))),
              ])))
        return nil
      }
      return value
    }
    switch weights.kind {
    case .none: break
    case .swing: for id in criteria { weights.numbers[id] = number("w-\(id)", 0...100) }
    case .order:
      let last = Double(criteria.count)
      for id in criteria { weights.numbers[id] = number("w-\(id)", 1...last) }
    case .intervals:
      for id in criteria {
        weights.numbers[id] = number("w-\(id)", 0...100)
        weights.others[id] = number("h-\(id)", 0...100)
      }
    case .bestWorst:
      weights.best = criteria.first { $0 == input["best"] }
      weights.worst = criteria.first { $0 == input["worst"] }
      for (name, value) in [("best", weights.best), ("worst", weights.worst)] where value == nil {
        problems.append(FieldProblem(field: name, message: Message("fieldMissing")))
      }
      for id in criteria where id != weights.best {
        weights.numbers[id] = number("w-\(id)", 1...9)
      }
      for id in criteria where id != weights.worst && id != weights.best {
        weights.others[id] = number("h-\(id)", 1...9)
      }
    case .pairwise:
      for i in criteria.indices {
        for j in criteria.indices where j > i {
          weights.numbers["\(criteria[i])|\(criteria[j])"] = number("p-\(i)-\(j)", -8...8)
        }
      }
    }
    if problems.isEmpty, (try? weights.plausible(criteria)) == nil, weights.kind != .none {
      let field = weights.kind == .bestWorst ? "best" : "w-\(criteria.first ?? "")"
      problems.append(
        FieldProblem(field: field, message: Message("scoringWeightsImpossible")))
    }
    return (weights, problems)
  }
}
