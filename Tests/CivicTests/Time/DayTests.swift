import Civic
import Exact
import Testing

@Suite struct `A day` {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
    ("2026-11-21", 20_778), ("1900-03-01", -25_508), ("0000-01-01", -719_528),
    ("9999-12-31", 2_932_896),
  ])
  func `counts from the first of January 1970`(text: String, days: Int) throws {
    let day = try #require(Day(text))
    #expect(day.daysSince1970 == days)
    #expect(Day(daysSince1970: days).description == text)
  }

  @Test func `follows the one before it through all ten thousand years`() throws {
    var expected = (year: 0, month: 1, day: 1)
    for days in Day.first.daysSince1970...Day.last.daysSince1970 {
      let day = Day(daysSince1970: days)
      guard (day.year, day.month, day.day) == expected,
        Day(year: expected.year, month: expected.month, day: expected.day) == day
      else {
        Issue.record("day \(days) is \(day), not \(expected)")
        return
      }
      expected.day += 1
      if expected.day > Day.daysInMonth(expected.month, year: expected.year) {
        expected = (expected.year, expected.month + 1, 1)
      }
      if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
    }
    #expect(expected == (10_000, 1, 1))
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-11-2", "2026-1-21", "26-11-21", "2026-11-21 ", " 2026-11-21",
    "2026/11/21", "2026-11-211", "+2026-11-21", "-2026-11-21", "2026-02-29", "1900-02-29",
    "2026-00-10", "2026-13-10", "2026-04-31", "2026-04-00", "２０２６-11-21", "2026-11-2١",
    "20261121", "2026-11-21T00:00:00Z",
  ])
  func `refuses what is not a date`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `knows the leap years of the Gregorian rule`() {
    let leap = [1600, 2000, 2004, 2024, 0].allSatisfy(Day.isLeap)
    #expect(leap)
    let common = [1700, 1800, 1900, 2023, 2100].contains(where: Day.isLeap)
    #expect(!common)
  }

  @Test func `refuses numbers outside its range`() {
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(year: -1, month: 1, day: 1) == nil)
    #expect(Day(year: 2026, month: .min, day: 1) == nil)
    #expect(Day(year: 2026, month: 1, day: .max) == nil)
  }

  @Test(arguments: [
    ("2026-11-21", Weekday.saturday), ("1970-01-01", .thursday), ("1969-12-28", .sunday),
    ("2000-01-01", .saturday), ("0000-01-01", .saturday), ("1900-01-01", .monday),
  ])
  func `has a weekday`(text: String, weekday: Weekday) {
    #expect(Day(text)?.weekday == weekday)
  }

  @Test func `numbers weekdays as ISO 8601 does`() {
    #expect(Weekday.monday.rawValue == 1)
    #expect(Weekday.sunday.rawValue == 7)
  }

  @Test(arguments: [
    ("2026-11-21", 1, "2026-12-21"), ("2026-01-31", 1, "2026-02-28"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -13, "2024-12-15"), ("9999-12-31", 1, "9999-12-31"),
    ("0000-01-01", -1, "0000-01-01"), ("2026-01-01", .max, "9999-12-31"),
    ("2026-01-01", .min, "0000-01-01"),
  ])
  func `adds months and stays within the month`(from: String, months: Int, to: String) {
    #expect(Day(from)?.adding(months: months).description == to)
  }

  @Test func `knows the end of its month`() {
    #expect(Day("2024-02-01")?.endOfMonth.description == "2024-02-29")
    #expect(Day("2026-11-30")?.endOfMonth.description == "2026-11-30")
    #expect(Day("2026-12-01")?.endOfMonth.description == "2026-12-31")
  }

  @Test func `stops at the ends of its range`() {
    #expect(Day.first.adding(days: -1) == .first)
    #expect(Day.last.adding(days: 1) == .last)
    #expect(Day.last.adding(days: .max) == .last)
    #expect(Day.first.adding(days: .min) == .first)
    #expect(Day(daysSince1970: .max) == .last)
    #expect(Day(daysSince1970: .min) == .first)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `adds and measures distances alike`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let day = Day(daysSince1970: .random(in: -700_000...2_900_000, using: &random))
    let step = Int.random(in: -10_000...10_000, using: &random)
    let other = day.advanced(by: step)
    #expect(day.distance(to: other) == step)
    #expect(other.adding(days: -step) == day)
    #expect((day < other) == (step > 0))
    #expect((day < other) == (day.description < other.description))
    #expect(Day(day.description) == day)
  }

  @Test func `can be walked through to the last`() {
    let days = Array(stride(from: Day.last.adding(days: -3), through: .last, by: 1))
    #expect(days.count == 4)
  }
}
