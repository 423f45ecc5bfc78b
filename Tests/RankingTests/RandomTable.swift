import Exact
import Ranking

/// Tables of seeded chance.
enum RandomTable {
  static func columns(
    _ count: Int, _ criteria: Int, using random: inout SeededGenerator, levels: Int? = nil
  ) -> [[Double]] {
    (0..<criteria).map { _ in
      (0..<count).map { _ in
        if let levels { return Double(Int.random(in: 0..<levels, using: &random)) }
        return Double.random(in: 0...1, using: &random)
      }
    }
  }

  static func weights(_ count: Int, using random: inout SeededGenerator) -> [Double] {
    let weights = (0..<count).map { _ in Double.random(in: 0.05...1, using: &random) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// A table whose alternatives are a0, a1, … and whose criteria c0, c1, …
  static func table(
    _ columns: [[Double]], _ change: (Int, inout Criterion) -> Void = { _, _ in }
  ) throws -> DecisionTable {
    let criteria = columns.indices.map { j in
      var criterion = Criterion("c\(j)")
      change(j, &criterion)
      return criterion
    }
    return try DecisionTable(
      criteria: criteria, alternatives: (columns.first ?? []).indices.map { Alternative("a\($0)") },
      columns: columns.map { $0.map { .exact($0) } })
  }

  static func names(_ count: Int) -> [String] { (0..<count).map { "c\($0)" } }
}
