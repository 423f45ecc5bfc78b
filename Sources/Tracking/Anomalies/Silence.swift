/// How often an indicator is due, and when it came last. Periods are counted by the caller: years,
/// quarters or months, all on one scale.
public struct Reporting: Hashable, Sendable {
  public let code: IndicatorCode
  public let owner: String
  /// Periods between two values, at least 1.
  public let interval: Int
  /// The period of the last value; nothing when none came yet.
  public let lastValue: Int?
  /// The period in which the owner last wrote anything about it, a reason for a delay for instance.
  public let lastUpdate: Int?
  /// The period from which values were due.
  public let since: Int

  public init(
    _ code: IndicatorCode, owner: String, interval: Int, since: Int, lastValue: Int?,
    lastUpdate: Int? = nil
  ) {
    precondition(interval >= 1, "a value is due every so many periods")
    (self.code, self.owner, self.interval) = (code, owner, interval)
    (self.since, self.lastValue, self.lastUpdate) = (since, lastValue, lastUpdate)
  }

  /// How many values are due and have not come.
  public func missed(at period: Int) -> Int {
    let from = max(lastValue ?? since - interval, since - interval)
    return max(0, (period - from) / interval)
  }

  /// How many due dates have passed without any sign.
  public func silent(at period: Int) -> Int {
    let sign = [lastValue, lastUpdate].compactMap(\.self).max()
    return max(0, (period - max(sign ?? since - interval, since - interval)) / interval)
  }
}

/// An owner of whom nothing is heard.
public struct SilentOwner: Equatable, Sendable {
  public let owner: String
  /// The indicators without a sign for as long as asked, in the order of the alphabet.
  public let indicators: [IndicatorCode]
  /// How many indicators the owner has in all.
  public let owned: Int
  /// The most due dates passed without a sign.
  public let longest: Int
}

extension SilentOwner {
  /// - Parameter periods: An indicator is silent after so many due dates without a sign, at least 1.
  /// - Returns: The longest silence first, then by name.
  public static func all(
    in reporting: [Reporting], at period: Int, after periods: Int
  ) -> [SilentOwner] {
    Dictionary(grouping: reporting, by: \.owner).compactMap { owner, all -> SilentOwner? in
      let silent = all.filter { $0.silent(at: period) >= max(1, periods) }
      guard let longest = silent.map({ $0.silent(at: period) }).max() else { return nil }
      return SilentOwner(
        owner: owner, indicators: silent.map(\.code).sorted(), owned: all.count, longest: longest)
    }
    .sorted { ($1.longest, $0.owner) < ($0.longest, $1.owner) }
  }
}
