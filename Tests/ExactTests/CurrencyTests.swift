import Exact
import Foundation
import Testing

@Suite struct `A currency` {
  @Test(arguments: ["", "EU", "EURO", "eur", "E1R", "€UR", "ЕUR", "EU "])
  func `refuses what is not a code of three letters`(text: String) {
    #expect(Currency(rawValue: text) == nil)
  }

  @Test(arguments: [
    ("EUR", 2, 100), ("MKD", 2, 100), ("JPY", 0, 1), ("KWD", 3, 1000), ("UYW", 4, 10_000),
  ])
  func `knows the digits of its minor unit`(code: String, digits: Int, units: Int64) throws {
    let currency = try #require(Currency(rawValue: code))
    #expect(currency.fractionDigits == digits)
    #expect(currency.minorUnitsPerMajor == units)
  }

  @Test func `is offered by valid codes, each once, the euro first`() {
    #expect(Currency.common.first == .euro)
    #expect(Set(Currency.common).count == Currency.common.count)
    #expect(Currency.common.allSatisfy { Currency(rawValue: $0.rawValue) == $0 })
  }

  @Test func `is a string in JSON and is checked there`() throws {
    let bytes = try JSONEncoder().encode([Currency.euro])
    #expect(String(decoding: bytes, as: UTF8.self) == #"["EUR"]"#)
    #expect(try JSONDecoder().decode([Currency].self, from: bytes) == [.euro])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Currency].self, from: Data(#"["euro"]"#.utf8))
    }
  }
}
