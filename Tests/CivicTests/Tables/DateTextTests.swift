import Civic
import Testing

@Suite struct `Dates as text` {
  @Test(arguments: [
    "31.12.2026", "31/12/2026", "31-12-2026", "2026-12-31", "31.12.2026.", "31. 12. 2026",
    "31.12.2026 г.", "31.12.2026 год.", "31.12.26", "2026/12/31", "2026-12-31T23:00:00Z",
    "31.12.2026 10:30", " 31.12.2026 ", "31 декември 2026", "31 décembre 2026",
    "31. decembra 2026", "December 31, 2026", "31 dhjetor 2026", "31 decembrie 2026",
  ])
  func `to the day are read the same from both ends`(text: String) {
    let day = Day(year: 2026, month: 12, day: 31)
    #expect(day != nil)
    #expect(DateText.parse(text, edge: .start) == day)
    #expect(DateText.parse(text, edge: .end) == day)
  }

  @Test(arguments: [
    ("декември 2026", 12, 12), ("dec 2026", 12, 12), ("Dec. 2026", 12, 12), ("12.2026", 12, 12),
    ("12/2026", 12, 12), ("2026-12", 12, 12), ("février 2026", 2, 2), ("shkurt 2026", 2, 2),
    ("qershor 2026", 6, 6), ("юни 2026 г.", 6, 6), ("јули 2026", 7, 7), ("iulie 2026", 7, 7),
    ("avgust 2026", 8, 8), ("août 2026", 8, 8), ("Oktobar 2026.", 10, 10), ("ноември 2026", 11, 11),
    ("maj 2026", 5, 5), ("май 2026", 5, 5), ("mars 2026", 3, 3), ("Q3 2026", 7, 9),
    ("2026 Q1", 1, 3), ("3rd quarter 2026", 7, 9), ("III квартал 2026", 7, 9),
    ("I квартал 2026", 1, 3), ("K4 2026", 10, 12), ("T2 2026", 4, 6), ("3e trimestre 2026", 7, 9),
    ("trimestrul II 2026", 4, 6), ("4. četrtletje 2026", 10, 12), ("tremujori 2 2026", 4, 6),
    ("II тримесечие на 2026 г.", 4, 6), ("2026", 1, 12), ("2026.", 1, 12), ("2026 г.", 1, 12),
    ("2026 година", 1, 12), ("leto 2026", 1, 12),
  ])
  func `of months, quarters and years have a first and a last day`(
    text: String, first: Int, last: Int
  ) throws {
    let end = try #require(Day(year: 2026, month: last, day: 1)).endOfMonth
    #expect(DateText.parse(text, edge: .start) == Day(year: 2026, month: first, day: 1))
    #expect(DateText.parse(text, edge: .end) == end)
  }

  @Test(arguments: [
    "", "soon", "12/31/2026", "31.02.2026", "32.1.2026", "13.2026", "Q5 2026", "2026-2027",
    "marketing 2026", "31.12", "december", "1.1.126", "20261231", "-2026", "Q3 Q4 2026", "1026",
    "V квартал 2026", "31.12.2026.5",
  ])
  func `are refused when they are none`(text: String) {
    #expect(DateText.parse(text, edge: .start) == nil)
  }

  @Test func `of cells are their dates, or years typed as numbers`() throws {
    let day = try #require(Day(year: 2027, month: 3, day: 1))
    #expect(DateText.parse(Cell(.date(day)), edge: .end) == day)
    #expect(
      DateText.parse(Cell(.number("2027")), edge: .end) == Day(year: 2027, month: 12, day: 31))
    #expect(DateText.parse(Cell(.number("46387")), edge: .end) == nil)
    #expect(DateText.parse(Cell(.number("2027.5")), edge: .end) == nil)
    #expect(DateText.parse(.text("1.3.2027"), edge: .start) == day)
    #expect(DateText.parse(Cell(.boolean(true)), edge: .start) == nil)
  }
}
