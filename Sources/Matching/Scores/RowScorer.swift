/// Scores one city with many others at once.
///
/// The same numbers as ``ScoreTable/score(_:_:)``, without explaining them.
struct RowScorer {
  private let table: ScoreTable
  private let both: (challenges: Bool, complementarity: Bool, wishes: Bool, language: Bool)
  private let isPlain: Bool

  init(_ table: ScoreTable) {
    self.table = table
    let weights = table.weights
    both = (
      weights[.challenges] > 0 && table.challenges.anyKnown,
      weights[.complementarity] > 0 && table.needs.anyKnown && table.offers.anyKnown,
      weights[.wishes] > 0 && table.context.anyWishes,
      weights[.language] > 0 && table.context.anyLanguages
    )
    isPlain = table.challenges.unknown.isEmpty && table.offers.unknown.isEmpty
  }

  /// Writes the scores of a row with some cities.
  func fill(_ row: Int, _ columns: ArraySlice<Int>, into scores: inout [Int64]) {
    for (place, column) in columns.enumerated() { scores[place] = score(row, column) }
  }

  @inline(__always)
  private func score(_ one: Int, _ other: Int) -> Int64 {
    guard table.isAllowed(one, other) else { return ScoreTable.forbidden }
    var (sum, weight): (Int64, Int64) = (0, 0)
    @inline(__always) func add(_ part: Int64, _ share: Int64?) {
      guard let share, part > 0 else { return }
      sum += part * share
      weight += part
    }
    let (context, weights) = (table.context, table.weights)
    if both.challenges { add(weights[.challenges], table.similarity(one, other)) }
    if both.complementarity {
      add(weights[.complementarity], mean(table.coverage(one, other), table.coverage(other, one)))
    }
    add(weights[.size], context.sizeShare(one, other))
    add(weights[.regionClass], context.same(context.regionClass, one, other))
    add(weights[.geography], context.sameCountry(one, other))
    if both.language { add(weights[.language], context.language(one, other)) }
    if both.wishes {
      add(weights[.wishes], mean(context.wish(one, other), context.wish(other, one)))
    }
    guard weight > 0 else { return 0 }
    return sum * (ScoreTable.unit >> 6) / (weight * (ScoreTable.one >> 6))
  }

  @inline(__always)
  private func mean(_ there: Int64?, _ back: Int64?) -> Int64? {
    switch (there, back) {
    case (let there?, let back?): (there + back) / 2
    case (let share?, nil), (nil, let share?): share
    case (nil, nil): nil
    }
  }
}
