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
/// SplitMix64: the same values on every machine.
struct Values {
  var state: UInt64 = 42

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53 * 1000
  }
}

var random = Values()
var columns: [IndicatorCode: Column] = [:]
var plain: [IndicatorCode: [Double?]] = [:]
for code in measured {
  let values = (0..<rows).map { $0 % 50 == 7 ? nil : Optional(random.next()) }
  plain[code] = values
  columns[code] = Column(values, of: code, in: book)
}

let computed = { book.columns(from: columns, rows: rows) ?? [:] }
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
let peak = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  .split(separator: "\n").first { $0.hasPrefix("VmHWM") }
print("1,000 formulae x 935 cities x 10 years: \(best), \(peak ?? "memory not known")")
