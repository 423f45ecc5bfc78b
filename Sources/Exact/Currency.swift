/// A currency by its ISO 4217 code, with the number of digits its amounts carry.
public struct Currency: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: String

  /// - Parameter rawValue: Three letters; anything else is refused.
  public init?(rawValue: String) {
    let letters = rawValue.utf8.allSatisfy { (65...90).contains($0) }
    guard rawValue.utf8.count == 3, letters else { return nil }
    self.rawValue = rawValue
  }

  private init(known code: String) { rawValue = code }

  public static let euro = Currency(known: "EUR")

  /// The currencies offered in forms; any other ISO 4217 code is accepted too.
  public static let common: [Currency] = [
    "EUR", "ALL", "BAM", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "MDL", "MKD", "NOK", "PLN",
    "RON", "RSD", "SEK", "TRY", "UAH", "USD",
  ].map(Currency.init(known:))

  /// Digits after the decimal mark (ISO 4217, table A.1).
  public var fractionDigits: Int {
    switch rawValue {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
      "VUV", "XAF", "XOF", "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    case "CLF", "UYW": 4
    default: 2
    }
  }

  /// Minor units in one major unit: 100 for the euro.
  public var minorUnitsPerMajor: Int64 {
    switch fractionDigits {
    case 0: 1
    case 3: 1000
    case 4: 10_000
    default: 100
    }
  }
}
