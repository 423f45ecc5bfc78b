public import Civic
public import Exact
import Foundation
import Ranking

/// The decision that actions rank as they do: what anyone can compute again from the table.
///
/// Method `smaa` 1: places are counted over weights and scores drawn from all that the group holds
/// plausible, and actions are ordered by their mean place. Values are those of the additive model
/// with the middle weights and the middles of uncertain scores, rounded to six decimals; unknown
/// scores stand in the middle of their scale there, and everywhere on it in the counts.
public enum RankingDecision {
  public static let method = Decision.Method(name: "smaa", version: "1")
  public static let inputName = "table.json"
  public static let samples = 10_000

  /// Why there is no conclusion.
  public enum Failure: Error {
    case settings
  }

  public static func conclusion(
    _ table: [UInt8], samples: Int, seed: UInt64
  ) throws -> Decision.Conclusion {
    let file = try RankingJSONReader().read(table)
    let input = Digest(of: table)
    var drawn = file
    drawn.people = []
    let counts = try object(drawn, input) { request in
      request.method = .smaa
      (request.samples, request.seed) = (samples, seed)
    }
    let ranges = try object(drawn, input) { $0.method = .mavt }
    let middle = try file.atMiddles
    let values = try object(middle, input) { $0.method = .mavt }
    var outcome = JSONObject()
    for name in [
      "acceptability", "central_weights", "confidence", "pairwise_winning", "ranking",
      "rank_entropy", "standard_error",
    ] { outcome[name] = counts[name] }
    outcome["values"] = Self.values(values, ranges)
    var explanation = JSONObject()
    for name in ["contributions", "group", "stability", "stability_first", "weights"] {
      explanation[name] = values[name]
    }
    explanation["diagnostics"] = counts["diagnostics"]
    let order = Self.order(values)
    if order.count > 1 {
      explanation["closest"] = try object(middle, input) { request in
        request.method = .mavt
        request.compared = Array(order.prefix(2))
      }["comparison"]
    }
    return Decision.Conclusion(outcome: .object(outcome), explanation: .object(explanation))
  }

  /// A table ranked in one way, as the command's result has it.
  static func object(
    _ file: RankingFile, _ input: Digest, _ change: (inout RankingRequest) -> Void
  ) throws -> JSONObject {
    var request = RankingRequest()
    request.testsReversals = false
    request.threads = 1
    change(&request)
    var run = try RankingRun(file, request)
    try run.runInTurn()
    return RankingReport(run).object(input: input)
  }

  private static func order(_ result: JSONObject) -> [String] {
    (result["ranking"]?.array ?? []).compactMap { $0["id"]?.string }
  }

  private static func values(_ middle: JSONObject, _ ranges: JSONObject) -> JSONValue {
    var values = JSONObject()
    for entry in middle["ranking"]?.array ?? [] {
      guard let id = entry["id"]?.string, let score = entry["score"]?.number?.double else {
        continue
      }
      let range = ranges["ranking"]?.array?.first { $0["id"]?.string == id }
      let low = range?["low"]?.number?.double ?? score
      let high = range?["high"]?.number?.double ?? score
      values[id] = [
        "value": decimal(score), "low": decimal(min(low, score)), "high": decimal(max(high, score)),
      ]
    }
    return .object(values)
  }

  /// Six decimals, which nobody can read more into.
  private static func decimal(_ value: Double) -> JSONValue {
    let scaled = (value * 1_000_000).rounded(.toNearestOrAwayFromZero)
    guard let digits = Int64(exactly: scaled) else { return .null }
    return .string(ExactDecimal(significand: digits, scale: 6).description)
  }

  /// The decision on a table.
  ///
  /// - Parameter reference: What the decision is about, for its settings.
  public static func decision(
    id: ID<Decision>, on table: [UInt8], of round: ScoringRound, reference: String,
    at now: Instant, by author: Decision.Author
  ) throws -> Decision {
    let seed = UInt64(max(round.seed, 0))
    guard let input = Decision.Input(name: inputName, digest: Digest(of: table)) else {
      throw Failure.settings
    }
    var content = Decision.Content(
      kind: .ranking, method: method,
      settings: [
        "plan": .string(round.plan.rawValue), "reference": .string(reference),
        "round": .string(round.id.rawValue), "samples": .string(String(samples)),
        "question": .string(round.question ?? round.name),
      ],
      conclusion: try conclusion(table, samples: samples, seed: seed), engineVersion: .current)
    content.inputs = [input]
    content.seed = seed
    return Decision(id: id, content: content, at: now, by: author)
  }

  /// Takes the decision again from the bundle's table.
  @Sendable public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    guard let samples = decision.settings["samples"]?.string.flatMap({ Int($0) }),
      (1...1_000_000).contains(samples), let seed = decision.seed
    else { throw Failure.settings }
    return try conclusion(inputs[inputName] ?? [], samples: samples, seed: seed)
  }
}

extension RankingFile {
  /// The same with every uncertain score at its middle, unknown ones in the middle of their scale.
  var atMiddles: RankingFile {
    get throws(RankingError) {
      let columns = zip(table.criteria, table.columns).map { criterion, column in
        column.map { score -> Score in
          switch score {
          case .exact: return score
          case .interval(let range): return .exact(range.lowerBound / 2 + range.upperBound / 2)
          case .missing:
            guard let scale = criterion.value?.scores else { return .missing }
            return .exact(scale.lowerBound / 2 + scale.upperBound / 2)
          }
        }
      }
      var file = RankingFile(
        table: try DecisionTable(
          criteria: table.criteria, alternatives: table.alternatives, columns: columns),
        weights: weights)
      file.people = people
      file.hasGroupScores = hasGroupScores
      return file
    }
  }
}
