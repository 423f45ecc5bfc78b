public import Civic
public import Exact

extension Formats {
  /// Reads a number as people of the language type it: `1.234,5` or, without grouping, `1234.5`.
  ///
  /// Spaces are ignored and any minus is understood. A lone point or comma that is not the decimal
  /// mark is taken for one unless exactly three digits follow it, which would be a group.
  ///
  /// - Returns: `nil` for what is not a number, or has more than 12 decimals or 18 digits.
  public func parseDecimal(_ text: String) -> ExactDecimal? {
    let (isNegative, digits) = Self.unsigned(text)
    guard let plain = plain(digits), plain.count <= 19 else { return nil }
    return ExactDecimal(isNegative ? "-" + plain : plain)
  }

  /// Takes white space and a leading sign away.
  private static func unsigned(_ text: String) -> (isNegative: Bool, digits: String) {
    let bare = text.filter { !$0.isWhitespace }
    guard let sign = bare.first, "-−–+".contains(sign) else { return (false, bare) }
    return (sign != "+", String(bare.dropFirst()))
  }

  /// Reads an amount, with or without the currency's symbol or code.
  ///
  /// - Returns: `nil` for what ``parseDecimal(_:)`` refuses, for more decimals than the currency has
  ///   and for amounts that 64 bits cannot hold.
  public func parseMoney(_ text: String, _ currency: Currency) -> Money? {
    var (isNegative, bare) = Self.unsigned(text)
    for symbol in [numbers.symbol(of: currency), currency.rawValue, currency == .euro ? "€" : ""] {
      for spelling in [symbol, symbol.lowercased()] where !spelling.isEmpty {
        if bare.hasSuffix(spelling) { bare.removeLast(spelling.count) }
        if bare.hasPrefix(spelling) { bare.removeFirst(spelling.count) }
      }
    }
    guard let value = parseDecimal((isNegative ? "-" : "") + bare) else { return nil }
    return Money(value, currency)
  }

  /// Reads a date: ISO 8601, day, month and year with any separators, or with the month's name.
  ///
  /// - Returns: `nil` for what is not a date and for years of fewer than four digits.
  public func parseDay(_ text: String) -> Day? {
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard words.count >= 3 else { return nil }
    if words.count == 3, words[0].count == 4 {
      return Self.day(year: words[0], month: words[1], day: words[2])
    }
    let marks = words.dropFirst(3)
    guard marks.allSatisfy({ $0.allSatisfy(\.isLetter) && $0.count == 1 }) else { return nil }
    let month = monthNumber(words[1]).map(String.init) ?? words[1]
    return Self.day(year: words[2], month: month, day: words[0])
  }

  private static func day(year: String, month: String, day: String) -> Day? {
    guard year.count == 4, let year = Int(year), month.count <= 2, let month = Int(month),
      day.count <= 2, let day = Int(day)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private func monthNumber(_ word: String) -> Int? {
    let wanted = Fold.folded(word)
    let lists = [
      dates.monthNames, dates.shortMonthNames, dates.standaloneMonthNames,
      dates.standaloneShortMonthNames,
    ]
    for names in lists {
      let folded = names.map { Fold.folded($0).filter { $0.isLetter } }
      if let index = folded.firstIndex(of: wanted) { return index + 1 }
    }
    return nil
  }

  /// Turns unsigned digits with the language's marks into plain notation with a point.
  private func plain(_ digits: String) -> String? {
    let isDigit = { (character: Character) in character.isASCII && character.isNumber }
    guard digits.first.map(isDigit) == true, digits.last.map(isDigit) == true else { return nil }
    let marks = digits.filter { !isDigit($0) }
    guard marks.allSatisfy({ ".,'’".contains($0) }) else { return nil }
    if let local = localNumber(digits) { return local }
    guard marks.count == 1, marks == "." || marks == "," else { return nil }
    let parts = digits.split { !isDigit($0) }
    return parts[1].count == 3 ? nil : parts[0] + "." + parts[1]
  }

  /// Groups of three before the decimal mark, or no groups at all.
  private func localNumber(_ digits: String) -> String? {
    let parts = digits.split(separator: numbers.decimal, omittingEmptySubsequences: false)
    let separators: [Character] = [numbers.decimal == "," ? "." : ",", "'", "’"]
    let groups = parts[0].split(omittingEmptySubsequences: false) { separators.contains($0) }
    guard parts.count <= 2, groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.count == 1 || (1...3).contains(groups[0].count)
    else { return nil }
    guard parts.count == 2 else { return groups.joined() }
    return parts[1].allSatisfy(\.isNumber) ? groups.joined() + "." + parts[1] : nil
  }
}

extension Money {
  /// - Returns: `nil` when the value has more decimals than the currency or 64 bits cannot hold it.
  fileprivate init?(_ value: ExactDecimal, _ currency: Currency) {
    var (significand, scale) = (value.significand, value.scale)
    while scale > currency.fractionDigits, significand.isMultiple(of: 10) {
      significand /= 10
      scale -= 1
    }
    guard scale <= currency.fractionDigits else { return nil }
    while scale < currency.fractionDigits {
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      significand = product
      scale += 1
    }
    self.init(minorUnits: significand, currency: currency)
  }
}
