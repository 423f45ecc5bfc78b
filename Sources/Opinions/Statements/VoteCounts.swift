/// How some people voted on one statement.
public struct VoteCounts: Hashable, Sendable {
  public var agrees: Int
  public var disagrees: Int
  /// Agreement, disagreement and passes.
  public var votes: Int

  public init(agrees: Int = 0, disagrees: Int = 0, votes: Int = 0) {
    self.agrees = agrees
    self.disagrees = disagrees
    self.votes = votes
  }

  public var passes: Int { votes - agrees - disagrees }

  static func + (left: Self, right: Self) -> Self {
    Self(
      agrees: left.agrees + right.agrees, disagrees: left.disagrees + right.disagrees,
      votes: left.votes + right.votes)
  }

  static func - (left: Self, right: Self) -> Self {
    Self(
      agrees: left.agrees - right.agrees, disagrees: left.disagrees - right.disagrees,
      votes: left.votes - right.votes)
  }

  /// Those who agree, or who disagree.
  func count(_ side: Side) -> Int { side == .agree ? agrees : disagrees }

  /// How likely somebody takes a side, one vote for and one against added.
  public func probability(_ side: Side) -> Double {
    Double(count(side) + 1) / Double(votes + 2)
  }

  /// How many standard errors that is above one half.
  ///
  /// One-proportion test with one success added.
  public func probabilityTest(_ side: Side) -> Double {
    let votes = Double(votes + 1)
    return 2 * votes.squareRoot() * (Double(count(side) + 1) / votes - 0.5)
  }
}

/// For or against a statement.
public enum Side: String, CaseIterable, Hashable, Sendable {
  case agree, disagree
}

extension VoteMatrix {
  /// The votes of each group on each statement: `[group][statement]`.
  ///
  /// - Parameter groups: For each participant a group, or -1.
  /// - Complexity: O(votes).
  func counts(groups: [Int], count: Int) -> [[VoteCounts]] {
    let width = 3 * statements.count
    var tallies = [Int32](repeating: 0, count: width * count)
    for row in participants.indices where groups[row] >= 0 {
      let first = groups[row] * width
      for index in rowStarts[row]..<rowStarts[row + 1] { tallies[first + Int(cells[index])] += 1 }
    }
    return (0..<count).map { group in
      statements.indices.map { column in
        let first = group * width + 3 * column
        let (against, passes, favour) = (
          Int(tallies[first]), Int(tallies[first + 1]), Int(tallies[first + 2])
        )
        return VoteCounts(
          agrees: favour, disagrees: against, votes: against + passes + favour)
      }
    }
  }
}
