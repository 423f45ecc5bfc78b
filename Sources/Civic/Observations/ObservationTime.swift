/// Reads periods as sources write them into one notation that sorts by time within each kind.
///
/// `2024`, `2024-S1` (half-year), `2024-Q3`, `2024-03`, `2024-W05`, `2024-03-31`.
/// Source: SDMX 3.0, Section 6, 4.2 (time formats); ISO 8601.
public enum ObservationTime {
  public enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    /// Whatever stands there is the code.
    case asWritten
    /// Year first, as statistical offices write: also `2024M03`, `2024Q3`, `2024-12-31T00:00:00`,
    /// and `2024.0`, which spreadsheets make of a year.
    case automatic
    /// Also `31.12.2024`, `31/12/2024` and `12/2024`.
    case dayMonthYear
    /// Also `12/31/2024` and `12/2024`.
    case monthDayYear
  }

  /// The period in one notation; `nil` when the text is none of the form.
  public static func period(_ text: some StringProtocol, form: Form) -> String? {
    let trimmed = Substring(text).drop { $0 == " " }
    var bytes = Array(trimmed.utf8)
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    guard form != .asWritten else { return String(decoding: bytes, as: UTF8.self) }
    guard bytes.count <= 40 else { return nil }
    if let period = yearFirst(bytes) { return period }
    return form == .automatic ? nil : yearLast(bytes, monthFirst: form == .monthDayYear)
  }

  private static func yearFirst(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 4, let year = number(bytes[0..<4]), year >= 1000 else { return nil }
    var rest = bytes[4...]
    let written = String(year)
    if rest.isEmpty || rest.elementsEqual(".0".utf8) { return written }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard let first = rest.first else { return nil }
    if let kind = Kind(rawValue: first & 0xDF), !isDigit(first) {
      guard let part = number(rest.dropFirst()), kind.range.contains(part) else { return nil }
      return written + kind.suffix(part)
    }
    guard bytes[4] == UInt8(ascii: "-"), rest.count >= 2, let month = number(rest.prefix(2)),
      (1...12).contains(month)
    else { return nil }
    rest = rest.dropFirst(2)
    let monthly = written + "-" + padded(month)
    if rest.isEmpty { return monthly }
    guard rest.count >= 3, rest.first == UInt8(ascii: "-"),
      let day = number(rest.dropFirst().prefix(2)), Day(year: year, month: month, day: day) != nil
    else { return nil }
    rest = rest.dropFirst(3)
    // The hour of a day's figure says nothing more about the day.
    guard rest.isEmpty || rest.first == UInt8(ascii: "T") || rest.first == UInt8(ascii: " ") else {
      return nil
    }
    return monthly + "-" + padded(day)
  }

  private enum Kind: UInt8 {
    case half = 0x53
    case quarter = 0x51
    case month = 0x4D
    case week = 0x57

    var range: ClosedRange<Int> {
      switch self {
      case .half: 1...2
      case .quarter: 1...4
      case .month: 1...12
      case .week: 1...53
      }
    }

    func suffix(_ part: Int) -> String {
      switch self {
      case .half: "-S\(part)"
      case .quarter: "-Q\(part)"
      case .month: "-" + padded(part)
      case .week: "-W" + padded(part)
      }
    }
  }

  private static func yearLast(_ bytes: [UInt8], monthFirst: Bool) -> String? {
    let marks: [UInt8] = [46, 47, 45, 32]
    let parts = bytes.split { marks.contains($0) }
    let numbers = parts.compactMap(number)
    guard numbers.count == parts.count, let last = parts.last, last.count == 4,
      parts.dropLast().allSatisfy({ $0.count <= 2 })
    else { return nil }
    switch numbers.count {
    case 2:
      guard (1...12).contains(numbers[0]) else { return nil }
      return "\(numbers[1])-" + padded(numbers[0])
    case 3:
      let (month, day) = monthFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
      return Day(year: numbers[2], month: month, day: day)?.description
    default: return nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(bytes.count), bytes.allSatisfy(isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
