/// Positions in a ranking: 1 for the best; equals share the better position (1, 2, 2, 4).
public struct Ranks: Hashable, Sendable {
  /// The rank of each alternative.
  public let ranks: [Int]
  /// The alternatives from the best; equals in the order of the table.
  public let order: [Int]

  /// Scores this close, relative to the largest in size (or to 1), are equal.
  public static let epsilon = 1e-12

  /// - Parameters:
  ///   - scores: One for each alternative, finite.
  ///   - lowerIsBetter: Whether the smallest score is best.
  /// - Complexity: O(*n* log *n*).
  public init(scores: [Double], lowerIsBetter: Bool = false) {
    let sign = lowerIsBetter ? -1.0 : 1.0
    let keyed = scores.enumerated().map { (key: sign * $0.element, index: $0.offset) }
      .sorted { $0.key != $1.key ? $0.key > $1.key : $0.index < $1.index }
    let tolerance = Self.epsilon * max(1, scores.reduce(0) { max($0, $1.magnitude) })
    var ranks = [Int](repeating: 0, count: scores.count)
    var order: [Int] = []
    var start = 0
    while start < keyed.count {
      var end = start + 1
      while end < keyed.count, keyed[end - 1].key - keyed[end].key <= tolerance { end += 1 }
      let group = keyed[start..<end].map(\.index).sorted()
      for index in group { ranks[index] = start + 1 }
      order += group
      start = end
    }
    self.ranks = ranks
    self.order = order
  }

  /// The alternatives that share a rank, from the best.
  public var classes: [[Int]] {
    var classes: [[Int]] = []
    for index in order {
      if let last = classes.last?.first, ranks[last] == ranks[index] {
        classes[classes.count - 1].append(index)
      } else {
        classes.append([index])
      }
    }
    return classes
  }

  /// Alternatives of equal rank, two or more together.
  public var ties: [[Int]] { classes.filter { $0.count > 1 } }
}
