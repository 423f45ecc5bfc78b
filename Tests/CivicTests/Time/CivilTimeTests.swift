import Civic
import Exact
import Testing

@Suite struct `The time of a place` {
  private func start(_ zone: String, _ day: String) throws -> String {
    let time = try #require(CivilTime(zone))
    return time.start(of: try #require(Day(day))).description
  }

  @Test(arguments: [
    ("Europe/Skopje", "2026-07-01", "2026-06-30T22:00:00.000Z"),
    ("Europe/Skopje", "2026-12-01", "2026-11-30T23:00:00.000Z"),
    // The days on which clocks change begin by the time before.
    ("Europe/Skopje", "2026-03-29", "2026-03-28T23:00:00.000Z"),
    ("Europe/Skopje", "2026-03-30", "2026-03-29T22:00:00.000Z"),
    ("Europe/Skopje", "2026-10-25", "2026-10-24T22:00:00.000Z"),
    ("Europe/Skopje", "2026-10-26", "2026-10-25T23:00:00.000Z"),
    // Here clocks leap over midnight.
    ("Atlantic/Azores", "2026-03-29", "2026-03-29T01:00:00.000Z"),
    ("Asia/Kabul", "2026-01-01", "2025-12-31T19:30:00.000Z"),
    ("UTC", "2026-07-01", "2026-07-01T00:00:00.000Z"),
  ])
  func `begins a day at its midnight`(zone: String, day: String, start: String) throws {
    #expect(try self.start(zone, day) == start)
  }

  @Test func `says which day it is at any moment`() throws {
    let time = try #require(CivilTime("Europe/Skopje"))
    for number in 0..<800 {
      let day = Day(daysSince1970: 20_500 + number)
      let start = time.start(of: day)
      #expect(time.day(of: start) == day)
      #expect(time.day(of: start.adding(milliseconds: -1)) == day.adding(days: -1))
    }
  }

  @Test(arguments: ["", "Europe/Nowhere", "../etc/passwd", "GMT+99", "<b>"])
  func `is none for a name that is not known`(name: String) {
    #expect(CivilTime(name) == nil)
  }

  @Test func `is that of the country where a city says nothing`() throws {
    var city = City(
      id: ID(rawValue: "x"), name: Multilingual("X", in: .english), country: "MK")
    #expect(city.civilTime.name == "Europe/Skopje")
    city.timeZone = "Atlantic/Azores"
    #expect(city.civilTime.name == "Atlantic/Azores")
    city.country = "??"
    city.timeZone = nil
    #expect(city.civilTime == .universal)
    for country in ["AL", "BG", "HR", "ME", "MK", "RO", "RS", "SI", "UA", "XK", "PT", "IN"] {
      #expect(CivilTime.usual(in: country) != nil, "\(country)")
    }
  }

  @Test func `is shown with its name and how far it is from UTC`() throws {
    let winter = Instant(startOf: try #require(Day("2026-12-01")))
    #expect(CivilTime("Europe/Skopje")?.shown(at: winter) == "Europe/Skopje, UTC+1")
    #expect(CivilTime("Asia/Kabul")?.shown(at: winter) == "Asia/Kabul, UTC+4:30")
    #expect(CivilTime("America/Toronto")?.shown(at: winter) == "America/Toronto, UTC−5")
    #expect(CivilTime("Europe/London")?.shown(at: winter) == "Europe/London, UTC")
    #expect(CivilTime.universal.shown(at: winter) == "UTC")
  }
}
