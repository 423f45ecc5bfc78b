import BigInt
import Exact
import Testing

@Suite struct `A rational number` {
  static func random(using random: inout SeededGenerator) -> Rational {
    let width = Int.random(in: 1...90, using: &random)
    let numerator = BigInt(BigUInt.randomInteger(withMaximumWidth: width, using: &random))
    let denominator = BigUInt.randomInteger(withMaximumWidth: width, using: &random) + 1
    return Rational(Bool.random(using: &random) ? numerator : -numerator, over: BigInt(denominator))
  }

  @Test func `is kept in lowest terms with a positive denominator`() {
    let value = Rational(6, over: -4)
    #expect(value.numerator == -3)
    #expect(value.denominator == 2)
    #expect(Rational(0, over: -7) == .zero)
    #expect(Set([Rational(2, over: 4), Rational(-1, over: -2)]).count == 1)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `obeys the laws of a field`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (
      Self.random(using: &random), Self.random(using: &random), Self.random(using: &random)
    )
    #expect(a + b == b + a)
    #expect(a * b == b * a)
    #expect((a + b) + c == a + (b + c))
    #expect((a * b) * c == a * (b * c))
    #expect(a * (b + c) == a * b + a * c)
    #expect(a + .zero == a)
    #expect(a * .one == a)
    #expect(a + -a == .zero)
    #expect(a - b == -(b - a))
    if !b.isZero { #expect(a / b * b == a) }
    var sum = a
    sum += b
    sum -= c
    #expect(sum == a + b - c)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `is ordered in agreement with its arithmetic`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (a, b, c) = (
      Self.random(using: &random), Self.random(using: &random), Self.random(using: &random)
    )
    #expect([a < b, a == b, a > b].count { $0 } == 1)
    #expect((a < b) == (a - b).isNegative)
    #expect((a < b) == (a + c < b + c))
    if c > .zero { #expect((a < b) == (a * c < b * c)) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `lies between its floor and its ceiling`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let value = Self.random(using: &random)
    let (floor, ceiling) = (value.floor, value.ceiling)
    #expect(Rational(floor) <= value && value < Rational(floor + 1))
    #expect(Rational(ceiling - 1) < value && value <= Rational(ceiling))
    #expect((-value).floor == -ceiling)
    #expect((ceiling == floor) == (value.denominator == 1))
  }

  @Test(arguments: [
    (7, 2, 3, 4), (-7, 2, -4, -3), (6, 2, 3, 3), (-6, 2, -3, -3), (0, 5, 0, 0), (1, 3, 0, 1),
    (-1, 3, -1, 0),
  ])
  func `rounds down and up`(above: Int, below: Int, floor: Int, ceiling: Int) {
    let value = Rational(BigInt(above), over: BigInt(below))
    #expect(value.floor == BigInt(floor))
    #expect(value.ceiling == BigInt(ceiling))
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `has the double nearest to it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let double = Double.random(in: -1e6...1e6, using: &random)
    let exact = Rational(BigInt(double * 0x1p60), over: BigInt(1) << 60)
    #expect(exact.approximation == double)
    let step = Rational(BigInt(double.ulp * 0x1p90), over: BigInt(1) << 90)
    let near = exact + step * Rational(49, over: 100)
    #expect(near.approximation == double)
    let (above, below) = (Int.random(in: -99...99, using: &random), Int.random(in: 1...99))
    #expect(
      Rational(BigInt(above), over: BigInt(below)).approximation == Double(above) / Double(below))
  }

  @Test func `has a double for sizes that no double holds`() {
    let huge = BigInt(1) << 2000
    #expect(Rational(huge, over: 1).approximation == .infinity)
    #expect(Rational(-huge, over: 3).approximation == -.infinity)
    #expect(Rational(1, over: huge).approximation == 0)
    #expect(Rational(huge * 3, over: huge * 2).approximation == 1.5)
    #expect(Rational(huge + 1, over: huge).approximation == 1)
    #expect(Rational(1, over: BigInt(1) << 1074).approximation == .leastNonzeroMagnitude)
  }

  @Test func `reads as a fraction or a whole number`() {
    #expect(Rational(-3, over: 6).description == "-1/2")
    #expect(Rational(12).description == "12")
    #expect(Rational(UInt64.max).description == "18446744073709551615")
  }

  @Test func `cannot have a denominator of zero`() async {
    await #expect(processExitsWith: .failure) {
      _ = Rational(1, over: 0)
    }
  }
}
