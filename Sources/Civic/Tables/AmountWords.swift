import Exact

/// An amount taken apart: sign, number, currency and words such as `million`.
struct AmountWords {
  private var text: Substring

  init(_ text: String) {
    self.text = text[...]
    trim()
  }

  var isEmpty: Bool { text.isEmpty }

  struct Number {
    /// Digits and the marks between them.
    let digits: String
    let isNegative: Bool
    let currency: Currency?
    /// How often a word says to multiply by a thousand.
    let thousands: Int
  }

  /// The number, when everything around it is understood.
  mutating func takeNumber() -> Number? {
    var isNegative = takeParentheses()
    var currency: Currency?
    isNegative = takeSign() || isNegative
    let leading = takeWords()
    isNegative = takeSign() || isNegative
    let digits = takeDigits()
    let trailing = takeWords()
    guard text.isEmpty, !digits.isEmpty else { return nil }
    var thousands = 0
    for word in leading + trailing {
      if let known = Self.currencies[word], currency == nil {
        currency = Currency(rawValue: known)
      } else if let known = Self.multiples[word], thousands == 0, trailing.contains(word) {
        thousands = known
      } else {
        return nil
      }
    }
    return Number(
      digits: digits, isNegative: isNegative, currency: currency, thousands: thousands)
  }

  /// Accountants write minus as parentheses.
  private mutating func takeParentheses() -> Bool {
    guard text.first == "(", text.last == ")" else { return false }
    text = text.dropFirst().dropLast()
    trim()
    return true
  }

  private mutating func takeSign() -> Bool {
    guard let sign = text.first, ["-", "−", "–", "+"].contains(sign) else { return false }
    text = text.dropFirst()
    trim()
    return sign != "+"
  }

  private mutating func takeDigits() -> String {
    let marks: Set<Character> = [
      ".", ",", "'", "’", "ʼ", "`", " ", "\u{A0}", "\u{202F}", "\u{2009}",
    ]
    var digits = text.prefix { $0.isASCII && $0.isNumber || marks.contains($0) }
    text = text[digits.endIndex...]
    // In `1.500,-` and `1'500.-` the dash stands for no minor units.
    let isDashed =
      (digits.last == "," || digits.last == ".") && ["-", "–", "—"].contains(text.first)
    if isDashed { text = text.dropFirst() }
    while digits.last?.isWhitespace ?? false { digits = digits.dropLast() }
    trim()
    return String(digits) + (isDashed ? "00" : "")
  }

  /// The words here, folded; signs such as `€` are words of their own, points after words are not.
  private mutating func takeWords() -> [String] {
    var words: [String] = []
    while let first = text.first {
      if let sign = Self.signs[first] {
        words.append(sign)
        text = text.dropFirst()
      } else if first.isLetter {
        let word = text.prefix { $0.isLetter }
        words.append(FoldedText(String(word)).words.joined())
        text = text[word.endIndex...]
        if text.first == "." { text = text.dropFirst() }
      } else {
        break
      }
      trim()
    }
    return words
  }

  private mutating func trim() {
    text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
  }

  private static let signs: [Character: String] = ["€": "eur", "$": "usd", "£": "gbp"]

  private static let currencies: [String: String] = {
    let names = [
      "EUR": "eur euro euros evro evra evri evrov evroja eura euri evroa",
      "MKD": "mkd den denar denari denara", "ALL": "all lek leke leket",
      "BGN": "bgn lv lev leva", "RON": "ron lei leu", "RSD": "rsd din dinar dinara dinari",
      "BAM": "bam km", "MDL": "mdl", "USD": "usd dollar dollars", "GBP": "gbp", "CHF": "chf",
      "PLN": "pln zl", "CZK": "czk", "HUF": "huf ft", "SEK": "sek", "DKK": "dkk", "NOK": "nok",
      "TRY": "try", "UAH": "uah",
    ]
    var codes: [String: String] = [:]
    for (code, words) in names {
      for word in words.split(separator: " ") { codes[String(word)] = code }
    }
    return codes
  }()

  /// Words that mean one thing in all the languages; `mil` and `M` do not and are refused.
  private static let multiples: [String: Int] = {
    let thousand =
      "thousand thousands hiljada hiljade hiljadi iljada iljadi hiljadu tisoc mije mii mie hil k"
    let million =
      "million millions milion milioni milione milioane miliona milijon milijona milijone"
      + " milijonov mln mio"
    var counts: [String: Int] = [:]
    for word in thousand.split(separator: " ") { counts[String(word)] = 1 }
    for word in million.split(separator: " ") { counts[String(word)] = 2 }
    return counts
  }()
}
