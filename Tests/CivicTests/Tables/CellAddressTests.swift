import Civic
import Testing

@Suite struct `Cell addresses` {
  @Test(arguments: [
    ("A1", 0, 0), ("B7", 6, 1), ("Z1", 0, 25), ("AA10", 9, 26), ("$C$3", 2, 2),
    ("XFD1048576", 1_048_575, 16_383),
  ])
  func `are read`(notation: String, row: Int, column: Int) {
    #expect(CellAddress(notation) == CellAddress(row: row, column: column))
  }

  @Test(arguments: ["", "7", "B", "B0", "7B", "B-1", "XFE1", "A1048577", "AAAA1", "B7C", "Б7"])
  func `are refused when no spreadsheet has them`(notation: String) {
    #expect(CellAddress(notation) == nil)
  }

  @Test func `survive being written and read, in every column`() {
    for column in 0..<16_384 {
      let address = CellAddress(row: column * 7 % 1000, column: column)
      #expect(CellAddress(address.description) == address)
    }
  }

  @Test func `are ordered by row, then by column`() throws {
    let sorted = ["B2", "A10", "AA1", "B1", "A2"].compactMap { CellAddress($0) }.sorted()
    #expect(sorted.map(\.description) == ["B1", "AA1", "A2", "B2", "A10"])
  }
}

@Suite struct `Tables of cells` {
  @Test func `answer empty outside their cells`() {
    let table = Table(name: "T", rows: [[.text("a")], []])
    #expect(table[CellAddress(row: 0, column: 0)] == .text("a"))
    #expect(table[CellAddress(row: 0, column: 5)] == .empty)
    #expect(table[CellAddress(row: 9, column: 0)] == .empty)
  }

  @Test func `grow when a cell outside is replaced`() {
    let address = CellAddress(row: 2, column: 1)
    let table = Table(name: "T", rows: [[.text("a")]]).replacing(address, with: .text("b"))
    #expect(table.rows == [[.text("a")], [], [.empty, .text("b")]])
    #expect(table.columnCount == 2)
  }

  @Test func `show each content as text`() throws {
    let day = try #require(Day(year: 2026, month: 12, day: 31))
    let contents: [Cell.Content] = [
      .empty, .text("x"), .number("-1.5"), .date(day), .boolean(true), .formulaError("#REF!"),
    ]
    #expect(contents.map { Cell($0).text } == ["", "x", "-1.5", "2026-12-31", "TRUE", "#REF!"])
    #expect(contents.map { Cell($0).isBlank } == [true, false, false, false, false, false])
    #expect(Cell.text(" \u{A0}\n").isBlank)
  }
}
