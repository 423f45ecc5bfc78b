public import Civic
public import Exact
import Tally

/// The decision of a budget vote: which projects are funded, from rules and ballots alone.
public enum BudgetVoteCount {
  public static let method = Decision.Method(name: "budget-vote", version: "1")
  public static let rulesName = "rules.json"
  public static let electionName = "election.pb"
  public static let replacedName = "replaced.txt"
  public static let registerName = "register.json"

  /// What is published when a vote closes.
  public struct Published: Sendable {
    public var rules: [UInt8]
    public var election: [UInt8]
    /// The codes of receipts whose ballots were changed later, one a line, in their own order.
    public var replaced: [UInt8]
    /// The changes of the register, as the log has their digests.
    public var register: [UInt8]

    public init(rules: [UInt8], election: [UInt8], replaced: [UInt8], register: [UInt8]) {
      self.rules = rules
      self.election = election
      self.replaced = replaced
      self.register = register
    }

    public var files: [String: [UInt8]] {
      [
        rulesName: rules, electionName: election, replacedName: replaced, registerName: register,
      ]
    }
  }

  /// Counts the ballots.
  ///
  /// - Throws: ``BudgetVoteFault``, `PabulibError`.
  public static func decision(
    id: Exact.ID<Decision>, _ published: Published, openedAt: Instant, by author: Decision.Author,
    at now: Instant
  ) throws -> Decision {
    let rules = try BudgetVoteRules(reading: published.rules)
    let count = try Count(rules, published.files)
    var content = Decision.Content(
      kind: .budgetVote, method: method, settings: settings(of: rules),
      conclusion: count.conclusion, engineVersion: .current)
    content.rules = Decision.Rules(digest: Digest(of: published.rules), publishedAt: openedAt)
    content.seed = count.seed
    content.inputs = published.files.compactMap { name, bytes in
      Decision.Input(name: name, digest: Digest(of: bytes))
    }
    return Decision(id: id, content: content, at: now, by: author)
  }

  /// Takes the decision again from the bundle's inputs.
  public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    let bytes = inputs[rulesName] ?? []
    guard Digest(of: bytes) == decision.rules?.digest else { throw BudgetVoteFault.rulesReplaced }
    let rules = try BudgetVoteRules(reading: bytes)
    guard decision.settings == settings(of: rules) else { throw BudgetVoteFault.settingsReplaced }
    let count = try Count(rules, inputs)
    guard count.seed == decision.seed else { throw BudgetVoteFault.settingsReplaced }
    return count.conclusion
  }

  /// Whether the rules can count these projects at all, asked before anybody votes.
  ///
  /// - Throws: As the count would.
  public static func rehearse(_ rules: BudgetVoteRules) throws {
    let empty = BudgetVoteFile.bytes(rules, ballots: [])
    _ = try Count(rules, [electionName: empty, registerName: Array("[]".utf8)])
  }

  /// All that took effect, with nothing left to defaults.
  private static func settings(of rules: BudgetVoteRules) -> JSONValue {
    let counting = rules.counting
    var object = JSONObject()
    object["ballot"] = .string(rules.ballot.style.rawValue)
    object["rule"] = .string(counting.rule.rawValue)
    object["completion"] = .string(counting.completion.rawValue)
    object["comparison"] = .bool(counting.comparison)
    object["ties"] = .string(counting.ties.rawValue)
    object["satisfaction"] = counting.satisfaction.map { .string($0.rawValue) } ?? .null
    object["eligibility"] = counting.eligibility.map { .string(String($0)) } ?? .null
    object["threshold"] = counting.threshold.map { .string(String($0)) } ?? .null
    return .object(object)
  }
}

/// One count, with its explanation.
private struct Count {
  let conclusion: Decision.Conclusion
  /// Of the lot; nil where ties are not broken by lot.
  let seed: UInt64?

  init(_ rules: BudgetVoteRules, _ inputs: [String: [UInt8]]) throws {
    let bytes = inputs[BudgetVoteCount.electionName] ?? []
    let file = try BudgetVoteFile.read(bytes, by: rules)
    let seed = rules.counting.ties == .lot ? Self.seed(of: bytes) : nil
    let settings = Self.settings(rules, seed: seed)
    let outcome: Outcome
    do {
      outcome = try file.election.tally(settings)
    } catch {
      throw BudgetVoteFault.uncounted(error)
    }
    let report = TallyReport(file, settings: settings, outcome: outcome, notes: [])
    var object = report.object(input: Digest(of: bytes))
    object["version"] = nil
    object["registered"] = try Self.registered(inputs[BudgetVoteCount.registerName] ?? [])
    self.seed = seed
    conclusion = Decision.Conclusion(
      outcome: .object(object), explanation: report.explanation(of: nil))
  }

  /// The lot is drawn from the digest of the ballots: nobody knows it before the close, and
  /// everybody can draw it again.
  private static func seed(of election: [UInt8]) -> UInt64 {
    let digits = Digest(of: election).rawValue.dropFirst(7).prefix(16)
    return UInt64(digits, radix: 16) ?? 0
  }

  /// How many were entitled in the end, as the published changes of the register have it.
  private static func registered(_ bytes: [UInt8]) throws -> JSONValue {
    guard let changes = try JSONValue(parsing: bytes, limits: .records).array else {
      throw BudgetVoteFault.register
    }
    return changes.last?["size"] ?? .null
  }

  private static func settings(_ rules: BudgetVoteRules, seed: UInt64?) -> TallySettings {
    let counting = rules.counting
    let kind: BallotKind =
      switch rules.ballot.style {
      case .approval, .knapsack: .approval
      case .points: .cumulative
      case .ranking: .ordinal
      }
    var settings = TallySettings(
      Rule(rawValue: counting.rule.rawValue) ?? .greedy, for: kind,
      completion: Completion(rawValue: counting.completion.rawValue) ?? .none)
    if let satisfaction = counting.satisfaction.flatMap({ Satisfaction(rawValue: $0.rawValue) }) {
      settings.satisfaction = satisfaction
    }
    settings.comparison = counting.comparison
    settings.eligibility = counting.eligibility.map { Int64($0) }
    settings.threshold = counting.threshold.map { Rational($0) }
    settings.ties =
      switch counting.ties {
      case .lot: .lot(seed: seed ?? 0)
      case .minCost: .minCost
      case .fileOrder: .fileOrder
      case .identifier: .identifier
      }
    let groups = Dictionary(grouping: rules.projects) { $0.alternative ?? "" }
    settings.exclusive = groups.filter { !$0.key.isEmpty && $0.value.count > 1 }.values
      .map { $0.map { $0.number - 1 } }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    return settings
  }
}
