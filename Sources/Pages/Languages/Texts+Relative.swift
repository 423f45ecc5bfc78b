public import Civic
internal import Exact

extension Texts {
  /// A date as seen from another: "yesterday", "in 3 days", "2 months ago".
  ///
  /// Up to 45 days are counted in days, up to two years in months of 30.44 days, then in years.
  public func relative(_ day: Day, to today: Day) -> String {
    let days = day.daysSince1970 - today.daysSince1970
    let months = Int((Double(abs(days)) / 30.44).rounded())
    let years = Int((Double(abs(days)) / 365.25).rounded())
    let isPast = days < 0
    switch abs(days) {
    case 0: return self(.dayToday)
    case 1: return self(isPast ? .dayYesterday : .dayTomorrow)
    case ...45: return self(isPast ? .daysAgo : .daysAhead, ["count": .count(abs(days))])
    case ...730: return self(isPast ? .monthsAgo : .monthsAhead, ["count": .count(months)])
    default: return self(isPast ? .yearsAgo : .yearsAhead, ["count": .count(years)])
    }
  }

  /// The size of a file in units of a thousand, with one decimal below ten: `9.5 kB`, `120 MB`.
  public func fileSize(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return self(.fileSizeBytes, ["count": .count(bytes)]) }
    let units: [(key: TextKey, size: Int)] = [
      (.fileSizeKilobytes, 1000), (.fileSizeMegabytes, 1_000_000),
      (.fileSizeGigabytes, 1_000_000_000),
    ]
    // A unit is used until the next one would be shown as at least 1.0.
    let unit = units.last { bytes >= $0.size - $0.size / 2000 } ?? units[0]
    let tenths = (bytes + unit.size / 20) / (unit.size / 10)
    let size =
      tenths < 100
      ? ExactDecimal(significand: Int64(tenths), scale: 1)
      : ExactDecimal(Int64((bytes + unit.size / 2) / unit.size))
    return self(unit.key, ["size": .number(size)])
  }
}
