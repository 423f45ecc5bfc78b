import Exact
import Testing

@testable import Tracking

@Suite struct `Units` {
  private static func random(_ random: inout SeededGenerator) -> IndicatorUnit {
    let names = ["people", "km", "EUR", "m", "h", "year", "%", "1000"]
    var unit = IndicatorUnit.one
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let base = IndicatorUnit.base(names.randomElement(using: &random)!)!
      unit = (Bool.random(using: &random) ? unit.times(base) : unit.over(base))!
    }
    return unit
  }

  @Test(arguments: [
    ("people/km²", "people/km²"), ("EUR * m^-3", "EUR/m³"), ("1", "1"), ("h·h·h", "h³"),
    ("EUR/h/year", "EUR/h/year"), ("1/year", "1/year"), ("km^12", "km^12"), ("%", "%"),
    ("full time posts/1000/people", "full time posts/1000/people"), ("km/km", "1"),
  ])
  func `are read and printed`(text: String, printed: String) {
    #expect(IndicatorUnit.parse(text)?.description == printed)
  }

  @Test(arguments: ["", "/", "a//b", "a*", "km^", "km^x", "km^100", "a-b", "²", "a^2^3"])
  func `are refused when they make no sense`(text: String) {
    #expect(IndicatorUnit.parse(text) == nil)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `form a commutative group and survive printing`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (Self.random(&random), Self.random(&random), Self.random(&random))
    #expect(a.times(b) == b.times(a))
    #expect(a.times(b)?.times(c) == b.times(c)?.times(a))
    #expect(a.times(b)?.over(b) == a)
    #expect(a.over(a) == .one)
    #expect(a.times(.one) == a)
    #expect(IndicatorUnit.parse(a.description) == a)
  }

  @Test func `stop growing instead of overflowing`() {
    var unit: IndicatorUnit? = IndicatorUnit.base("km")
    for _ in 0..<100 { unit = unit.flatMap { $0.times($0) } }
    #expect(unit == nil)
  }
}
