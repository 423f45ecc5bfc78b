/// The statements that tell a group from the others.
///
/// Source: Small et al. (2021), "Polis: Scaling deliberation by mapping high dimensional opinion
/// spaces". <https://doi.org/10.6035/recerca.5516>
struct RepresentativeStatements {
  let convention: Convention
  /// Statements that must not be chosen.
  let isExcluded: [Bool]

  static let most = 5

  /// At most five statements, those agreed with first.
  ///
  /// The best of those agreed with comes first, then those that are significant in both tests by
  /// ``GroupStatistic/representativeness(_:)``; with neither, the one with the largest test. Of
  /// equal statements the first in the matrix is taken.
  ///
  /// red-dwarf chooses nothing when no statement is agreed with, though some are significant.
  func chosen(_ statistics: [GroupStatistic]) -> [Representative] {
    let columns = statistics.indices.filter { !isExcluded[$0] }
    let head = bestAgreed(columns, statistics).map { Representative(statistics[$0], column: $0) }
    let significant = columns.filter { isSignificant(statistics[$0]) }
    if significant.isEmpty {
      let best = columns.max { left, right in
        (Self.largestTest(statistics[left]), right) < (Self.largestTest(statistics[right]), left)
      }
      return (head ?? best.map { Representative(statistics[$0], column: $0) }).map { [$0] } ?? []
    }
    if head == nil, convention == .redDwarf { return [] }
    let ranked = significant.map { Representative(statistics[$0], column: $0) }
      .filter { $0.statement != head?.statement }
      .sorted { ($0.representativeness, $1.statement) > ($1.representativeness, $0.statement) }
    let chosen = ((head.map { [$0] } ?? []) + ranked).prefix(Self.most)
    return chosen.filter { $0.side == .agree } + chosen.filter { $0.side == .disagree }
  }

  private func isSignificant(_ statistic: GroupStatistic) -> Bool {
    Side.allCases.contains { side in
      statistic.repnessTest(side) > convention.criticalValue
        && statistic.inside.probabilityTest(side) > convention.criticalValue
    }
  }

  private static func largestTest(_ statistic: GroupStatistic) -> Double {
    max(statistic.repnessTest(.agree), statistic.repnessTest(.disagree))
  }

  private func bestAgreed(_ columns: [Int], _ statistics: [GroupStatistic]) -> Int? {
    var best: Int?
    for column in columns where isBetter(statistics[column], than: best.map { statistics[$0] }) {
      best = column
    }
    return best
  }

  /// Whether a statement says better what the group agrees on: by representativeness once one was
  /// found that others agree with less, by probability before.
  private func isBetter(_ statistic: GroupStatistic, than best: GroupStatistic?) -> Bool {
    guard statistic.inside.agrees + statistic.inside.disagrees > 0 else { return false }
    let test = statistic.inside.probabilityTest(.agree)
    let probability = statistic.inside.probability(.agree)
    guard let best else {
      return test > convention.criticalValue
        || (statistic.repness(.agree) > 1 && probability > 0.5)
    }
    if best.repness(.agree) > 1 {
      return statistic.representativeness(.agree) > best.representativeness(.agree)
    }
    return probability * test
      > best.inside.probability(.agree) * best.inside.probabilityTest(.agree)
  }
}

/// A statement chosen for a group, and on which side the group is.
public struct Representative: Hashable, Sendable {
  /// The column in the matrix.
  public let statement: Int
  public let side: Side
  public let representativeness: Double

  init(_ statistic: GroupStatistic, column: Int) {
    statement = column
    side = statistic.side
    representativeness = statistic.representativeness(side)
  }
}

extension Convention {
  /// What a standard normal variable exceeds one time in ten.
  var criticalValue: Double {
    switch self {
    case .polis: 1.2816
    case .redDwarf: 1.2815515655446004
    }
  }
}
