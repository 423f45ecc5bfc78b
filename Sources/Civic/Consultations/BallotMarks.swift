/// What a voter marked: projects by their numbers, in the voter's order, with points where points
/// are given.
public struct BallotMarks: Hashable, Sendable {
  public struct Mark: Hashable, Sendable {
    public let project: Int
    public let points: Int

    public init(project: Int, points: Int = 1) {
      self.project = project
      self.points = points
    }
  }

  public let marks: [Mark]

  public init(_ marks: [Mark]) {
    self.marks = marks
  }

  /// `3,1,7`, or with points `3:5,1:2`.
  public var text: String {
    marks.map { $0.points == 1 ? "\($0.project)" : "\($0.project):\($0.points)" }
      .joined(separator: ",")
  }

  /// Reads what ``text`` writes; nil for anything else.
  public init?(text: some StringProtocol) {
    var marks: [Mark] = []
    for part in text.split(separator: ",") {
      let numbers = part.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(numbers.count), let project = numbers[0] else { return nil }
      guard let points = numbers.count == 2 ? numbers[1] : 1 else { return nil }
      marks.append(Mark(project: project, points: points))
    }
    self.marks = marks
  }
}

/// Why a ballot does not keep to the rules.
public enum BallotFault: Hashable, Sendable {
  case unknownProject, repeatedProject
  case tooFew(least: Int)
  case tooMany(most: Int)
  case overBudget(by: MinorUnits)
  case tooManyPoints(given: Int, most: Int)
  case tooManyForOne(most: Int)
}

extension BudgetVoteRules {
  /// What is wrong with a ballot.
  ///
  /// - Complexity: O(marks).
  public func faults(of ballot: BallotMarks) -> [BallotFault] {
    let numbers = ballot.marks.map(\.project)
    guard numbers.allSatisfy({ project($0) != nil }) else { return [.unknownProject] }
    guard Set(numbers).count == numbers.count else { return [.repeatedProject] }
    var faults: [BallotFault] = []
    if numbers.count < self.ballot.fewest { faults.append(.tooFew(least: self.ballot.fewest)) }
    if numbers.count > mostChoices { faults.append(.tooMany(most: mostChoices)) }
    switch self.ballot.style {
    case .approval, .ranking: break
    case .knapsack:
      let sum = numbers.reduce(Int64(0)) { $0 + (project($1)?.cost ?? 0) }
      if sum > budget { faults.append(.overBudget(by: sum - budget)) }
    case .points: faults += pointFaults(ballot)
    }
    return faults
  }

  private func pointFaults(_ ballot: BallotMarks) -> [BallotFault] {
    var faults: [BallotFault] = []
    let most = self.ballot.points ?? 0
    let single = min(self.ballot.mostPoints ?? most, most)
    if ballot.marks.contains(where: { !(1...max(single, 1)).contains($0.points) }) {
      faults.append(.tooManyForOne(most: single))
    }
    let (sum, overflow) = ballot.marks.reduce((0, false)) { total, mark in
      let (sum, overflow) = total.0.addingReportingOverflow(mark.points)
      return (sum, total.1 || overflow)
    }
    if overflow || sum > most { faults.append(.tooManyPoints(given: sum, most: most)) }
    return faults
  }

  public func message(of fault: BallotFault) -> Message {
    switch fault {
    case .unknownProject: Message("ballotUnknownProject")
    case .repeatedProject: Message("ballotRepeatedProject")
    case .tooFew(let least): Message("ballotTooFew", ["count": .count(least)])
    case .tooMany(let most): Message("ballotTooMany", ["count": .count(most)])
    case .overBudget(let excess): Message("ballotOverBudget", ["amount": .money(money(excess))])
    case .tooManyPoints(let given, let most):
      Message("ballotTooManyPoints", ["given": .text("\(given)"), "count": .count(most)])
    case .tooManyForOne(let most): Message("ballotTooManyForOne", ["count": .count(most)])
    }
  }
}
