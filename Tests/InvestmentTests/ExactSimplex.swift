import BigInt
import Exact

/// Whether linear conditions on variables that are not negative can all be kept, in exact
/// fractions: phase one of the simplex method, with Bland's rule against going round in circles.
struct ExactSimplex {
  private var conditions: [(terms: [Int: Rational], limit: Rational, isEqual: Bool)] = []
  private var variables = 0

  mutating func add(_ terms: [(Int, Rational)], atMost limit: Rational) {
    append(terms, limit, isEqual: false)
  }

  mutating func add(_ terms: [(Int, Rational)], equal value: Rational) {
    append(terms, value, isEqual: true)
  }

  private mutating func append(_ terms: [(Int, Rational)], _ limit: Rational, isEqual: Bool) {
    var sums: [Int: Rational] = [:]
    for (variable, coefficient) in terms {
      sums[variable] = (sums[variable] ?? .zero) + coefficient
      variables = max(variables, variable + 1)
    }
    conditions.append((sums, limit, isEqual))
  }

  var isFeasible: Bool {
    let rows = conditions.count
    let width = variables + 2 * rows
    var table: [[Rational]] = []
    var basis: [Int] = []
    for (row, condition) in conditions.enumerated() {
      var line = [Rational](repeating: .zero, count: width + 1)
      for (variable, coefficient) in condition.terms { line[variable] = coefficient }
      if !condition.isEqual { line[variables + row] = .one }
      line[width] = condition.limit
      if condition.limit.isNegative { line = line.map { -$0 } }
      let startsInSlack = !condition.isEqual && !condition.limit.isNegative
      if !startsInSlack { line[variables + rows + row] = .one }
      basis.append(variables + (startsInSlack ? row : rows + row))
      table.append(line)
    }
    let firstArtificial = variables + rows
    while true {
      // What is left of the artificial variables, and how each column would lower it.
      let artificial = basis.indices.filter { basis[$0] >= firstArtificial }
      let rest = artificial.reduce(Rational.zero) { $0 + table[$1][width] }
      if rest.isZero { return true }
      let entering = (0..<firstArtificial).first { column in
        artificial.reduce(Rational.zero) { $0 + table[$1][column] } > .zero
      }
      guard let entering else { return false }
      var leaving: Int?
      for row in table.indices where table[row][entering] > .zero {
        guard let best = leaving else {
          leaving = row
          continue
        }
        let (ratio, least) = (
          table[row][width] / table[row][entering], table[best][width] / table[best][entering]
        )
        if ratio < least || (ratio == least && basis[row] < basis[best]) { leaving = row }
      }
      guard let leaving else { return true }
      let pivot = table[leaving][entering]
      table[leaving] = table[leaving].map { $0 / pivot }
      for row in table.indices where row != leaving && !table[row][entering].isZero {
        let factor = table[row][entering]
        table[row] = zip(table[row], table[leaving]).map { $0 - factor * $1 }
      }
      basis[leaving] = entering
    }
  }
}
