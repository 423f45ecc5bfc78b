/// A linear program over starts within a search tree: the dual simplex method with bounds, on a
/// dense tableau without the basic columns, which a child takes over from its parent.
///
/// Whatever the tableau's rounding, a bound is computed from the rows themselves by weak duality,
/// which holds for any prices.
///
/// Source: Koberstein (2005), "The dual simplex method, techniques for a fast and stable
/// implementation". <https://doi.org/10.17619/UNIPB/1-33>
struct StartSimplex {
  enum Outcome { case optimal, infeasible, cutOff, unfinished }

  let cost: [Double]
  private let count: Int
  /// Bounds of the starts, then of the slacks of the groups.
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  /// The starts' values, also of those that have left the tableau.
  private(set) var point: [Double]
  /// Variables out of the basis, by column: a start, or `count` + the number of a row.
  private var outside: [Int]
  private var isAtUpper: [Bool]
  private var reduced: [Double]
  /// The basic variable of each row of the tableau, and its value.
  private var basic: [Int]
  private var value: [Double]
  private var tableau: [Double]
  private var width: Int
  private(set) var known: Set<Int>
  private(set) var objective = 0.0

  init(_ rows: StartRows, cost: [Double]) {
    (self.cost, count) = (cost, rows.columns)
    lower = [Double](repeating: 0, count: count + rows.groups)
    upper = [Double](repeating: 1, count: count + rows.groups)
    outside = Array(0..<count)
    isAtUpper = cost.map { $0 > 0 }
    point = cost.map { $0 > 0 ? 1 : 0 }
    reduced = cost
    (basic, value, tableau, width, known) = ([], [], [], count, [])
    objective = zip(cost, point).reduce(0) { $0 + $1.0 * $1.1 }
    for row in 0..<rows.groups { add(row, of: rows) }
  }

  private func bounds(of variable: Int) -> (lower: Double, upper: Double) {
    variable < lower.count ? (lower[variable], upper[variable]) : (0, .infinity)
  }

  /// Takes a row into the tableau, with its slack as basic variable.
  mutating func add(_ index: Int, of rows: StartRows) {
    guard known.insert(index).inserted else { return }
    let row = rows.rows[index]
    var use = [Double](repeating: 0, count: count)
    var slack = row.limit
    for (column, coefficient) in zip(row.columns, row.coefficients) {
      use[Int(column)] = coefficient
      slack -= coefficient * point[Int(column)]
    }
    var line = outside.map { $0 < count ? use[$0] : 0 }
    for (place, variable) in basic.enumerated() where variable < count && use[variable] != 0 {
      let (factor, base) = (use[variable], place * width)
      for column in 0..<width { line[column] -= factor * tableau[base + column] }
    }
    basic.append(count + index)
    value.append(slack)
    tableau += line
  }

  // MARK: Bounds of variables

  /// Narrows a variable's bounds; the values follow.
  mutating func narrow(_ variable: Int, _ low: Double, _ high: Double) {
    let before = (lower: lower[variable], upper: upper[variable])
    (lower[variable], upper[variable]) = (low, high)
    // A basic variable is brought within its bounds by the next pivots.
    guard let column = outside.firstIndex(of: variable) else { return }
    let now = isAtUpper[column] ? before.upper : before.lower
    let wanted = isAtUpper[column] ? high : low
    if low == high { isAtUpper[column] = reduced[column] > 0 }
    if wanted != now { shift(column, by: wanted - now) }
  }

  private mutating func shift(_ column: Int, by change: Double) {
    for row in basic.indices {
      let factor = tableau[row * width + column]
      if factor != 0 {
        value[row] -= factor * change
        if basic[row] < count { point[basic[row]] = value[row] }
      }
    }
    if outside[column] < count { point[outside[column]] += change }
    objective += reduced[column] * change
  }

  /// Takes fixed starts out of the tableau, and rows that cannot bind.
  mutating func shrink() {
    let kept = outside.indices.filter {
      outside[$0] >= count || lower[outside[$0]] < upper[outside[$0]]
    }
    let rows = basic.indices.filter { basic[$0] < lower.count || value[$0] < 0.2 }
    guard kept.count < width || rows.count < basic.count else { return }
    var next: [Double] = []
    next.reserveCapacity(kept.count * rows.count)
    for row in rows {
      let base = row * width
      for column in kept { next.append(tableau[base + column]) }
    }
    for row in basic.indices where basic[row] >= lower.count && value[row] >= 0.2 {
      known.remove(basic[row] - count)
    }
    basic = rows.map { basic[$0] }
    value = rows.map { value[$0] }
    tableau = next
    outside = kept.map { outside[$0] }
    isAtUpper = kept.map { isAtUpper[$0] }
    reduced = kept.map { reduced[$0] }
    width = kept.count
  }

  // MARK: Pivots

  /// Goes on to the optimum, or until no choice can be worth more than `cutoff`.
  mutating func solve(above cutoff: Double, atMost limit: Int, _ rows: StartRows) -> Outcome {
    objective = zip(cost, point).reduce(0) { $0 + $1.0 * $1.1 }
    for _ in 0..<limit {
      if objective <= cutoff { return .cutOff }
      guard let row = leaving() else { return .optimal }
      guard pivot(on: row) else {
        return isProvedInfeasible(row, rows) ? .infeasible : .unfinished
      }
    }
    return .unfinished
  }

  /// The row that is furthest outside its bounds.
  private func leaving() -> Int? {
    var best: (row: Int, excess: Double)?
    for row in basic.indices {
      let (low, high) = bounds(of: basic[row])
      let excess = max(low - value[row], value[row] - high)
      if excess > 1e-7, excess > best?.excess ?? 0 { best = (row, excess) }
    }
    return best?.row
  }

  private mutating func pivot(on row: Int) -> Bool {
    let (low, high) = bounds(of: basic[row])
    let rises = value[row] < low
    let target = rises ? low : high
    var lack = rises ? low - value[row] : value[row] - high
    let base = row * width
    var candidates: [(column: Int, ratio: Double, size: Double)] = []
    for column in 0..<width {
      let entry = rises ? -tableau[base + column] : tableau[base + column]
      let size = isAtUpper[column] ? -entry : entry
      guard size > 1e-9 else { continue }
      let variable = outside[column]
      if variable < lower.count, lower[variable] == upper[variable] { continue }
      let price = isAtUpper[column] ? reduced[column] : -reduced[column]
      candidates.append((column, max(0, price) / size, size))
    }
    let reach = candidates.reduce(0.0) { sum, candidate in
      let (low, high) = bounds(of: outside[candidate.column])
      return sum + candidate.size * (high - low)
    }
    // All of them together would not do.
    guard reach > lack - 1e-8, !candidates.isEmpty else { return false }
    candidates.sort {
      if $0.ratio != $1.ratio { return $0.ratio < $1.ratio }
      return $0.size != $1.size ? $0.size > $1.size : $0.column < $1.column
    }
    var place = 0
    while place + 1 < candidates.count {
      let (column, _, size) = candidates[place]
      let (low, high) = bounds(of: outside[column])
      let left = lack - size * (high - low)
      if left <= 1e-9 {
        if size > 1e-7 { break }
      } else {
        shift(column, by: isAtUpper[column] ? low - high : high - low)
        isAtUpper[column].toggle()
        lack = left
      }
      place += 1
    }
    exchange(row, candidates[place].column, to: target, leavesAtUpper: !rises)
    return true
  }

  private mutating func exchange(_ row: Int, _ column: Int, to target: Double, leavesAtUpper: Bool)
  {
    let pivot = tableau[row * width + column]
    let step = (value[row] - target) / pivot
    let (entering, leaving) = (outside[column], basic[row])
    let (low, high) = bounds(of: entering)
    let start = isAtUpper[column] ? high : low
    shift(column, by: step)
    value[row] = start + step
    if leaving < count { point[leaving] = target }
    if entering < count { point[entering] = start + step }
    (basic[row], outside[column]) = (entering, leaving)
    isAtUpper[column] = leavesAtUpper
    eliminate(row, column, pivot)
  }

  private mutating func eliminate(_ row: Int, _ column: Int, _ pivot: Double) {
    let (width, height) = (width, basic.count)
    let inverse = 1 / pivot
    let price = reduced[column]
    let base = row * width
    // Rows are sparse: only where the pivot's row has something does anything change.
    var used: [Int] = []
    for place in 0..<width {
      tableau[base + place] *= inverse
      if place != column, tableau[base + place].magnitude > 1e-13 { used.append(place) }
    }
    tableau[base + column] = inverse
    let isDense = used.count * 3 > width
    tableau.withUnsafeMutableBufferPointer { tableau in
      used.withUnsafeBufferPointer { used in
        let line = tableau.baseAddress! + base
        for other in 0..<height where other != row {
          let target = tableau.baseAddress! + other * width
          let factor = target[column]
          guard factor != 0 else { continue }
          if isDense {
            for place in 0..<width { target[place] -= factor * line[place] }
          } else {
            for place in used { target[place] -= factor * line[place] }
          }
          target[column] = -factor * inverse
        }
      }
    }
    for place in used { reduced[place] -= price * tableau[base + place] }
    reduced[column] = -price * inverse
  }

  // MARK: What is proved

  /// An upper bound of the value of all points within the bounds and rows, from the prices that
  /// the tableau has; and what each start and group would cost more.
  func bound(_ rows: StartRows) -> (bound: Double, reduced: [Double], group: [Double]) {
    var prices: [(row: Int, price: Double)] = []
    for column in outside.indices where outside[column] >= count {
      prices.append((outside[column] - count, -reduced[column]))
    }
    return weakDual(cost, prices, rows)
  }

  private func weakDual(
    _ cost: [Double], _ prices: [(row: Int, price: Double)], _ rows: StartRows
  ) -> (bound: Double, reduced: [Double], group: [Double]) {
    var rest = cost
    var group = [Double](repeating: 0, count: rows.groups)
    var sum = 0.0
    for (index, price) in prices {
      if index >= rows.groups, price <= 0 { continue }
      let row = rows.rows[index]
      sum += price * row.limit
      for term in row.columns.indices {
        rest[Int(row.columns[term])] -= price * row.coefficients[term]
      }
      if index < rows.groups {
        group[index] = -price
        sum += max(-price * lower[count + index], -price * upper[count + index])
      }
    }
    for start in 0..<count { sum += max(rest[start] * lower[start], rest[start] * upper[start]) }
    return (sum, rest, group)
  }

  /// Whether a row of the tableau that no bound can satisfy proves that no point is left.
  private func isProvedInfeasible(_ row: Int, _ rows: StartRows) -> Bool {
    let (low, _) = bounds(of: basic[row])
    let sign: Double = value[row] < low ? -1 : 1
    var prices: [(row: Int, price: Double)] = []
    if basic[row] >= count { prices.append((basic[row] - count, sign)) }
    for column in outside.indices where outside[column] >= count {
      prices.append((outside[column] - count, sign * tableau[row * width + column]))
    }
    let zero = [Double](repeating: 0, count: count)
    return [sign, -sign].contains { direction in
      weakDual(zero, prices.map { ($0.row, $0.price * direction * sign) }, rows).bound < -1e-7
    }
  }
}
