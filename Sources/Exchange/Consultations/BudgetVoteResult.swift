public import Civic
import Exact

/// What a budget vote came to, read from its public decision.
public struct BudgetVoteResult: Sendable {
  /// What became of one project.
  public struct Entry: Sendable {
    public let project: BudgetVoteRules.Project
    /// From 1, in the order funded.
    public let place: Int?
    public let verdict: ProjectVerdict
    public let votes: Int
    /// Decimal digits.
    public let score: String
    /// What it lacked: an amount, votes or points by the verdict.
    public let lacking: String?
    /// About how many more supporters would have paid it.
    public let lackingSupporters: String?
    /// More points or votes that would have had it funded.
    public let missingScore: String?
    /// Of the same group, and funded.
    public let excludedBy: Int?
    /// In equal shares, what each supporter paid at most.
    public let share: String?
    public let fullPayers: Int
    public let poorPayers: Int
    public let poorSum: String?
  }

  public let rules: BudgetVoteRules
  public let decision: Decision
  /// In the order of the ballot.
  public let entries: [Entry]
  public let voters: Int
  /// Voters with at least one funded project.
  public let served: Int
  /// Decimal digits of the currency.
  public let cost: String
  public let registered: String?
  /// What voters have left in equal shares, the highest first.
  public let left: [(amount: String, voters: Int)]
  /// Numbers of the projects of each tie, the chosen one, and the criterion.
  public let ties: [(candidates: [Int], chosen: Int, criterion: String)]
  /// Projects that plain counting of votes would have funded in their place.
  public let onlyGreedy: [Int]
  public let onlyHere: [Int]
  public let greedyServed: Int?

  /// - Returns: Nil when the decision is none of a budget vote.
  public init?(_ decision: Decision, rules: BudgetVoteRules) {
    guard decision.kind == .budgetVote, let outcome = decision.conclusion.outcome.object else {
      return nil
    }
    let explanation = decision.conclusion.explanation
    self.rules = rules
    self.decision = decision
    entries = (explanation["projects"]?.array ?? []).compactMap { Self.entry($0, rules) }
    voters = Int(outcome["voters"]?.number?.integer ?? 0)
    served = Self.count(explanation["voters_served"])
    cost = outcome["cost"]?.string ?? "0"
    registered = outcome["registered"]?.string
    left = (explanation["money_left"]?.array ?? []).map {
      ($0["amount"]?.string ?? "0", Self.count($0["voters"]))
    }
    ties = (outcome["ties"]?.array ?? []).map { tie in
      (
        Self.numbers(tie["candidates"]), Self.count(tie["chosen"]), tie["by"]?.string ?? ""
      )
    }
    let greedy = explanation["greedy"]
    onlyGreedy = Self.numbers(greedy?["only_greedy"])
    onlyHere = Self.numbers(greedy?["only_here"])
    greedyServed = greedy.map { Self.count($0["voters_served"]) }
  }

  /// The funded projects in the order funded.
  public var winners: [Entry] {
    entries.filter { $0.place != nil }.sorted { ($0.place ?? 0) < ($1.place ?? 0) }
  }

  /// The others, those with most votes first.
  public var losers: [Entry] {
    entries.filter { $0.place == nil }.sorted {
      ($1.votes, $0.project.number) < ($0.votes, $1.project.number)
    }
  }

  private static func entry(_ json: JSONValue, _ rules: BudgetVoteRules) -> Entry? {
    guard let number = json["project"]?.string.flatMap({ Int($0) }),
      let project = rules.project(number),
      let verdict = json["verdict"]?.string.flatMap(ProjectVerdict.init(rawValue:))
    else { return nil }
    return Entry(
      project: project, place: json["place"]?.string.flatMap { Int($0) }, verdict: verdict,
      votes: count(json["votes"]), score: json["score"]?.string ?? "0",
      lacking: (json["lacking"] ?? json["reserve"])?.string,
      lackingSupporters: json["lacking_supporters"]?.string,
      missingScore: json["missing_score"]?.string,
      excludedBy: json["by"]?.string.flatMap { Int($0) }, share: json["share"]?.string,
      fullPayers: count(json["full_payers"]), poorPayers: count(json["poor_payers"]),
      poorSum: json["poor_sum"]?.string)
  }

  private static func count(_ value: JSONValue?) -> Int {
    value?.string.flatMap { Int($0) } ?? 0
  }

  private static func numbers(_ value: JSONValue?) -> [Int] {
    (value?.array ?? []).compactMap { $0.string.flatMap { Int($0) } }
  }
}
