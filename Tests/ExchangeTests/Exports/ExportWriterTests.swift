import Civic
import Exact
import Exchange
import Testing

@Suite struct `Tables on their way out` {
  private static let made = Instant(milliseconds: 1_790_000_000_000)

  private static func pack(_ rows: [[ExportValue]]) throws -> ExportPack {
    ExportPack(
      title: "Plan & <more>", language: .macedonian, made: made,
      facts: [ExportFact("Made", "today")],
      words: ExportWords(about: "About", table: "Table", rows: "Rows", notes: ["A note"]),
      tables: [
        ExportTable(
          name: "action", title: "A/B: a very long title of a list, longer than a sheet takes",
          columns: [
            ExportColumn(name: "id", title: "Identifier", kind: .text),
            ExportColumn(name: "title.mk", title: "Наслов", kind: .text),
            ExportColumn(name: "cost", title: "Cost", kind: .money(.euro)),
            ExportColumn(name: "start", title: "Start", kind: .day),
            ExportColumn(name: "share", title: "Share", kind: .decimal),
          ], rows: rows)
      ])
  }

  private static func row(_ text: String) throws -> [ExportValue] {
    [
      .text("x1"), .words(text), .money(Money(minorUnits: 123_450, currency: .euro)),
      .day(try #require(Day("2026-12-31"))), .number("12.5"),
    ]
  }

  @Test(arguments: [
    "plain", "  spaces ", "two\nlines", "<b>&\"'", "_x0041_ literal", "Ѓорѓи č ș", "=1+1",
    "\u{1F600} emoji",
  ])
  func `are read back from a workbook as they were`(text: String) throws {
    let tables = try XLSXReader().read(XLSXWriter().bytes(Self.pack([Self.row(text)])))
    #expect(tables.count == 2 && tables[1].name.utf16.count <= 31)
    #expect(!tables[1].name.contains("/") && !tables[1].name.contains(":"))
    let row = tables[1].rows[1]
    #expect(row[1] == Cell(.text(text)))
    #expect(row[2] == Cell(.number("1234.50")) || row[2] == Cell(.number("1234.5")))
    #expect(row[3] == Cell(.date(try #require(Day("2026-12-31")))))
    #expect(row[4] == Cell(.number("12.5")))
  }

  @Test func `leave out what XML cannot hold, and refuse what a cell cannot`() throws {
    let tables = try XLSXReader().read(
      XLSXWriter().bytes(Self.pack([Self.row("a\u{0}b\u{8}c\u{FFFF}")])))
    #expect(tables[1].rows[1][1].text == "abc")
    let long = try Self.pack([Self.row(String(repeating: "x", count: 32_768))])
    #expect(throws: ExportError.self) { try XLSXWriter().bytes(long) }
  }

  @Test func `say in each archive what it contains`() throws {
    let rows = try [Self.row("=cmd|' /C calc'!A0"), Self.row("@SUM(1)"), Self.row("-5")]
    let archive = try ZipArchive(TableArchive(hasByteOrderMark: true).bytes(Self.pack(rows)))
    let text = { (name: String) in String(decoding: try archive.contents(of: name), as: UTF8.self) }
    let readme = try text("README.txt")
    #expect(readme.contains("action.csv") && readme.contains("Rows: 3"))
    let csv = try text("action.csv")
    #expect(csv.hasPrefix("\u{FEFF}Identifier,Наслов,"))
    #expect(csv.contains("'=cmd|") && csv.contains("'@SUM(1)") && !csv.contains(",=cmd"))
    #expect(csv.contains(",1234.50,2026-12-31,12.5\r\n"))
    let json = try JSONValue(parsing: text("action.csv-metadata.json"), limits: .records)
    #expect(json["url"]?.string == "action.csv" && json["dc:extent"]?.string == "3")
    let columns = json["tableSchema"]?["columns"]?.array ?? []
    #expect(columns.map { $0["name"]?.string } == ["id", "title_mk", "cost", "start", "share"])
    #expect(columns[3]["datatype"]?["base"]?.string == "date")
  }
}

@Suite struct `A calendar` {
  private func feed(_ summary: String) throws -> String {
    CalendarFeed(
      name: "Plan, of; a city", language: .macedonian,
      changedAt: Instant(milliseconds: 1_790_000_000_000),
      events: [
        CalendarFeed.Event(
          uid: "end-a@plan", day: try #require(Day("2026-12-31")), summary: summary,
          description: "A1\nCity", category: "Ends", address: "https://example.org/a")
      ]
    ).text
  }

  @Test func `folds lines between characters and escapes what has a meaning`() throws {
    let words = String(repeating: "Завршува, активност; \\ ", count: 9) + "\nBEGIN:VEVENT"
    let text = try feed(words)
    let lines = text.components("\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("Завршува\\, активност\\; \\\\ "))
    #expect(unfolded.contains("DTSTART;VALUE=DATE:20261231\r\n"))
    #expect(unfolded.contains("DTEND;VALUE=DATE:20270101\r\n"))
  }

  @Test func `keeps line ends and controls out of its properties`() throws {
    let text = try feed("a\r\nATTACH:file:///etc/passwd\u{7}\u{0}")
    #expect(!text.contains("\r\nATTACH"))
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\r" && $0 != "\n" })
  }
}

@Suite struct `A feed of news` {
  @Test func `escapes everything and is newest when its newest entry is`() throws {
    let entry = { (number: Int64, title: String) in
      AtomFeed.Entry(
        id: "https://example.org/\(number)", title: title,
        updated: Instant(milliseconds: number * 1000),
        address: "https://example.org/?a=1&b=\(number)", summary: "s", category: "plan")
    }
    let text = AtomFeed(
      id: "https://example.org/f", title: "T", author: "G", language: .english,
      address: "https://example.org/f", page: "https://example.org/",
      begun: Instant(milliseconds: 0),
      entries: [entry(2, "<script>&\u{0}"), entry(1, "b")]
    ).text
    #expect(text.contains("&lt;script&gt;&amp;</title>") && !text.contains("<script>"))
    #expect(text.contains("?a=1&amp;b=2") && text.contains("<updated>1970-01-01T00:00:02.000Z"))
  }
}

extension String {
  /// Cut at every occurrence, empty parts too.
  fileprivate func components(_ mark: String) -> [String] {
    split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }
}
