public import Civic
public import Exact
import Foundation
import Investment

/// The decision on what is done when with whose money: the scenario as `gradnik invest` reads it, the
/// chosen plan, and its proof.
///
/// A time-limited search is not repeatable, so the plan itself is the evidence: it is checked rule by
/// rule and cent by cent, its value is computed again, and its bound proved again.
public enum InvestmentDecision {
  public static let method = Decision.Method(name: "city-plan-milp", version: "1")
  /// The scenario, as `city-plan-milp/1`.
  public static let planName = "plan.json"
  /// What was chosen, as a part of `gradnik-investment/1`.
  public static let solutionName = "solution.json"

  /// The decision that accepts a run.
  ///
  /// - Throws: ``InvestmentDecisionError`` when there is nothing to accept, or a rule is broken.
  public static func decision(
    id: ID<Decision>, on run: FundingRun, by author: Decision.Author, at now: Instant
  ) throws -> (decision: Decision, inputs: [String: [UInt8]]) {
    guard let findings = run.findings, findings.value != nil, findings.bound != nil else {
      throw InvestmentDecisionError.nothingChosen
    }
    let plan = CanonicalJSON.bytes(of: run.scenario.planFile)
    let solution = CanonicalJSON.bytes(of: InvestmentSolution.json(of: findings, run.scenario))
    let inputs = [planName: plan, solutionName: solution]
    let conclusion = try Solved(inputs).conclusion(bound: nil)
    guard conclusion.outcome["breaches"] == .array([]) else {
      throw InvestmentDecisionError.breaksRules
    }
    var content = Decision.Content(
      kind: .investment, method: method, settings: settings(of: run, findings),
      conclusion: conclusion, engineVersion: .current)
    content.inputs = inputs.compactMap { name, bytes in
      Decision.Input(name: name, digest: Digest(of: bytes))
    }
    return (Decision(id: id, content: content, at: now, by: author), inputs)
  }

  private static func settings(of run: FundingRun, _ findings: FundingFindings) -> JSONValue {
    let scenario = run.scenario
    var vote = JSONObject()
    vote["role"] = .string(scenario.vote.role.rawValue)
    if scenario.vote.role != .none {
      vote["source"] = scenario.vote.source.map { .string($0) } ?? .null
      vote["decision"] = scenario.vote.decision.map { .string($0.rawValue) } ?? .null
    }
    return [
      "firstYear": .number(JSONNumber(Int32(clamping: scenario.firstYear))),
      "time": .number(JSONNumber(Int32(clamping: scenario.search.seconds))),
      "gapPercent": .string(scenario.search.gap.description),
      "seed": "1", "threads": 1, "solver": .string(findings.solver),
      "values": [
        "source": .string(scenario.valueSource.rawValue),
        "decision": scenario.valueDecision.map { .string($0.rawValue) } ?? .null,
      ],
      "vote": .object(vote),
    ]
  }

  /// Takes the decision again from the bundle's inputs, within limits for the proof of its bound.
  public static func recomputation(_ limits: BoundLimits) -> Recomputation {
    { decision, inputs in
      guard decision.method == method else {
        throw Verification.Obstacle.unknownMethod(decision.method)
      }
      let solved = try Solved(inputs)
      let conclusion = try solved.conclusion(bound: nil)
      // Where a rule is broken the difference says so, and no bound matters.
      guard conclusion.outcome["breaches"] == .array([]),
        conclusion.outcome == decision.conclusion.outcome
      else { return conclusion }
      return try solved.conclusion(bound: try solved.provedBound(limits))
    }
  }
}

public enum InvestmentDecisionError: Error, Hashable, Sendable {
  /// The search found no plan.
  case nothingChosen
  /// The plan breaks a rule of its scenario.
  case breaksRules
  /// A file of the decision cannot be read, and where.
  case unreadable(file: String, pointer: String)
  /// Amounts or values that cannot be counted exactly.
  case tooLarge
}

/// How long the proof of a stated bound may take.
public struct BoundLimits: Sendable {
  public var seconds: Double
  public var threads: Int
  public var elapsed: @Sendable () -> Double

  public init(
    seconds: Double = 60, threads: Int = 1,
    elapsed: (@Sendable () -> Double)? = nil
  ) {
    (self.seconds, self.threads) = (seconds, threads)
    self.elapsed = elapsed ?? { ProcessInfo.processInfo.systemUptime }
  }
}
