import Civic
import Exact
import Testing

@Suite struct `Amounts as text` {
  private func amount(_ value: String, _ currency: String? = nil) throws -> AmountText.Amount {
    AmountText.Amount(
      try #require(ExactDecimal(value)), currency.flatMap { Currency(rawValue: $0) })
  }

  @Test(arguments: [
    ("1.234.567,89 €", "1234567.89", "EUR"), ("€ 1,234,567.89", "1234567.89", "EUR"),
    ("12 000", "12000", nil), ("12\u{A0}000,50", "12000.50", nil), ("12\u{202F}000", "12000", nil),
    ("1'234'567.50 CHF", "1234567.50", "CHF"), ("1’500", "1500", nil), ("72075", "72075", nil),
    ("57.660,00", "57660.00", nil), ("14,415.00", "14415.00", nil), ("0,5", "0.5", nil),
    ("0.125", "0.125", nil), ("1234.567", "1234.567", nil), (".5", "0.5", nil),
    ("1.234.567", "1234567", nil), ("1,234,567", "1234567", nil), ("12 345,678", "12345.678", nil),
    ("МКД 5", "5", "MKD"), ("MKD 1.500.000", "1500000", "MKD"), ("5000 ден.", "5000", "MKD"),
    ("5.000,00 денари", "5000.00", "MKD"), ("120 лв.", "120", "BGN"),
    ("120,50 лева", "120.50", "BGN"),
    ("3 000 lei", "3000", "RON"), ("RON 3000", "3000", "RON"), ("45000 lekë", "45000", "ALL"),
    ("10 euros", "10", "EUR"), ("10 evrov", "10", "EUR"), ("1.500,-", "1500.00", nil),
    ("1'500.– CHF", "1500.00", "CHF"),
    ("-12,50", "-12.50", nil), ("−3", "-3", nil), ("(1,250.00)", "-1250.00", nil),
    ("EUR -5", "-5", "EUR"), ("  7  ", "7", nil), ("1,5 милиони ден.", "1500000", "MKD"),
    ("2.5 million EUR", "2500000", "EUR"), ("600 хил. лв", "600000", "BGN"),
    ("3 mln €", "3000000", "EUR"),
    ("1,2345 mln", "1234500", nil), ("12 tisoč", "12000", nil), ("4 mijë lekë", "4000", "ALL"),
  ])
  func `are read`(text: String, value: String?, currency: String?) throws {
    let expected = try value.map { AmountText.Reading.amount(try amount($0, currency)) }
    #expect(AmountText.parse(text) == expected ?? .unreadable)
  }

  @Test(arguments: [
    "n/a", "1.2.3", "12 00", "1,23,456", "1.234,567.8", "1-2", "5 €€", "EUR 5 MKD", "1,5 mil.",
    "5 M", "€", "12,", "1..2", "99999999999999999999", "10 %", "5 apples", "=A1", "1 234 5", "1e5",
    "million 5", "٣",
  ])
  func `are refused when they are not certain`(text: String) {
    #expect(AmountText.parse(text) == .unreadable)
  }

  @Test(arguments: ["", "  ", "\u{A0}\n"])
  func `may be missing`(text: String) {
    #expect(AmountText.parse(text) == .empty)
  }

  @Test(arguments: [("1.234", "1234", "1.234"), ("12,500 €", "12500", "12.500")])
  func `with one mark before three digits have two readings`(
    text: String, grouped: String, parted: String
  ) throws {
    let currency = text.contains("€") ? "EUR" : nil
    let readings = (try amount(grouped, currency), try amount(parted, currency))
    #expect(AmountText.parse(text) == .ambiguous(likely: readings.0, other: readings.1))
    let isPoint = text.contains(".")
    #expect(
      AmountText.parse(text, decimalMark: isPoint ? .comma : .point) == .amount(readings.0))
    #expect(
      AmountText.parse(text, decimalMark: isPoint ? .point : .comma) == .amount(readings.1))
  }

  @Test func `of millions with three decimals are likely not thousands of millions`() throws {
    #expect(
      AmountText.parse("1,250 mln")
        == .ambiguous(likely: try amount("1250000"), other: try amount("1250000000")))
  }

  @Test(arguments: [
    (["1.234", "2.500,50", ""], AmountText.DecimalMark.comma), (["1.234", "12.5"], .point),
    (["1.000.000", "1.234"], .comma), (["1'000.5"], .point), (["1,000,000 €"], .point),
  ])
  func `of one column tell its decimal mark`(column: [String], mark: AmountText.DecimalMark) {
    #expect(AmountText.decimalMark(in: column) == mark)
  }

  @Test(arguments: [["1.234", "5"], ["1,5", "1.5"], [], ["x"], ["12 000"]])
  func `of one column may not tell its decimal mark`(column: [String]) {
    #expect(AmountText.decimalMark(in: column) == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `are read in every way they can be grouped`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cents = Int64.random(in: 0...99_999_999_999, using: &random)
    let value = ExactDecimal(significand: cents, scale: 2)
    let plain = value.description.split(separator: ".")
    let styles = [(".", ","), (",", "."), (" ", ","), ("'", "."), ("\u{A0}", "."), ("", ",")]
    for (grouping, mark) in styles {
      var whole = ""
      for (index, digit) in plain[0].enumerated() {
        let left = plain[0].count - index
        whole += (index > 0 && left.isMultiple(of: 3) ? grouping : "") + String(digit)
      }
      let text = whole + mark + plain[1]
      #expect(AmountText.parse(text) == .amount(AmountText.Amount(value)), "\(text)")
    }
  }

  @Test func `of cells are their numbers`() throws {
    #expect(AmountText.parse(Cell(.number("-12.5"))) == .amount(try amount("-12.5")))
    #expect(
      AmountText.parse(Cell(.number("0.333333333333333"))) == .amount(try amount("0.333333333333")))
    #expect(AmountText.parse(.text("1,50")) == .amount(try amount("1.50")))
    #expect(AmountText.parse(.empty) == .empty)
    #expect(AmountText.parse(Cell(.formulaError("#REF!"))) == .unreadable)
  }

  @Test(arguments: [
    ("80 %", "80"), ("72,5%", "72.5"), ("80", "80"), ("100.00 %", "100.00"), ("0", "0"),
    ("% 5", "5"), ("101", nil), ("-1", nil), ("80 %%", nil), ("a", nil), ("", nil),
  ])
  func `in percent are from 0 to 100`(text: String, expected: String?) {
    #expect(PercentText.parse(text)?.description == expected)
  }
}
