import BigInt
import Exact
import Foundation
import Testing

@Suite struct `An exact decimal` {
  @Test(arguments: [
    ("57.50", 5750, 2), ("0", 0, 0), ("-0.05", -5, 2), ("+12", 12, 0), ("007.1", 71, 1),
    ("9223372036854775807", .max, 0), ("-9223372036854775808", .min, 0),
    ("-9223372.036854775808", .min, 12), ("0.000000000001", 1, 12),
  ])
  func `is read from plain notation`(text: String, significand: Int64, scale: Int) throws {
    let value = try #require(ExactDecimal(text))
    #expect(value == ExactDecimal(significand: significand, scale: scale))
  }

  @Test(arguments: [
    "", "-", "+", ".", "1.", ".5", "1..2", "1.2.3", "1,5", "1e3", " 1", "1 ", "+-1", "--1", "٣",
    "0x10", "1_000", "NaN", "9223372036854775808", "-9223372036854775809", "0.0000000000001",
    "1\u{301}", "\u{2212}1",
  ])
  func `refuses anything else`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `keeps its form and value through text`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bits = Int.random(in: 0...63, using: &random)
    let significand = Int64(bitPattern: random.next()) >> Int64(bits)
    let value = ExactDecimal(
      significand: significand, scale: .random(in: 0...12, using: &random))
    #expect(ExactDecimal(value.description) == value)
    #expect(value.rational * Rational(BigInt(10).power(value.scale)) == Rational(significand))
  }

  @Test func `is equal only when written alike, while amounts compare by value`() throws {
    let (short, long) = (try #require(ExactDecimal("57.5")), try #require(ExactDecimal("57.50")))
    #expect(short != long)
    #expect(short.rational == long.rational)
  }

  @Test func `is written with a zero before the point`() {
    #expect(ExactDecimal(significand: -5, scale: 3).description == "-0.005")
    #expect(ExactDecimal(significand: 0, scale: 2).description == "0.00")
    #expect(ExactDecimal(significand: .min, scale: 2).description == "-92233720368547758.08")
    #expect(ExactDecimal(8).description == "8")
  }

  @Test func `has a nearest double`() {
    #expect(ExactDecimal("0.1")?.approximation == 0.1)
    #expect(ExactDecimal("-2.50")?.approximation == -2.5)
  }

  @Test func `is a string in JSON`() throws {
    let values = [try #require(ExactDecimal("57.50"))]
    let bytes = try JSONEncoder().encode(values)
    #expect(String(decoding: bytes, as: UTF8.self) == #"["57.50"]"#)
    #expect(try JSONDecoder().decode([ExactDecimal].self, from: bytes) == values)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ExactDecimal].self, from: Data(#"["5,1"]"#.utf8))
    }
  }

  @Test func `cannot have more than twelve decimals`() async {
    await #expect(processExitsWith: .failure) {
      _ = ExactDecimal(significand: 1, scale: 13)
    }
  }
}
