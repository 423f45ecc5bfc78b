extension Day: CustomStringConvertible {
  /// Reads `2026-11-21`: four digits of a year, two of a month, two of a day, nothing else.
  ///
  /// - Returns: `nil` for any other form and for a date that no calendar has.
  public init?(_ text: some StringProtocol) {
    var digits = FixedDigits(text)
    guard let year = digits.number(of: 4), digits.skip("-"),
      let month = digits.number(of: 2), digits.skip("-"),
      let day = digits.number(of: 2), digits.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// ISO 8601: `2026-11-21`.
  public var description: String {
    let date = GregorianCalendar.date(daysSince1970)
    return FixedDigits.text(date.year, width: 4) + "-" + FixedDigits.text(date.month, width: 2)
      + "-" + FixedDigits.text(date.day, width: 2)
  }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a date: \(text)")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
