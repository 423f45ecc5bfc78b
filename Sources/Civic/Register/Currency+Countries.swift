public import Exact

extension Currency {
  /// The currency in which public bodies of a country keep their books; the euro where it is not
  /// known.
  public static func usual(in country: String) -> Currency {
    let codes = [
      "AL": "ALL", "BA": "BAM", "CH": "CHF", "CZ": "CZK", "DK": "DKK", "GB": "GBP", "HU": "HUF",
      "IS": "ISK", "MD": "MDL", "MK": "MKD", "NO": "NOK", "PL": "PLN", "RO": "RON", "RS": "RSD",
      "SE": "SEK", "TR": "TRY", "UA": "UAH",
    ]
    return codes[country].flatMap(Currency.init(rawValue:)) ?? .euro
  }
}
