/// All rules as rows over starts: `use · x ≤ limit`, each scaled so that its largest entry is 1.
///
/// The first rows are those of an action that starts once at most.
struct StartRows: Sendable {
  struct Row: Sendable {
    var columns: [Int32]
    var coefficients: [Double]
    var limit: Double
  }

  let columns: Int
  private(set) var rows: [Row] = []
  /// How many rows say that an action starts once at most; their slack is 0 or 1.
  let groups: Int
  /// For each action its row, or -1 when it has one start or none.
  let group: [Int]

  init(_ program: InvestmentProgram, money: [AggregateRow]) {
    columns = program.offers.count
    var group = [Int](repeating: -1, count: program.offersOf.count)
    var count = 0
    for (action, offers) in program.offersOf.enumerated() where offers.count > 1 {
      group[action] = count
      count += 1
      rows.append(
        Row(
          columns: offers.map { Int32($0) },
          coefficients: [Double](repeating: 1, count: offers.count), limit: 1))
    }
    (self.group, groups) = (group, count)
    for row in program.program.rows {
      if case .oneStart = row.rule { continue }
      guard row.columns.allSatisfy({ $0 < columns }) else { continue }
      if row.upper.isFinite { add(row.columns, row.coefficients, row.upper) }
      if row.lower.isFinite { add(row.columns, row.coefficients.map { -$0 }, -row.lower) }
    }
    for row in money { add(row) }
  }

  mutating func add(_ row: AggregateRow) {
    let used = row.use.indices.filter { row.use[$0] != 0 }
    add(used.map { Int32($0) }, used.map { row.use[$0] }, row.limit)
  }

  private mutating func add(_ columns: [Int32], _ coefficients: [Double], _ limit: Double) {
    var scale = 1.0
    // A power of two, so that nothing is rounded.
    let largest = coefficients.reduce(0) { max($0, $1.magnitude) }
    while largest * scale > 1 { scale /= 2 }
    while largest > 0, largest * scale <= 0.5 { scale *= 2 }
    rows.append(
      Row(columns: columns, coefficients: coefficients.map { $0 * scale }, limit: limit * scale))
  }

  /// Forbids one choice of starts, and no other.
  mutating func forbid(_ chosen: [Int]) {
    var signs = [Double](repeating: -1, count: columns)
    for start in chosen { signs[start] = 1 }
    add((0..<Int32(columns)).map { $0 }, signs, Double(chosen.count - 1))
  }

  mutating func remove(_ places: [Int]) {
    for place in places.reversed() { rows.remove(at: place) }
  }

  /// The rows from `first` on that a point breaks most, at most so many.
  func broken(by point: [Double], from first: Int, atMost count: Int) -> [Int] {
    var found: [(row: Int, excess: Double)] = []
    point.withUnsafeBufferPointer { point in
      for index in first..<rows.count {
        let row = rows[index]
        var sum = -row.limit
        row.columns.withUnsafeBufferPointer { columns in
          row.coefficients.withUnsafeBufferPointer { coefficients in
            for term in columns.indices { sum += coefficients[term] * point[Int(columns[term])] }
          }
        }
        if sum > 1e-6 { found.append((index, sum)) }
      }
    }
    found.sort { $0.excess > $1.excess }
    return found.prefix(count).map(\.row)
  }
}
