import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite(.enabled(if: FundSite.solver != nil), .serialized) struct `Verifying an investment plan` {
  private struct Taken {
    let decision: Decision
    let inputs: [String: [UInt8]]
  }

  private static func taken() async throws -> Taken {
    let fund = try await FundSite()
    var scenario = FundingScenario(
      id: ID(rawValue: "s"), from: try await fund.document, name: "S")
    scenario.search.samples = 0
    scenario.search.tradeOff = .none
    var run = FundingRun(id: ID(rawValue: "r"), scenario: scenario, at: fund.site.clock.now)
    let worker = fund.worker
    try await fund.site.services.funds.start(run, by: .machine)
    #expect(await worker.runNext())
    run = try await fund.lastRun()
    let author = try #require(Decision.Author(role: "council", label: "Council"))
    let (decision, inputs) = try InvestmentDecision.decision(
      id: ID(rawValue: "d"), on: run, by: author, at: fund.site.clock.now)
    return Taken(decision: decision, inputs: inputs)
  }

  /// A bundle whose digests all fit: only taking it again can tell.
  private static func bundle(
    _ taken: Taken, changing change: (inout [String: [UInt8]], inout JSONValue) throws -> Void
  ) throws -> DecisionBundle {
    var inputs = taken.inputs
    var outcome = taken.decision.conclusion.outcome
    try change(&inputs, &outcome)
    let old = taken.decision
    var content = Decision.Content(
      kind: old.kind, method: old.method, settings: old.settings,
      conclusion: .init(outcome: outcome, explanation: old.conclusion.explanation),
      engineVersion: old.engineVersion)
    content.inputs = inputs.compactMap { Decision.Input(name: $0, digest: Digest(of: $1)) }
    let decision = Decision(id: old.id, content: content, at: old.decidedAt, by: old.decidedBy)
    let entry = LogEntry(
      sequence: 1,
      record: LogRecord(
        at: old.decidedAt, event: .published, subject: "plan", digest: decision.digest),
      previous: .genesis)
    return try DecisionBundle(
      decision, inputs: inputs,
      log: DecisionLog(lines: [DecisionLog.Line(entry: entry, head: entry.head)]), readme: "Read")
  }

  private static func verified(_ bundle: DecisionBundle) -> Verification {
    bundle.verify(
      recompute: Recomputations.all(BoundLimits(seconds: 20)), engineVersion: .current,
      knownHead: nil)
  }

  private static func text(_ bytes: [UInt8]?) -> String {
    String(decoding: bytes ?? [], as: UTF8.self)
  }

  @Test func `What was not altered is equal; what was is told with the difference`() async throws {
    let taken = try await Self.taken()
    #expect(Self.verified(try Self.bundle(taken) { _, _ in }) == .equal)
    // A file changed after the fact: the digest tells.
    var bundle = try Self.bundle(taken) { _, _ in }
    bundle.files["inputs/solution.json"]?.append(32)
    guard case .differs(let places) = Self.verified(bundle) else {
      Issue.record("an altered file was not told")
      return
    }
    #expect(
      places.contains { if case .file("inputs/solution.json", _, _) = $0 { true } else { false } })
  }

  @Test func `A cent too much is found rule by rule`() async throws {
    let taken = try await Self.taken()
    let bundle = try Self.bundle(taken) { inputs, _ in
      let solution = Self.text(inputs["solution.json"])
      let amount = try #require(solution.firstMatch(of: /"amount":"([0-9]+)"/)?.1)
      let more = try #require(Int64(amount)) + 1
      let altered = solution.replacing(
        "\"amount\":\"\(amount)\"", with: "\"amount\":\"\(more)\"", maxReplacements: 1)
      inputs["solution.json"] = Array(altered.utf8)
    }
    guard case .differs(let places) = Self.verified(bundle) else {
      Issue.record("a cent too much was not told")
      return
    }
    #expect(
      places.contains {
        if case .outcome(let difference) = $0 {
          difference.pointer.hasPrefix("/breaches")
        } else {
          false
        }
      })
  }

  @Test func `A bound that is too low is refuted, a value that is too high is told`() async throws {
    let taken = try await Self.taken()
    let low = try Self.bundle(taken) { inputs, outcome in
      // Nothing is chosen, and it is claimed that nothing is worth more.
      inputs["solution.json"] = Array(
        #"{"bound":"0","format":"gradnik-investment/1","funding":[],"starts":{}}"#.utf8)
      var object = try #require(outcome.object)
      object["value"] = "0"
      object["bound"] = "0"
      object["cost"] = "0.00"
      object["actions"] = []
      outcome = .object(object)
    }
    guard case .differs(let places) = Self.verified(low) else {
      Issue.record("a false bound was not told")
      return
    }
    #expect(
      places.contains {
        if case .outcome(let difference) = $0 { difference.pointer == "/bound" } else { false }
      })
    let high = try Self.bundle(taken) { _, outcome in
      var object = try #require(outcome.object)
      object["value"] = "99"
      outcome = .object(object)
    }
    guard case .differs(let others) = Self.verified(high) else {
      Issue.record("a false value was not told")
      return
    }
    #expect(
      others.contains {
        if case .outcome(let difference) = $0 { difference.pointer == "/value" } else { false }
      })
  }

  @Test(arguments: [
    #"{"bound":"0","format":"gradnik-investment/1","funding":[],"starts":{"A1":99}}"#,
    #"{"bound":"0","format":"gradnik-investment/1","funding":[{"action":"A1","source":"own","year":-1,"amount":"1"}],"starts":{}}"#,
    #"{"bound":"9223372036854775808","format":"gradnik-investment/1","funding":[],"starts":{}}"#,
    "[]", "", "{",
  ])
  func `A hostile solution is refused and ends nothing`(solution: String) async throws {
    let taken = try await Self.taken()
    let bundle = try Self.bundle(taken) { inputs, _ in
      inputs["solution.json"] = Array(solution.utf8)
    }
    guard case .differs(let places) = Self.verified(bundle) else {
      Issue.record("a hostile solution was taken")
      return
    }
    #expect(places.contains { if case .notRecomputed = $0 { true } else { false } })
  }
}
