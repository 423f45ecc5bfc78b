public import Civic
public import Exact

/// Reads one criterion's scores as they were typed.
public struct ScoreForm: Sendable {
  let criterion: ScoringCriterion
  let formats: Formats

  public init(criterion: ScoringCriterion, texts: Texts) {
    self.criterion = criterion
    formats = texts.formats
  }

  /// The five levels, and between each two.
  static let levelCodes = ["1", "1-2", "2", "2-3", "3", "3-4", "4", "4-5", "5"]

  static func code(_ score: MemberScore?) -> String {
    guard let low = score?.low, let high = score?.high else { return "" }
    return low == high ? low.description : "\(low)-\(high)"
  }

  public func read(
    _ input: FormInput, actions: [ID<Action>]
  ) -> (scores: [MemberScore], problems: [FieldProblem]) {
    var scores: [MemberScore] = []
    var problems: [FieldProblem] = []
    for action in actions {
      var score = MemberScore(action: action, criterion: criterion.id)
      let field = "score-\(action)"
      if let text = input.text(field) {
        if let (low, high) = range(text) {
          (score.low, score.high) = (low, high)
        } else {
          problems.append(
            FieldProblem(
              field: field,
              message: Message(
                "scoringScoreWrong",
                ["low": .number(criterion.low), "high": .number(criterion.high)])))
        }
      }
      score.evidence = input.text("evidence-\(action)").map { String($0.prefix(500)) }
      if let address = input.text("url-\(action)") {
        if address.utf8.count <= 500, ExternalLink.isSafe(address), address.hasPrefix("http") {
          score.address = address
        } else {
          problems.append(
            FieldProblem(field: "url-\(action)", message: Message("scoringLinkWrong")))
        }
      }
      scores.append(score)
    }
    return (scores, problems)
  }

  /// One number, or two with dots between; of levels one of the codes.
  private func range(_ text: String) -> (ExactDecimal, ExactDecimal)? {
    let parts: [String]
    if criterion.scale == .levels {
      guard Self.levelCodes.contains(text) else { return nil }
      parts = text.split(separator: "-").map(String.init)
    } else {
      let plain = text.replacing("…", with: "..").replacing("–", with: "..")
      parts = plain.split(separator: "..").map { String($0).tidied }
    }
    let numbers = parts.compactMap { formats.parseDecimal($0) }
    guard (1...2).contains(parts.count), numbers.count == parts.count, let low = numbers.first,
      let high = numbers.last, low.rational <= high.rational, criterion.holds(low),
      criterion.holds(high)
    else { return nil }
    return (low, high)
  }
}
