import Foundation
import Tracking

/// 1,000 computed indicators over 500 measured ones for 935 cities and 10 years, in memory: checked
/// against the formula of one cell, then timed.
let rows = 935 * 10
let measured = (0..<500).map { IndicatorCode("m\($0)") }
let unit = IndicatorUnit.one
var definitions = measured.map { IndicatorDefinition.measured($0, in: unit) }
for number in 0..<1000 {
  let (a, b, c) = (number % 500, (number * 7 + 3) % 500, (number * 13 + 5) % 500)
  let text = "(m\(a) + m\(b)) / (m\(c) + 1) - mean(m\(a), m\(c))"
  guard let formula = try? Formula.parse(text) else { fatalError("a formula of the benchmark") }
  definitions.append(.computed(IndicatorCode("c\(number)"), by: formula, in: unit))
}
let book = FormulaBook(definitions)
precondition(book.problems.isEmpty && book.order.count == 1000)
var state: UInt64 = 42
func next() -> Double {
  state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
  return Double(state >> 11) * 0x1p-53 * 1000
}
var columns: [IndicatorCode: Column] = [:]
var plain: [IndicatorCode: [Double?]] = [:]
for code in measured {
  let values = (0..<rows).map { $0 % 50 == 7 ? nil : Optional(next()) }
  plain[code] = values
  columns[code] = Column(values, of: code, in: book)
}

func computed() -> [IndicatorCode: Column] { book.columns(from: columns, rows: rows) ?? [:] }

let first = computed()
for number in stride(from: 0, to: 1000, by: 97) {
  let code = IndicatorCode("c\(number)")
  guard let definition = definitions.first(where: { $0.code == code }),
    let formula = definition.formula, let column = first[code]
  else { fatalError("a computed column") }
  for row in stride(from: 0, to: rows, by: 61) {
    let expected = formula.outcome { plain[$0]?[row] ?? nil }
    precondition(book.outcome(row, of: column) == expected, "row \(row) of \(code)")
  }
}
var best = Duration.seconds(1000)
for _ in 0..<5 {
  best = min(best, ContinuousClock().measure { precondition(computed().count == 1000) })
}
var usage = rusage()
getrusage(RUSAGE_SELF, &usage)
print(
  "1,000 formulae x 935 cities x 10 years: \(best), \(usage.ru_maxrss / 1024) MB at most")
