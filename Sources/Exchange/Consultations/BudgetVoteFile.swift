public import Civic
import Exact
public import Tally

/// The ballots of a budget vote as a Pabulib file: what is published when it closes.
///
/// Its voters are the codes of receipts, in the order of the codes, which are pure chance: neither
/// who voted nor when can be read from it.
public enum BudgetVoteFile {
  /// A ballot with the code of its receipt.
  public struct Ballot: Hashable, Sendable {
    public let receipt: String
    public let marks: BallotMarks

    public init(receipt: String, marks: BallotMarks) {
      self.receipt = receipt
      self.marks = marks
    }
  }

  /// - Complexity: O(marks + ballots · log ballots).
  public static func bytes(_ rules: BudgetVoteRules, ballots: [Ballot]) -> [UInt8] {
    let hasPoints = rules.ballot.style == .points
    let rows = ballots.sorted { $0.receipt < $1.receipt }.map { ballot in
      let vote = ballot.marks.marks.map { String($0.project) }.joined(separator: ",")
      let points = ballot.marks.marks.map { String($0.points) }.joined(separator: ",")
      return [ballot.receipt, vote] + (hasPoints ? [points] : [])
    }
    return PabulibWriter.bytes(
      meta: meta(rules, voters: rows.count), projectColumns: projectColumns,
      projectRows: rules.projects.map { row($0, rules) },
      voteColumns: ["voter_id", "vote"] + (hasPoints ? ["points"] : []), voteRows: rows)
  }

  /// Reads the ballots back.
  ///
  /// - Throws: ``BudgetVoteFault`` when the file is not one of these rules, or a ballot breaks them.
  static func read(
    _ bytes: [UInt8], by rules: BudgetVoteRules
  ) throws -> PabulibFile {
    let file = try PabulibReader().read(bytes)
    var ballots: [Ballot] = []
    for row in file.voteRows {
      let ballot = try self.ballot(row, rules)
      let faults = rules.faults(of: ballot.marks)
      guard faults.isEmpty else { throw BudgetVoteFault.ballot(ballot.receipt, faults) }
      ballots.append(ballot)
    }
    let receipts = Set(ballots.map(\.receipt))
    guard receipts.count == ballots.count else { throw BudgetVoteFault.receiptTwice }
    guard self.bytes(rules, ballots: ballots) == bytes else { throw BudgetVoteFault.notByTheRules }
    return file
  }

  private static func ballot(_ row: [String], _ rules: BudgetVoteRules) throws -> Ballot {
    let receipt = row.first ?? ""
    guard row.count >= 2, VoteReceipt.Code(typed: receipt)?.text == receipt else {
      throw BudgetVoteFault.receipt(receipt)
    }
    let projects = row[1].split(separator: ",").map { Int($0) ?? 0 }
    var points = [Int](repeating: 1, count: projects.count)
    if rules.ballot.style == .points {
      points = (row.count > 2 ? row[2] : "").split(separator: ",").map { Int($0) ?? 0 }
    }
    guard points.count == projects.count else { throw BudgetVoteFault.receipt(receipt) }
    return Ballot(
      receipt: receipt,
      marks: BallotMarks(zip(projects, points).map { .init(project: $0, points: $1) }))
  }

  private static let projectColumns = ["project_id", "cost", "category", "target", "name"]

  private static func row(
    _ project: BudgetVoteRules.Project, _ rules: BudgetVoteRules
  ) -> [String] {
    [
      String(project.number), amount(rules.money(project.cost)), project.category ?? "",
      project.district ?? "", line(project.name),
    ]
  }

  private static func meta(_ rules: BudgetVoteRules, voters: Int) -> [PabulibFile.Entry] {
    let ballot = rules.ballot
    var meta: [(String, String?)] = [
      ("description", line(rules.name)), ("country", rules.country),
      ("unit", line(rules.cityName)), ("instance", String(rules.votingUntil.year)),
      ("num_projects", String(rules.projects.count)), ("num_votes", String(voters)),
      ("budget", amount(rules.money(rules.budget))), ("vote_type", kind(ballot.style)),
      ("rule", ruleName(rules.counting)), ("date_begin", rules.votingFrom.description),
      ("date_end", rules.votingUntil.description),
      ("language", rules.name.original.rawValue), ("currency", rules.currency.rawValue),
      ("min_length", String(ballot.fewest)), ("max_length", String(rules.mostChoices)),
    ]
    if ballot.style == .points {
      meta.append(("max_sum_points", ballot.points.map { String($0) }))
      meta.append(("max_points", ballot.mostPoints.map { String($0) }))
    }
    if ballot.style == .knapsack {
      meta.append(("max_sum_cost", amount(rules.money(rules.budget))))
    }
    meta.append(("min_project_score_threshold", rules.counting.threshold.map { String($0) }))
    return meta.compactMap { key, value in
      value.map { PabulibFile.Entry(key: key, value: $0) }
    }
  }

  private static func kind(_ style: BallotStyle) -> String {
    switch style {
    case .approval, .knapsack: "approval"
    case .points: "cumulative"
    case .ranking: "ordinal"
    }
  }

  private static func ruleName(_ counting: BudgetVoteRules.Counting) -> String {
    guard counting.rule == .equalShares, counting.completion != .none || counting.comparison else {
      return counting.rule.rawValue
    }
    return "equalshares/\(counting.completion.rawValue)"
      + (counting.comparison ? "-comparison" : "")
  }

  /// Whole amounts have no decimals.
  private static func amount(_ money: Money) -> String {
    let unit = money.currency.minorUnitsPerMajor
    return money.minorUnits % unit == 0 ? String(money.minorUnits / unit) : money.decimal
  }

  /// A text in the language it was written in, on one line.
  private static func line(_ text: Multilingual) -> String {
    text.text(for: text.original).text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// Why published ballots are not those of a vote.
public enum BudgetVoteFault: Error, Hashable, Sendable {
  /// The rules are not the ones whose digest was public beforehand.
  case rulesReplaced
  case settingsReplaced
  case receipt(String)
  case receiptTwice
  case ballot(String, [BallotFault])
  /// Projects, limits or the order of ballots are not what the rules make them.
  case notByTheRules
  case uncounted(TallyError)
  case register
}
