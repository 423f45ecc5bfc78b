import Civic
import Exchange
import Matching
import Maturity

extension Fuzz {
  /// Inputs of the engines, and published decisions.
  static let decisions: [String: @Sendable ([UInt8]) -> Void] = [
    "json": { bytes in
      guard let value = try? JSONValue(parsing: bytes) else { return }
      let again = try? JSONValue(parsing: CanonicalJSON.bytes(of: value))
      must(again.map { CanonicalJSON.bytes(of: $0) } == CanonicalJSON.bytes(of: value), "canon")
    },
    "framework": { bytes in _ = try? FrameworkReader.read(bytes) },
    "answers": { bytes in
      guard let framework = Fuzz.framework else { fatalError("no framework to answer") }
      _ = try? AnswerReader.read(bytes, for: framework)
    },
    "peers": { bytes in _ = try? PeerFile.read(bytes) },
    "votes": { bytes in _ = try? VotesReader().read(bytes) },
    "centers": { bytes in _ = try? CentersReader().read(bytes) },
    "statements": { bytes in _ = try? StatementsReader().read(bytes) },
    "ranking-json": { bytes in _ = try? RankingJSONReader().read(bytes) },
    "ranking-csv": { bytes in _ = try? RankingCSVReader().read(bytes) },
    "matching": { bytes in _ = try? MatchingInput(bytes) },
    "matching-rules": { bytes in
      _ = try? CallRules(parsing: bytes)
      _ = try? MatchingRequest(parsing: bytes)
    },
    "investment": { bytes in _ = try? CityPlanReader.read(bytes) },
    "plan": { bytes in _ = try? PlanExport(reading: bytes) },
    "bundle": { bytes in
      guard let bundle = try? DecisionBundleFile.bundle(from: bytes) else { return }
      verify(bundle)
    },
    "decision": { bytes in verify(DecisionBundle(files: [DecisionBundle.decisionPath: bytes])) },
    "vote-rules": { bytes in _ = try? BudgetVoteRules(reading: bytes) },
  ]

  /// Without the solver: proofs of bounds are its business.
  private static func verify(_ bundle: DecisionBundle) {
    guard let version = EngineVersion("0.1.0") else { fatalError("no version") }
    var kinds = Recomputations.all
    kinds[.investment] = nil
    _ = bundle.verify(recompute: kinds, engineVersion: version, knownHead: nil)
  }

  private static let framework = try? FrameworkReader.read(
    Array(
      """
      id: f
      version: "1"
      dimensions:
        - id: d
          questions:
            - {id: q, levels: [n, o, p, q, r]}
            - {id: i, indicator: {unit: "%", target: 90, direction: higher}}
      """.utf8)
  ).framework
}
