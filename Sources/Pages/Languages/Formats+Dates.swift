public import Civic
internal import Foundation

/// How much of a date is spelt out.
public enum DayStyle: Sendable {
  /// `21 November 2026`
  case long
  /// `21 Nov 2026`
  case medium
  /// `21/11/2026`
  case numeric
}

extension Formats {
  public func day(_ day: Day, _ style: DayStyle = .long) -> String {
    switch style {
    case .long: dates.write(day, as: dates.long)
    case .medium: dates.write(day, as: dates.medium)
    case .numeric: dates.write(day, as: dates.numeric)
    }
  }

  /// `November 2026`
  public func monthAndYear(_ day: Day) -> String { dates.write(day, as: dates.monthAndYear) }

  /// `21 November`
  public func dayAndMonth(_ day: Day) -> String { dates.write(day, as: dates.dayAndMonth) }

  /// The name of a month standing alone, for charts and calendars.
  ///
  /// - Parameter month: 1 to 12, the caller's duty.
  public func month(_ month: Int, short: Bool = false) -> String {
    short ? dates.standaloneShortMonthNames[month - 1] : dates.standaloneMonthNames[month - 1]
  }

  public func weekday(_ weekday: Weekday) -> String { dates.weekdayNames[weekday.rawValue - 1] }

  /// A moment in the reader's ``timeZone``: `21 November 2026 at 14:05`; numeric has no month's name.
  public func instant(_ instant: Instant, _ style: DayStyle = .long) -> String {
    let (day, minute) = local(instant)
    switch style {
    case .long: return dates.write(day, minuteOfDay: minute, as: dates.longWithTime)
    case .medium: return dates.write(day, minuteOfDay: minute, as: dates.mediumWithTime)
    case .numeric:
      return dates.write(day, as: dates.numeric) + " "
        + dates.write(day, minuteOfDay: minute, as: dates.time)
    }
  }

  /// The time of day of a moment in the reader's time zone: `14:05`.
  public func time(_ instant: Instant) -> String {
    let (day, minute) = local(instant)
    return dates.write(day, minuteOfDay: minute, as: dates.time)
  }

  /// The date of a moment in the reader's time zone.
  public func localDay(of instant: Instant) -> Day { local(instant).day }

  /// Two dates with a dash between: `1 June 2023 – 31 December 2025`.
  public func range(_ from: Day, _ to: Day, _ style: DayStyle = .long) -> String {
    from == to ? day(from, style) : day(from, style) + " – " + day(to, style)
  }

  private func local(_ instant: Instant) -> (day: Day, minute: Int) {
    let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
    let there = instant.adding(seconds: Int64(timeZone.secondsFromGMT(for: date)))
    return (there.day, there.hour * 60 + there.minute)
  }
}
