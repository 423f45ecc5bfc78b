import BigInt
import Exact
import Foundation
import Testing

@Suite struct `An amount of money` {
  static func euro(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: .euro) }

  @Test func `splits 600,000 EUR evenly over five cities`() {
    let parts = Self.euro(60_000_000).split(into: 5)
    #expect(parts.map(\.decimal) == Array(repeating: "120000.00", count: 5))
  }

  @Test func `splits 72,075 EUR at 80 percent without a cent over the ceiling`() throws {
    let total = Self.euro(7_207_500)
    let fund = try total.share(ofPercent: ExactDecimal(80))
    #expect(fund.decimal == "57660.00")
    #expect(try total.subtracting(fund).decimal == "14415.00")
  }

  @Test func `splits 100.00 over three with the cent to the first`() {
    #expect(Self.euro(10_000).split(into: 3).map(\.decimal) == ["33.34", "33.33", "33.33"])
    #expect(Self.euro(-10_000).split(into: 3).map(\.decimal) == ["-33.34", "-33.33", "-33.33"])
  }

  @Test func `gives cents left over to the largest remainders`() {
    let parts = Self.euro(100).split(byWeights: [1, 2, 4])
    #expect(parts.map(\.minorUnits) == [14, 29, 57])
    #expect(Self.euro(1).split(byWeights: [0, 1, 1]).map(\.minorUnits) == [0, 1, 0])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `splits so that the parts add up exactly`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let amount = Self.euro(
      Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random))
    var weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      BigInt(BigUInt.randomInteger(withMaximumWidth: 80, using: &random))
    }
    weights[0] += 1
    let parts = amount.split(byWeights: weights)
    #expect(try parts.total(in: .euro) == amount)
    let total = weights.reduce(0, +)
    for (part, weight) in zip(parts, weights) {
      let exact = Rational(BigInt(amount.minorUnits) * weight, over: total)
      let error = Rational(part.minorUnits) - exact
      #expect(error < .one && -error < .one, "\(part) is a cent or more from \(exact)")
    }
    let even = amount.split(into: weights.count).map(\.minorUnits)
    let (low, high) = (try #require(even.min()), try #require(even.max()))
    #expect(high == low || high == low + 1)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, .max])
  func `splits the largest and smallest amounts`(minorUnits: Int64) throws {
    let amount = Self.euro(minorUnits)
    #expect(amount.split(into: 1) == [amount])
    #expect(amount.split(byWeights: [0, 5, 0]) == [.zero(.euro), amount, .zero(.euro)])
    #expect(try amount.split(into: 7).total(in: .euro) == amount)
  }

  @Test func `cannot be split without positive weights`() async {
    await #expect(processExitsWith: .failure) {
      _ = Money(minorUnits: 1, currency: .euro).split(byWeights: [0, 0])
    }
    await #expect(processExitsWith: .failure) {
      _ = Money(minorUnits: 1, currency: .euro).split(byWeights: [2, -1])
    }
    await #expect(processExitsWith: .failure) {
      _ = Money(minorUnits: 1, currency: .euro).split(into: 0)
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `never gives a share above the rate`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let amount = Self.euro(
      Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random))
    let percent = ExactDecimal(
      significand: .random(in: 0...10_000_000, using: &random), scale: 5)
    let share = try amount.share(ofPercent: percent)
    let size = Rational(BigInt(share.minorUnits.magnitude))
    let exact = Rational(BigInt(amount.minorUnits.magnitude)) * percent.rational / Rational(100)
    #expect(size <= exact)
    #expect(exact < size + .one)
    #expect(share.isZero || share.isNegative == amount.isNegative)
  }

  @Test func `gives shares of the largest amounts`() throws {
    #expect(try Self.euro(.min).share(ofPercent: ExactDecimal(100)) == Self.euro(.min))
    #expect(try Self.euro(.max).share(ofPercent: ExactDecimal(100)) == Self.euro(.max))
    #expect(try Self.euro(.max).share(ofPercent: ExactDecimal(0)).isZero)
    #expect(try Self.euro(101).share(ofPercent: ExactDecimal(-50)) == Self.euro(-50))
    #expect(throws: MoneyError.overflow) {
      try Self.euro(.max).share(ofPercent: ExactDecimal(101))
    }
  }

  @Test func `adds and subtracts exactly or not at all`() throws {
    #expect(try Self.euro(5).adding(Self.euro(-7)) == Self.euro(-2))
    #expect(try Self.euro(5).subtracting(Self.euro(7)) == Self.euro(-2))
    #expect(throws: MoneyError.overflow) { try Self.euro(.max).adding(Self.euro(1)) }
    #expect(throws: MoneyError.overflow) { try Self.euro(.min).adding(Self.euro(-1)) }
    #expect(throws: MoneyError.overflow) { try Self.euro(.min).subtracting(Self.euro(1)) }
    #expect(throws: MoneyError.overflow) { try Self.euro(0).subtracting(Self.euro(.min)) }
  }

  @Test func `of different currencies is never mixed`() throws {
    let lek = try #require(Currency(rawValue: "ALL"))
    let error = MoneyError.currenciesDiffer(.euro, lek)
    #expect(throws: error) { try Self.euro(1).adding(.zero(lek)) }
    #expect(throws: error) { try Self.euro(1).subtracting(.zero(lek)) }
    #expect(throws: error) { try [Self.euro(1), .zero(lek)].total(in: .euro) }
  }

  @Test func `is summed whatever the order, as long as the sum fits`() throws {
    let amounts = [Self.euro(.max), Self.euro(1), Self.euro(-1)]
    #expect(try amounts.total(in: .euro) == Self.euro(.max))
    #expect(try [Money]().total(in: .euro) == .zero(.euro))
    #expect(throws: MoneyError.overflow) { try amounts.prefix(2).total(in: .euro) }
  }

  @Test(arguments: [("EUR", "-0.05"), ("JPY", "-5"), ("TND", "-0.005"), ("CLF", "-0.0005")])
  func `is written with the digits of its currency`(code: String, text: String) throws {
    let currency = try #require(Currency(rawValue: code))
    #expect(Money(minorUnits: -5, currency: currency).decimal == text)
  }

  @Test func `keeps its value through JSON`() throws {
    let amount = Self.euro(.min)
    let bytes = try JSONEncoder().encode(amount)
    #expect(try JSONDecoder().decode(Money.self, from: bytes) == amount)
  }
}
