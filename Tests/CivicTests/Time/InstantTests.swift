import Civic
import Exact
import Foundation
import Testing

@Suite struct `An instant` {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0), ("1969-12-31T23:59:59.999Z", -1),
    ("2026-11-21T03:50:34.123Z", 1_795_233_034_123),
    ("2001-09-09T01:46:40.000Z", 1_000_000_000_000),
  ])
  func `counts milliseconds since 1970`(text: String, milliseconds: Int64) throws {
    let instant = try #require(Instant(text))
    #expect(instant.milliseconds == milliseconds)
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test func `reads fractions of one to three digits and none`() {
    let texts = ["2026-11-21T03:50:34.5Z", "2026-11-21T03:50:34.50Z", "2026-11-21T03:50:34.500Z"]
    #expect(
      Set(texts.map { Instant($0) }) == [Instant("2026-11-21T03:50:34Z")?.adding(milliseconds: 500)]
    )
  }

  @Test(arguments: [
    "", "T", "2026-11-21", "2026-11-21T", "2026-11-21T03:50:34", "2026-11-21T03:50:34.Z",
    "2026-11-21T03:50:34.1234Z", "2026-11-21T24:00:00Z", "2026-11-21T23:60:00Z",
    "2026-11-21T23:59:60Z", "2026-11-21t03:50:34Z", "2026-11-21T03:50:34z",
    "2026-11-21T03:50:34+00:00", "2026-11-21 03:50:34Z", "2026-02-30T03:50:34Z",
    "2026-11-21T3:50:34Z", "2026-11-21T03:50:34ZZ", "2026-11-21T03:50Z", "2026-11-21T03:50:34.-1Z",
  ])
  func `refuses what is not a moment in UTC`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `tells its day and time of day, before 1970 too`() {
    let instant = Instant(milliseconds: -1)
    #expect(instant.day.description == "1969-12-31")
    #expect(instant.millisecondOfDay == 86_399_999)
    #expect(instant.hour == 23 && instant.minute == 59 && instant.second == 59)
    #expect(Instant(startOf: instant.day).milliseconds == -86_400_000)
    #expect(Instant(milliseconds: -86_400_000).day.description == "1969-12-31")
  }

  @Test func `stops at the ends of its range`() {
    #expect(Instant(milliseconds: .min) == .first)
    #expect(Instant(milliseconds: .max) == .last)
    #expect(Instant.first.description == "0000-01-01T00:00:00.000Z")
    #expect(Instant.last.description == "9999-12-31T23:59:59.999Z")
    #expect(Instant.last.adding(milliseconds: .max) == .last)
    #expect(Instant.first.adding(milliseconds: .min) == .first)
    #expect(Instant.first.adding(seconds: .min) == .first)
    #expect(Instant.first.adding(seconds: .max) == .last)
    #expect(Instant(milliseconds: 1).adding(milliseconds: .max) == .last)
  }

  @Test func `adds seconds and measures the time since another`() {
    let instant = Instant(milliseconds: 5)
    #expect(instant.adding(seconds: -2).milliseconds == -1995)
    #expect(instant.adding(seconds: 3).milliseconds(since: instant) == 3000)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `keeps its order and value through text`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let range = Instant.first.milliseconds...Instant.last.milliseconds
    let left = Instant(milliseconds: .random(in: range, using: &random))
    let right = Instant(milliseconds: .random(in: range, using: &random))
    #expect(Instant(left.description) == left)
    #expect((left < right) == (left.description < right.description))
    let rest = Int64(left.millisecondOfDay)
    #expect(Instant(startOf: left.day).adding(milliseconds: rest) == left)
  }

  @Test func `is a string in JSON, and so is a day`() throws {
    struct Record: Codable, Equatable {
      var at: Instant
      var on: Day
    }
    let instant = try #require(Instant("2026-11-21T03:50:34.123Z"))
    let record = Record(at: instant, on: instant.day)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(record)
    let text = #"{"at":"2026-11-21T03:50:34.123Z","on":"2026-11-21"}"#
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(Record.self, from: bytes) == record)
  }

  @Test(arguments: [#"["2026-11-31"]"#, "[5]"])
  func `is refused in JSON when it is not one`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data(text.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Instant].self, from: Data(text.utf8))
    }
  }
}
