/// A date of the proleptic Gregorian calendar, without a time and without a time zone.
///
/// Dates run from 0000-01-01 to 9999-12-31, what four digits of a year can write; arithmetic that
/// would leave that range stops at its first or last day, so that every date has a text.
public struct Day: Hashable, Sendable {
  /// Whole days since 1970-01-01; negative before it.
  public let daysSince1970: Int

  public static let first = Day(daysSince1970: daysBeforeTheFirst)
  public static let last = Day(daysSince1970: daysToTheLast)

  static let daysBeforeTheFirst = -719_528
  static let daysToTheLast = 2_932_896

  /// - Parameter daysSince1970: Days before ``first`` give ``first``, days after ``last`` ``last``.
  public init(daysSince1970: Int) {
    self.daysSince1970 = min(max(daysSince1970, Self.daysBeforeTheFirst), Self.daysToTheLast)
  }

  /// - Returns: `nil` for a date that no calendar has, such as 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, year: year)
    else { return nil }
    daysSince1970 = GregorianCalendar.days(year: year, month: month, day: day)
  }

  public var year: Int { GregorianCalendar.date(daysSince1970).year }

  /// 1 for January to 12 for December.
  public var month: Int { GregorianCalendar.date(daysSince1970).month }

  /// The day of the month, from 1.
  public var day: Int { GregorianCalendar.date(daysSince1970).day }

  public var weekday: Weekday {
    let sinceMonday = (daysSince1970 + 3) % 7
    return Weekday.allCases[sinceMonday < 0 ? sinceMonday + 7 : sinceMonday]
  }

  /// The last day of this date's month.
  public var endOfMonth: Day {
    adding(days: Self.daysInMonth(month, year: year) - day)
  }

  public func adding(days: Int) -> Day {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    return overflow ? (days < 0 ? .first : .last) : Day(daysSince1970: sum)
  }

  /// The same day some months later, or the end of a month too short to have it.
  public func adding(months: Int) -> Day {
    let date = GregorianCalendar.date(daysSince1970)
    let (sum, overflow) = months.addingReportingOverflow(date.year * 12 + date.month - 1)
    guard !overflow, sum >= 0, sum < 120_000 else { return months < 0 ? .first : .last }
    let (year, month) = (sum / 12, sum % 12 + 1)
    let length = Self.daysInMonth(month, year: year)
    return Day(
      daysSince1970: GregorianCalendar.days(year: year, month: month, day: min(date.day, length)))
  }

  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// - Parameter month: 1 to 12, which is the caller's duty.
  public static func daysInMonth(_ month: Int, year: Int) -> Int {
    precondition((1...12).contains(month), "a year has twelve months")
    switch month {
    case 2: return isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

/// A day of the week; the raw values are those of ISO 8601.
public enum Weekday: Int, CaseIterable, Sendable, Codable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday
}

extension Day: Comparable, Strideable {
  public static func < (left: Day, right: Day) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  public func distance(to other: Day) -> Int { other.daysSince1970 - daysSince1970 }

  public func advanced(by days: Int) -> Day { adding(days: days) }
}
