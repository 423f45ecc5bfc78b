/// How often a value is due.
public enum ReportingFrequency: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case year, halfYear, quarter, month

  public static let textPrefix = "reportingFrequency"

  public var perYear: Int {
    switch self {
    case .year: 1
    case .halfYear: 2
    case .quarter: 4
    case .month: 12
    }
  }

  /// The place of a period on one scale, such as year × 4 + quarter − 1.
  ///
  /// - Parameter period: As ``ObservationTime`` writes it: `2026`, `2026-S1`, `2026-Q3`, `2026-03`.
  /// - Returns: `nil` for a period of another frequency.
  public func index(of period: String) -> Int? {
    let parts = period.split(separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first.flatMap({ Int($0) }), (1000...9999).contains(year) else {
      return nil
    }
    if self == .year { return parts.count == 1 ? year : nil }
    guard parts.count == 2, let part = part(parts[1]), (1...perYear).contains(part) else {
      return nil
    }
    return year * perYear + part - 1
  }

  private func part(_ text: Substring) -> Int? {
    switch self {
    case .year: nil
    case .halfYear: text.first == "S" ? Int(text.dropFirst()) : nil
    case .quarter: text.first == "Q" ? Int(text.dropFirst()) : nil
    case .month: text.count == 2 ? Int(text) : nil
    }
  }

  /// The period at a place of the scale.
  public func period(at index: Int) -> String {
    let (year, part) = (index / perYear, index % perYear + 1)
    switch self {
    case .year: return String(year)
    case .halfYear: return "\(year)-S\(part)"
    case .quarter: return "\(year)-Q\(part)"
    case .month: return part < 10 ? "\(year)-0\(part)" : "\(year)-\(part)"
    }
  }

  /// The last period of a year, in which the year's target is due.
  public func end(of year: Int) -> Int { year * perYear + perYear - 1 }

  public func year(of index: Int) -> Int { index / perYear }

  /// The period that is running on a day.
  public func index(on day: Day) -> Int {
    day.year * perYear + (day.month - 1) * perYear / 12
  }

  /// The period of this frequency in which one of another frequency ends.
  func index(containing index: Int, of other: ReportingFrequency) -> Int? {
    guard perYear <= other.perYear else { return nil }
    return other.year(of: index) * perYear + index % other.perYear * perYear / other.perYear
  }
}
