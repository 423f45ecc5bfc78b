public import Exact

/// What kind of decision was taken; engines add kinds of their own.
public struct DecisionKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A plan was approved by those its rules name.
  public static let planApproval = DecisionKind(rawValue: "plan-approval")
  /// Which cities of a network work together.
  public static let matching = DecisionKind(rawValue: "matching")
  /// Actions were chosen and scheduled, and who pays for them.
  public static let investment = DecisionKind(rawValue: "investment")
  /// Residents chose projects to be paid from a budget.
  public static let budgetVote = DecisionKind(rawValue: "budget_vote")
  /// The opinion groups of a conversation were found.
  public static let conversation = DecisionKind(rawValue: "conversation")
  /// Several people ranked actions of a plan.
  public static let ranking = DecisionKind(rawValue: "ranking")
}

/// The kinds of decision that have a name in every language.
public enum NamedDecisionKind: String, CaseIterable, Hashable, Sendable, Named {
  case planApproval = "plan-approval"
  case matching
  case selection
  case investment
  case budgetVote = "budget_vote"
  case conversation
  case ranking

  public static let textPrefix = "decisionKind"
}

/// A decision with all that is needed to take it again and compare.
///
/// Everything here is published: nothing in it may be private.
public struct Decision: Hashable, Sendable {
  public let id: ID<Decision>
  public let kind: DecisionKind
  public let method: Method
  /// All settings that took effect, defaults included.
  public let settings: JSONValue
  /// The rules fixed before the decision, when there were any.
  public let rules: Rules?
  /// In the order of their names.
  public let inputs: [Input]
  public let conclusion: Conclusion
  /// Decides ties by lot; `nil` when chance had no part.
  public let seed: UInt64?
  public let engineVersion: EngineVersion
  public let decidedAt: Instant
  public let decidedBy: Author

  /// - Parameter content: With unique names of inputs, which is the caller's duty.
  public init(id: ID<Decision>, content: Content, at instant: Instant, by author: Author) {
    let inputs = content.inputs.sorted { $0.name < $1.name }
    let names = Set(inputs.map(\.name))
    precondition(names.count == inputs.count, "an input without a name of its own is ambiguous")
    self.id = id
    kind = content.kind
    method = content.method
    settings = content.settings
    rules = content.rules
    self.inputs = inputs
    conclusion = content.conclusion
    seed = content.seed
    engineVersion = content.engineVersion
    decidedAt = instant
    decidedBy = author
  }

  /// SHA-256 of the canonical JSON: the decision's fingerprint in the log.
  public var digest: Digest { Digest(of: json) }
}

extension Decision {
  /// What was decided, how and from what; the rest of a decision is when and by whom.
  public struct Content: Sendable {
    public var kind: DecisionKind
    public var method: Method
    public var settings: JSONValue
    public var rules: Rules?
    public var inputs: [Input]
    public var conclusion: Conclusion
    public var seed: UInt64?
    public var engineVersion: EngineVersion

    public init(
      kind: DecisionKind, method: Method, settings: JSONValue, conclusion: Conclusion,
      engineVersion: EngineVersion
    ) {
      self.kind = kind
      self.method = method
      self.settings = settings
      self.conclusion = conclusion
      self.engineVersion = engineVersion
      inputs = []
    }
  }

  /// The rule that leads from inputs and settings to the outcome.
  public struct Method: Hashable, Sendable {
    public let name: String
    /// Changes whenever the same inputs could give another outcome.
    public let version: String

    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// The fingerprint of rules that were public before the decision.
  public struct Rules: Hashable, Sendable {
    public let digest: Digest
    public let publishedAt: Instant

    public init(digest: Digest, publishedAt: Instant) {
      self.digest = digest
      self.publishedAt = publishedAt
    }
  }

  /// What the method says, and why.
  public struct Conclusion: Hashable, Sendable {
    public let outcome: JSONValue
    public let explanation: JSONValue

    public init(outcome: JSONValue, explanation: JSONValue) {
      self.outcome = outcome
      self.explanation = explanation
    }
  }
}
