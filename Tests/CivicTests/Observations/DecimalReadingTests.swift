import Civic
import Exact
import Testing

@Suite struct `Decimal numbers in sources` {
  private func read(_ text: String) -> DecimalReading { DecimalReading(Array(text.utf8)[...]) }

  private func decimal(_ text: String) throws -> ExactDecimal {
    try #require(ExactDecimal(text))
  }

  @Test(arguments: [
    ("0", "0"), ("-0.50", "-0.50"), ("+7", "7"), (".5", "0.5"), ("1539848.0", "1539848.0"),
    ("1e3", "1000"), ("1.25E1", "12.5"), ("120e-2", "1.20"), ("0e999999999999", "0"),
    ("9223372036854775807", "9223372036854775807"), ("0.000000000001", "0.000000000001"),
    ("1.2300000000000000000000", "1.230000000000"), ("1234567890123456789012e-22", "0.1234567890"),
  ])
  func `are kept as written`(text: String, value: String) throws {
    let reading = read(text)
    if text.hasPrefix("1234567890") {
      guard case .rounded = reading else {
        Issue.record("\(reading)")
        return
      }
    } else {
      #expect(reading == .exact(try decimal(value)))
    }
  }

  @Test(arguments: [
    ("0.1234567890125", "0.123456789012"), ("0.1234567890135", "0.123456789014"),
    ("0.12345678901250001", "0.123456789013"), ("1e-13", "0.000000000000"),
    ("6e-13", "0.000000000001"), ("-6e-13", "-0.000000000001"), ("5e-100", "0.000000000000"),
    ("123456789.123456789012", "123456789.1234567890"),
    ("0.99999999999999999999", "1.000000000000"),
  ])
  func `are rounded half to even when they have too many digits`(
    text: String, value: String
  ) throws {
    #expect(read(text) == .rounded(try decimal(value)))
  }

  @Test(arguments: [
    "9223372036854775808", "1e19", "1e999999999999999999999", "-99999999999999999999",
  ])
  func `are too large beyond 64 bits`(text: String) {
    #expect(read(text) == .tooLarge)
  }

  @Test(arguments: [
    "", "-", ".", "1.", "e5", "1e", "1e+", "1,5", "0x10", " 1", "1 ", "NaN", "--1", "１",
  ])
  func `are none in any other form`(text: String) {
    #expect(read(text) == .notANumber)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `agree with exact arithmetic`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let significand = Int64.random(in: -999_999_999...999_999_999, using: &random)
    let scale = Int.random(in: 0...12, using: &random)
    let value = ExactDecimal(significand: significand, scale: scale)
    #expect(read(value.description) == .exact(value))
    let shift = Int.random(in: -3...3, using: &random)
    guard case .exact(let shifted) = read("\(value)e\(shift)") else { return }
    var expected = value.rational
    for _ in 0..<abs(shift) {
      expected = shift > 0 ? expected * Rational(10) : expected / Rational(10)
    }
    #expect(shifted.rational == expected)
  }
}
