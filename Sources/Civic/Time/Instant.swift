/// A moment in UTC, to the millisecond; leap seconds are not counted, as in POSIX.
///
/// Moments run from the first millisecond of ``Day/first`` to the last of ``Day/last``; arithmetic
/// that would leave that range stops at its ends, so that every moment has a text.
public struct Instant: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
  public let milliseconds: Int64

  public static let first = Instant(startOf: .first)
  public static let last = Instant(startOf: .last).adding(milliseconds: perDay - 1)

  private static let perDay: Int64 = 86_400_000
  private static let range =
    Int64(Day.daysBeforeTheFirst) * perDay...(Int64(Day.daysToTheLast) + 1) * perDay - 1

  /// - Parameter milliseconds: Since 1970 UTC; a value before ``first`` or after ``last`` gives it.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// Midnight, UTC, at the start of a day.
  public init(startOf day: Day) {
    milliseconds = Int64(day.daysSince1970) * Self.perDay
  }

  /// The day in UTC.
  public var day: Day {
    let days = milliseconds / Self.perDay
    return Day(daysSince1970: Int(milliseconds % Self.perDay < 0 ? days - 1 : days))
  }

  /// Milliseconds since midnight UTC, 0 to 86,399,999.
  public var millisecondOfDay: Int {
    let rest = milliseconds % Self.perDay
    return Int(rest < 0 ? rest + Self.perDay : rest)
  }

  /// 0 to 23, in UTC.
  public var hour: Int { millisecondOfDay / 3_600_000 }
  /// 0 to 59.
  public var minute: Int { millisecondOfDay / 60_000 % 60 }
  /// 0 to 59.
  public var second: Int { millisecondOfDay / 1000 % 60 }

  public func adding(milliseconds other: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(other)
    return overflow ? (other < 0 ? .first : .last) : Instant(milliseconds: sum)
  }

  public func adding(seconds: Int64) -> Instant {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .first : .last) : adding(milliseconds: product)
  }

  /// Milliseconds from an earlier moment to this one; negative when it is the later one.
  public func milliseconds(since other: Instant) -> Int64 { milliseconds - other.milliseconds }
}

extension Instant: Comparable {
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
