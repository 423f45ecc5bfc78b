extension Instant: CustomStringConvertible {
  /// Reads `2026-11-21T03:50:34.123Z`; the fraction has one to three digits or is absent.
  ///
  /// - Returns: `nil` for any other form (another offset than `Z`, a 60th second) and for a date or
  ///   time that does not exist.
  public init?(_ text: some StringProtocol) {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "T")), let day = Day(text[..<mark])
    else { return nil }
    var digits = FixedDigits(text[mark...])
    guard digits.skip("T"),
      let hour = digits.number(of: 2), hour < 24, digits.skip(":"),
      let minute = digits.number(of: 2), minute < 60, digits.skip(":"),
      let second = digits.number(of: 2), second < 60,
      let fraction = Self.milliseconds(&digits), digits.skip("Z"), digits.isAtEnd
    else { return nil }
    let inDay = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    self = Instant(startOf: day).adding(milliseconds: Int64(inDay))
  }

  /// Reads only what ``description`` writes: one text for one moment, as digests need it.
  public init?(canonical text: String) {
    guard let instant = Instant(text), instant.description == text else { return nil }
    self = instant
  }

  private static func milliseconds(_ digits: inout FixedDigits) -> Int? {
    guard digits.skip(".") else { return 0 }
    let count = digits.digitsAhead
    guard (1...3).contains(count), let number = digits.number(of: count) else { return nil }
    return number * [100, 10, 1][count - 1]
  }

  /// ISO 8601 in UTC, always with milliseconds: `2026-11-21T03:50:34.123Z`.
  public var description: String {
    let time = [(hour, ":"), (minute, ":"), (second, ".")].map {
      FixedDigits.text($0.0, width: 2) + $0.1
    }
    return "\(day)T" + time.joined() + FixedDigits.text(millisecondOfDay % 1000, width: 3) + "Z"
  }
}

extension Instant: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a time: \(text)")
    }
    self = instant
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
