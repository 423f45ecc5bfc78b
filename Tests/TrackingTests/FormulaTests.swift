import Exact
import Testing

@testable import Tracking

@Suite struct `Formulae` {
  private static func outcome(_ text: String, _ values: [IndicatorCode: Double]) throws
    -> FormulaOutcome
  {
    try Formula.parse(text).outcome { values[$0] }
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("24 / 4 / 2", 3), ("--2", 2),
    ("-2 * -3", 6), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("sum(1, 2, 3)", 6),
    ("mean(1, 2, 6)", 3), ("abs(-4)", 4), ("percent(1, 4)", 25), ("1e3 + 2.5E-1", 1000.25),
    ("per(a, b, 1000)", 250), ("[a] / b", 0.25), ("min(1)", 1),
  ])
  func `give what they say`(text: String, value: Double) throws {
    #expect(try Self.outcome(text, ["a": 2, "b": 8]) == .value(value))
  }

  @Test func `say what is missing, divided by zero or beyond the largest number`() throws {
    #expect(try Self.outcome("a + b * c", ["a": 1, "c": 1]) == .missing("b"))
    #expect(try Self.outcome("a / b", ["a": 1, "b": 0]) == .divisionByZero)
    #expect(try Self.outcome("per(a, b, 10)", ["a": 0, "b": 0]) == .divisionByZero)
    #expect(try Self.outcome("a * a", ["a": 1e200]) == .notFinite)
    #expect(try Self.outcome("a", ["a": .nan]) == .notFinite)
    #expect(try Self.outcome("(1 / 0) + a", [:]) == .divisionByZero)
    #expect(try Self.outcome("mean(a, b)", ["a": 1]) == .missing("b"))
  }

  @Test(
    arguments: [
      ("", .empty), ("  ", .empty), ("1 +", .unexpectedEnd), ("(1", .unexpectedEnd),
      ("1 2", .unexpected("2", at: 2)), ("1 + )", .unexpected(")", at: 4)),
      ("2 * foo(1)", .unknownFunction("foo", at: 4)),
      ("abs(1, 2)", .argumentCount(function: "abs", found: 2, at: 0)),
      ("per(1, 2)", .argumentCount(function: "per", found: 2, at: 0)),
      ("per(1, 2, a)", .basisNotConstant(at: 10)), ("per(1, 2, 0)", .basisNotConstant(at: 10)),
      ("per(1, 2, 1.5)", .basisNotConstant(at: 10)), ("min()", .unexpected(")", at: 4)),
      ("a + [b", .unclosedReference(at: 4)), ("[]", .emptyReference(at: 0)),
      ("[a[b]", .unexpected("[", at: 2)), ("1e999", .numberOutOfRange(at: 0)),
      ("1.", .unexpectedEnd), ("1..2", .unexpectedEnd), ("3 {km", .unclosedUnit(at: 2)),
      ("3 {a//b}", .notAUnit("a//b", at: 2)), ("a = b", .unexpected("=", at: 2)),
      ("1 + + 2", .unexpected("+", at: 4)),
    ] as [(String, FormulaError)])
  func `are refused with the place of the error`(text: String, error: FormulaError) {
    #expect(throws: error) { try Formula.parse(text) }
  }

  @Test func `stand any nesting without running out of stack`() throws {
    let open = String(repeating: "(", count: 4000)
    #expect(throws: FormulaError.tooDeep(limit: 64, at: 64)) { try Formula.parse(open + "1") }
    let signs = String(repeating: "-", count: 9000)
    #expect(try Self.outcome(signs + "1", [:]) == .value(1))
    #expect(throws: FormulaError.tooLong(limit: 10_000)) {
      try Formula.parse(String(repeating: "1", count: 10_001))
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `are the same after printing and reading`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let formula = Formula.random(steps: Int.random(in: 1...30, using: &random), using: &random)
    #expect(try Formula.parse(formula.description) == formula)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `answer for any expression and any values, all at once as one by one`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let formula = Formula.random(steps: Int.random(in: 1...40, using: &random), using: &random)
    let special: [Double?] = [
      nil, 0, -0.0, 1, -3, 1e308, -1e308, Double.leastNonzeroMagnitude, .nan, .infinity,
    ]
    let rows = 600
    let values = Dictionary(
      uniqueKeysWithValues: formula.references.map { code in
        (code, (0..<rows).map { _ in special.randomElement(using: &random)! })
      })
    let book = FormulaBook(
      formula.references.map { .measured($0, in: .one) }
        + [.computed("result", by: formula.withoutUnits)])
    let columns = values.map { ($0, Column($1, of: $0, in: book)) }
    let table = book.columns(from: Dictionary(uniqueKeysWithValues: columns), rows: rows)
    guard let column = table?["result"] else {
      // Units do not fit, whatever the values.
      #expect(book.problems["result"] != nil)
      return
    }
    for row in 0..<rows {
      #expect(book.outcome(row, of: column) == formula.outcome { values[$0]![row] })
    }
  }

  @Test(arguments: 0..<2000 as Range<UInt64>)
  func `are refused or read whatever the text`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = Array("1a+-*/()[],{}e.² ").map(String.init) + ["min(", "per("]
    let text = (0..<Int.random(in: 0...14, using: &random))
      .map { _ in pieces.randomElement(using: &random)! }.joined()
    if let formula = try? Formula.parse(text) {
      #expect(throws: Never.self) { try Formula.parse(formula.description) }
      _ = formula.outcome { _ in 1 }
    }
  }
}

extension Formula {
  /// The same computation where every unit fits.
  fileprivate var withoutUnits: Formula {
    Formula(
      steps: steps.map {
        switch $0 {
        case .number(let number, _): .number(number, .one)
        default: $0
        }
      })!
  }
}
