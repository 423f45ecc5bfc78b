internal import Exact
internal import Foundation

/// How a locale writes numbers, as its CLDR data has it.
struct NumberSymbols: Sendable {
  /// Whether a sign or symbol stands before or after the digits, and what parts the two.
  enum Placement: Sendable, Equatable {
    case before(gap: String)
    case after(gap: String)
  }

  let decimal: String
  let group: String
  let minus: String
  /// Digits that must stand before the last group of three for grouping to begin: 2 leaves 1234 whole.
  let minimumGrouping: Int
  let percentSign: String
  let percentPlacement: Placement
  let currencyPlacement: Placement
  private let currencySymbols: [String: String]

  /// Asks ICU once, at start.
  init(locale: Locale) {
    let number = NumberFormatter()
    number.locale = locale
    number.numberStyle = .decimal
    decimal = number.decimalSeparator ?? "."
    group = number.groupingSeparator ?? ","
    minus = number.minusSign ?? "-"
    let fourDigits = number.string(from: 1234) ?? ""
    minimumGrouping = fourDigits.count > 4 ? 1 : 2
    percentSign = number.percentSymbol ?? "%"

    number.numberStyle = .percent
    percentPlacement = Self.placement(of: "%", in: number.positiveFormat ?? "")
    number.numberStyle = .currency
    currencyPlacement = Self.placement(of: "¤", in: number.positiveFormat ?? "")
    var symbols: [String: String] = [:]
    for currency in Currency.common {
      number.currencyCode = currency.rawValue
      symbols[currency.rawValue] = number.currencySymbol
    }
    currencySymbols = symbols
  }

  private static func placement(of sign: Character, in pattern: String) -> Placement {
    let isGap = { (character: Character) in character.isWhitespace }
    guard let position = pattern.firstIndex(of: sign) else { return .after(gap: "") }
    if position == pattern.startIndex {
      return .before(gap: String(pattern.dropFirst().prefix(while: isGap)))
    }
    return .after(gap: String(pattern[..<position].reversed().prefix(while: isGap).reversed()))
  }

  /// The symbol of a currency in this locale, or its code.
  func symbol(of currency: Currency) -> String {
    currencySymbols[currency.rawValue] ?? currency.rawValue
  }

  /// Puts a symbol to digits; a symbol of letters before digits keeps a space, as CLDR asks.
  func joining(_ symbol: String, to digits: String, _ placement: Placement) -> String {
    switch placement {
    case .before(let gap):
      let space = gap.isEmpty && symbol.last?.isLetter == true ? "\u{A0}" : gap
      return symbol + space + digits
    case .after(let gap): return digits + gap + symbol
    }
  }

  /// Writes an unsigned number: digits in groups of three, then the fraction.
  func digits(_ number: ExactDecimal) -> String {
    let plain = number.description.drop { $0 == "-" }
    let parts = plain.split(separator: ".")
    let whole = grouped(String(parts[0]))
    return parts.count == 2 ? whole + decimal + parts[1] : whole
  }

  private func grouped(_ whole: String) -> String {
    guard whole.utf8.count >= 3 + minimumGrouping else { return whole }
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.utf8.count - index).isMultiple(of: 3) { text += group }
      text.append(digit)
    }
    return text
  }
}
