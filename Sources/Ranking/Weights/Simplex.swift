/// Small linear programmes over variables that are not negative.
///
/// A dense tableau with Bland's rule, which cannot cycle; meant for tens of variables and rows.
///
/// Source: Bland (1977), "New finite pivoting rules for the simplex method".
/// <https://doi.org/10.1287/moor.2.2.103>
enum Simplex {
  /// The point that minimises `cost`, with every row at most zero and the chosen variables summing
  /// to one.
  ///
  /// The caller sees to it that there is such a point and that the cost has a least value.
  static func minimise(
    cost: [Double], rowsAtMostZero rows: [[Double]], sumToOne chosen: [Int]
  ) -> [Double] {
    var tableau = Tableau(cost: cost, rows: rows, chosen: chosen)
    tableau.run()
    tableau.leavePhaseOne()
    tableau.run()
    return tableau.solution
  }

  private struct Tableau {
    private var rows: [[Double]]
    private var basis: [Int]
    private var objective: [Double]
    private let cost: [Double]
    private let variables: Int
    private let artificial: Int

    private static let tolerance = 1e-11

    /// Columns: variables, a slack for each row, the artificial variable of the sum, the right side.
    init(cost: [Double], rows: [[Double]], chosen: [Int]) {
      self.cost = cost
      variables = cost.count
      artificial = cost.count + rows.count
      let width = artificial + 2
      var table: [[Double]] = []
      for (index, row) in rows.enumerated() {
        var line = row + [Double](repeating: 0, count: width - variables)
        line[variables + index] = 1
        table.append(line)
      }
      var sum = [Double](repeating: 0, count: width)
      for variable in chosen { sum[variable] = 1 }
      sum[artificial] = 1
      sum[width - 1] = 1
      table.append(sum)
      self.rows = table
      basis = rows.indices.map { cost.count + $0 } + [artificial]
      // Phase one minimises the artificial variable: its reduced costs are minus the sum's row.
      objective = sum.map { -$0 }
      objective[artificial] = 0
    }

    mutating func run() {
      let right = rows[0].count - 1
      for _ in 0..<20_000 {
        guard let entering = (0..<right).first(where: { objective[$0] < -Self.tolerance })
        else { return }
        var leaving: (row: Int, ratio: Double)?
        for (index, row) in rows.enumerated() where row[entering] > Self.tolerance {
          let ratio = row[right] / row[entering]
          guard let best = leaving else {
            leaving = (index, ratio)
            continue
          }
          let isLess = ratio < best.ratio - Self.tolerance
          let isEqual = (ratio - best.ratio).magnitude <= Self.tolerance
          if isLess || (isEqual && basis[index] < basis[best.row]) { leaving = (index, ratio) }
        }
        guard let leaving else { return }
        pivot(row: leaving.row, column: entering)
      }
    }

    /// Puts the true costs in place and forbids the artificial variable to come back.
    mutating func leavePhaseOne() {
      let width = rows[0].count
      for index in rows.indices { rows[index][artificial] = 0 }
      objective = cost + [Double](repeating: 0, count: width - cost.count)
      for (index, variable) in basis.enumerated() where objective[variable] != 0 {
        let factor = objective[variable]
        for column in 0..<width { objective[column] -= factor * rows[index][column] }
      }
    }

    private mutating func pivot(row: Int, column: Int) {
      let divisor = rows[row][column]
      rows[row] = rows[row].map { $0 / divisor }
      let line = rows[row]
      for index in rows.indices where index != row && rows[index][column] != 0 {
        let factor = rows[index][column]
        for place in line.indices { rows[index][place] -= factor * line[place] }
      }
      let factor = objective[column]
      for place in line.indices { objective[place] -= factor * line[place] }
      basis[row] = column
    }

    var solution: [Double] {
      var values = [Double](repeating: 0, count: variables)
      for (index, variable) in basis.enumerated() where variable < variables {
        values[variable] = max(0, rows[index][rows[index].count - 1])
      }
      return values
    }
  }
}
