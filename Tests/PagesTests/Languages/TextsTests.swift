import Civic
import Exact
import Foundation
import Testing

@testable import Pages

private func texts(
  _ json: String, fallback: String = #"{"greeting":"Hello {name}"}"#, language: String = "sl"
) throws -> Texts {
  let folder = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let slovene = #""one":"v = 0 and i % 100 = 1","two":"v = 0 and i % 100 = 2","few":"v != 0""#
  for (code, rules, texts) in [
    ("en", #""one":"i = 1 and v = 0""#, fallback), ("sl", slovene, json),
  ] {
    let file = """
      {"code":"\(code)","name":"x","locale":"\(code)","plurals":{\(rules)},
      "reviewed":{"dayToday":"a speaker"},"texts":\(texts)}
      """
    try file.write(
      to: folder.appending(path: "\(code).json"), atomically: true, encoding: .utf8)
  }
  let catalogue = try TextCatalogue(directory: folder)
  return catalogue.texts(for: try #require(Language(rawValue: language)))
}

@Suite struct `Texts of a language` {
  @Test func `fill their placeholders as the language writes them`() throws {
    let json = #"{"m":"{amount} za {name} {day}, {share} od {total}"}"#
    let message = Message(
      "m",
      [
        "amount": .money(Money(minorUnits: 123_450, currency: .euro)), "name": .text("Celje"),
        "day": .day(try #require(Day(year: 2026, month: 3, day: 1))),
        "share": .percent(try #require(ExactDecimal("57.5"))),
        "total": .number(ExactDecimal(12_345)),
      ])
    #expect(
      try texts(json).sentence(message)
        == "1234,50\u{A0}€ za Celje 1. marec 2026, 57,5\u{A0}% od 12.345")
  }

  @Test(arguments: [(1, "1 dan"), (2, "2 dneva"), (101, "101 dan"), (5, "5 dni")])
  func `choose the plural by the count`(count: Int, expected: String) throws {
    let json =
      #"{"d":{"one":"{count} dan","two":"{count} dneva","few":"{count} dnevi","other":"{count} dni"}}"#
    #expect(try texts(json).sentence(Message("d", ["count": .count(count)])) == expected)
  }

  @Test func `fall back to English with its plural rules`() throws {
    let english = #"{"d":{"one":"{count} day","other":"{count} days"}}"#
    let texts = try texts("{}", fallback: english)
    #expect(texts.sentence(Message("d", ["count": .count(101)])) == "101 days")
    #expect(texts.sentence(Message("d", ["count": .count(1)])) == "1 day")
  }

  @Test func `show the key when no language has it`() throws {
    #expect(try texts("{}").sentence(Message("nothing")) == "nothing")
  }

  @Test func `keep a placeholder that nothing fills`() throws {
    #expect(try texts("{}").sentence(Message("greeting")) == "Hello {name}")
  }

  @Test func `do not look for placeholders in what fills them`() throws {
    let message = Message("greeting", ["name": .text("{name}{count}")])
    #expect(try texts("{}").sentence(message) == "Hello {name}{count}")
  }

  @Test func `fill in names by their keys`() throws {
    let json = #"{"greeting":"v jeziku {name}","language_sl":"slovenščina"}"#
    let message = Message("greeting", ["name": .name(Language.slovene)])
    #expect(try texts(json).sentence(message) == "v jeziku slovenščina")
    #expect(try texts(json).name(of: Language.slovene) == "slovenščina")
  }

  @Test func `come in parts for a page's markup`() throws {
    let json = #"{"fileSizeKilobytes":"pred {size} potem {link}."}"#
    let parts = try texts(json).parts(.fileSizeKilobytes, ["size": .count(5)])
    #expect(
      parts == [.text("pred "), .text("5"), .text(" potem "), .slot("link"), .text(".")])
  }

  @Test func `know what a speaker has reviewed`() throws {
    #expect(try texts("{}").isReviewed(.dayToday))
    #expect(try !texts("{}").isReviewed(.dayTomorrow))
  }

  @Test func `tell moments in the reader's time zone`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Skopje"))
    let texts = try TextSources.catalogue().texts(for: .english, timeZone: zone)
    let summer = Instant(milliseconds: 1_782_943_440_000)  // 2026-07-01T22:04:00Z
    #expect(texts.formats.instant(summer) == "2 July 2026 at 00:04")
    #expect(texts.formats.localDay(of: summer) == Day(year: 2026, month: 7, day: 2))
    #expect(texts.formats.telling(time: .gmt).time(summer) == "22:04")
  }

  @Test(arguments: [
    (0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-3, "3 days ago"), (45, "in 45 days"),
    (46, "in 2 months"), (-365, "12 months ago"), (800, "in 2 years"), (-36_525, "100 years ago"),
  ])
  func `tell dates as seen from today`(days: Int, expected: String) throws {
    let today = try #require(Day(year: 2026, month: 11, day: 21))
    let texts = try TextSources.catalogue().texts(for: .english)
    #expect(texts.relative(today.adding(days: days), to: today) == expected)
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"),
    (9950, "10 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (2_500_000_000, "2.5 GB"),
    (5_000_000_000_000, "5,000 GB"),
  ])
  func `tell the size of a file`(bytes: Int, expected: String) throws {
    let texts = try TextSources.catalogue().texts(for: .english)
    #expect(
      texts.fileSize(bytes).replacing("\u{A0}", with: " ") == expected)
  }
}

@Suite struct `Text catalogue` {
  @Test func `comes with the program`() throws {
    #expect(try TextCatalogue.bundled().languages == Language.interface)
  }

  @Test func `names languages as they name themselves`() throws {
    #expect(try TextSources.catalogue().name(of: .slovene) == "Slovenščina")
  }

  @Test func `answers in English where it lacks a language`() throws {
    let german = try #require(Language(rawValue: "de"))
    #expect(try TextSources.catalogue().texts(for: german).language == .english)
  }

  @Test(arguments: [
    ("sl", "sl"), ("sl-SI,en;q=0.5", "sl"), ("de-DE,de;q=0.9,fr;q=0.8,en;q=0.7", "fr"),
    ("en;q=0.3,mk;q=0.9", "mk"), ("sr-Cyrl-RS", "cnr"), ("sr-Latn", "cnr"), ("bs", "cnr"),
    ("hr-HR,hr;q=0.9", "cnr"), ("cnr-ME", "cnr"), ("mo", "ro"), ("ro-MD", "ro"), ("*", "en"),
    ("", "en"), ("de", "en"), ("sl;q=0,bg", "bg"), ("sl; q=0.2 , sq ; q=0.4", "sq"),
    ("sl;q=7", "en"), (";;,,;q=1,<script>", "en"), ("FR", "fr"),
  ])
  func `answers a browser's wishes`(header: String, expected: String) throws {
    #expect(try TextSources.catalogue().language(accepting: header).rawValue == expected)
  }

  @Test func `refuses a folder without English and a file that is no text file`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: TextError.unreadable(file: "en.json")) { try TextCatalogue(directory: folder) }
    try "[]".write(
      to: folder.appending(path: "en.json"), atomically: true, encoding: .utf8)
    #expect(throws: TextError.self) { try TextCatalogue(directory: folder) }
  }
}
