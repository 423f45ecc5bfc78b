/// Scores one city with many others at once.
///
/// The same numbers as ``ScoreTable/score(_:_:)``, part after part over all of them.
struct RowScorer {
  /// The scores of the last row with the columns from the first asked for.
  private(set) var scores: [Int32]
  let columns: [Int]
  private let table: ScoreTable
  private let place: [Int32]
  private var sums: [Int64]
  private var weights: [Int64]
  /// Whether challenges are all that is known, so that no weights are to be compared.
  private let isChallengesOnly: Bool

  init(_ table: ScoreTable, columns: [Int]) {
    self.table = table
    self.columns = columns
    var place = [Int32](repeating: -1, count: table.cities.count)
    for (index, column) in columns.enumerated() { place[column] = Int32(index) }
    self.place = place
    scores = [Int32](repeating: 0, count: columns.count)
    sums = [Int64](repeating: 0, count: columns.count)
    weights = sums
    isChallengesOnly =
      ScorePart.allCases.allSatisfy { $0 == .challenges || !table.isUsed($0) }
      && table.challenges.unknown.isEmpty && table.weights[.challenges] > 0
  }

  /// Scores a row with the columns from one place on; pairs that may not be get
  /// ``ScoreTable/forbidden``.
  mutating func fill(_ row: Int, from first: Int) {
    if isChallengesOnly {
      fillChallenges(row, from: first)
    } else {
      for index in first..<columns.count { (sums[index], weights[index]) = (0, 0) }
      addTopics(row, from: first)
      addContext(row, from: first)
      for index in first..<columns.count {
        let weight = weights[index]
        scores[index] =
          weight == 0
          ? 0
          : Int32(
            truncatingIfNeeded: sums[index] * (ScoreTable.unit >> 6)
              / (weight * (ScoreTable.one >> 6)))
      }
    }
    forbid(row, from: first)
  }

  private mutating func fillChallenges(_ row: Int, from first: Int) {
    let matrix = table.challenges
    guard matrix.isKnown[row] else {
      for index in first..<columns.count { scores[index] = 0 }
      return
    }
    let width = matrix.width
    scores.withUnsafeMutableBufferPointer { scores in
      columns.withUnsafeBufferPointer { columns in
        matrix.values.withUnsafeBufferPointer { values in
          guard let start = values.baseAddress else { return }
          let mine = start + row * width
          for index in first..<columns.count {
            let dot = TopicMatrix.dot(mine, start + columns[index] * width, width)
            let share = min(dot, ScoreTable.one)
            scores[index] = Int32(truncatingIfNeeded: (share * (ScoreTable.unit >> 6)) >> 22)
          }
        }
      }
    }
  }

  private mutating func addTopics(_ row: Int, from first: Int) {
    let challenges = table.weights[.challenges]
    if table.isUsed(.challenges) {
      for index in first..<columns.count {
        guard let share = table.similarity(row, columns[index]) else { continue }
        sums[index] += challenges * share
        weights[index] += challenges
      }
    }
    let complementarity = table.weights[.complementarity]
    if table.isUsed(.complementarity) {
      for index in first..<columns.count {
        let (there, back) = (
          table.coverage(row, columns[index]), table.coverage(columns[index], row)
        )
        guard let share = ScoreTable.mean(there, back) else { continue }
        sums[index] += complementarity * share
        weights[index] += complementarity
      }
    }
  }

  private mutating func addContext(_ row: Int, from first: Int) {
    let context = table.context
    add(.size, from: first) { context.sizeShare(row, $0) }
    add(.regionClass, from: first) { context.same(context.regionClass, row, $0) }
    add(.geography, from: first) { context.sameCountry(row, $0) }
    add(.language, from: first) { context.language(row, $0) }
    add(.wishes, from: first) { ScoreTable.mean(context.wish(row, $0), context.wish($0, row)) }
  }

  @inline(__always)
  private mutating func add(_ part: ScorePart, from first: Int, _ share: (Int) -> Int64?) {
    guard table.isUsed(part) else { return }
    let weight = table.weights[part]
    for index in first..<columns.count {
      guard let share = share(columns[index]) else { continue }
      sums[index] += weight * share
      weights[index] += weight
    }
  }

  private mutating func forbid(_ row: Int, from first: Int) {
    func forbid(_ column: Int) {
      let index = Int(place[column])
      if index >= first { scores[index] = Int32(ScoreTable.forbidden) }
    }
    forbid(row)
    for column in table.barred[row] { forbid(Int(column)) }
    guard table.isAcrossGroups else { return }
    let groups = table.context.group
    for index in first..<columns.count where groups[columns[index]] == groups[row] {
      scores[index] = Int32(ScoreTable.forbidden)
    }
  }
}
