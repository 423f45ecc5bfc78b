public import Exact

/// Which statement somebody sees next: drawn by lot, those of higher priority more often.
///
/// The lot hangs on the participant and on how many votes they cast, so that a page that is loaded
/// again shows the same statement, and the order betrays no counts.
public enum StatementDraw {
  /// - Parameters:
  ///   - candidates: What the participant may still vote on.
  ///   - priority: Above zero.
  public static func next(
    among candidates: [Int], priority: (Int) -> Double, participant: ID<Resident>, votes: Int
  ) -> Int? {
    let sorted = candidates.sorted()
    let weights = sorted.map { max(priority($0), 0.000_001) }
    let sum = weights.reduce(0, +)
    var random = SeededGenerator(seed: seed(participant, votes))
    var rest = Double(random.next() >> 11) / Double(1 << 53) * sum
    for (number, weight) in zip(sorted, weights) {
      rest -= weight
      if rest < 0 { return number }
    }
    return sorted.last
  }

  private static func seed(_ participant: ID<Resident>, _ votes: Int) -> UInt64 {
    let digest = Digest(of: "\(participant.rawValue):\(votes)".utf8).rawValue
    return UInt64(digest.suffix(16), radix: 16) ?? 1
  }
}
