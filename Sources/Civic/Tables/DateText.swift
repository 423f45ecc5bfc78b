/// Reads dates as people type them in action tables, down to a month, a quarter or a year.
public enum DateText {
  /// Which day of a month, quarter or year is meant.
  public enum Edge: Hashable, Sendable {
    case start, end
  }

  /// Reads `31.12.2026`, `31/12/2026`, `2026-12-31`, `12.2026`, `декември 2026`, `Q3 2027`,
  /// `III квартал 2027` or `2027`; the day comes before the month.
  ///
  /// - Parameter edge: The first or the last day of what is longer than a day.
  /// - Returns: `nil` for anything else, also for what only a reader of months first could accept.
  public static func parse(_ text: String, edge: Edge) -> Day? {
    let trimmed = String(text.prefix(60))
    guard trimmed.first != "-" else { return nil }
    if let day = numericDate(trimmed) { return day }
    let words = FoldedText(trimmed).words.filter { !yearWords.contains($0) }
    let years = words.filter { $0.count == 4 && Int($0) != nil }.compactMap { Int($0) }
    guard years.count == 1, let year = years.first, (1900...2199).contains(year) else { return nil }
    let others = words.filter { $0 != String(year) }
    guard !others.isEmpty else { return period(1...12, year, edge) }
    if let date = wordedDate(others, year, edge) { return date }
    return QuarterWords.quarter(of: others).flatMap { period($0 * 3 - 2...$0 * 3, year, edge) }
  }

  /// The day of a cell: its date, a year typed as a number, or what its text says.
  public static func parse(_ cell: Cell, edge: Edge) -> Day? {
    switch cell.content {
    case .date(let day): day
    case .number(let number): number.count == 4 ? parse(number, edge: edge) : nil
    case .text(let text): parse(text, edge: edge)
    case .empty, .boolean, .formulaError: nil
    }
  }

  /// Words for year, in all the languages, that may follow one.
  private static let yearWords: Set<String> = [
    "g", "god", "godina", "godini", "y", "year", "an", "annee", "viti", "leto", "leta", "anul",
    "godine", "of", "de", "na",
  ]

  /// Three numbers, year first or last.
  private static func numericDate(_ text: String) -> Day? {
    let date = text.trimmingSuffix().split { $0 == "T" || $0 == " " && text.contains(":") }.first
    let parts = (date ?? "").split { ".-/ ".contains($0) }.map(String.init)
    let numbers = parts.compactMap { part in part.utf8.count <= 4 ? Int(part) : nil }
    guard parts.count == 3, numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { return nil }
    if parts[0].count == 4 { return Day(year: numbers[0], month: numbers[1], day: numbers[2]) }
    guard parts[0].count <= 2, parts[1].count <= 2 else { return nil }
    switch parts[2].count {
    case 4: return Day(year: numbers[2], month: numbers[1], day: numbers[0])
    case 2: return Day(year: 2000 + numbers[2], month: numbers[1], day: numbers[0])
    default: return nil
    }
  }

  /// A month by number or name, perhaps with a day: `12`, `декември`, `31 december`.
  private static func wordedDate(_ words: [String], _ year: Int, _ edge: Edge) -> Day? {
    let names = words.compactMap { MonthWords.month($0) }
    let numbers = words.compactMap { Int($0) }
    guard names.count + numbers.count == words.count else { return nil }
    switch (names.count, numbers.count) {
    case (1, 0): return period(names[0]...names[0], year, edge)
    case (1, 1): return Day(year: year, month: names[0], day: numbers[0])
    case (0, 1): return period(numbers[0]...numbers[0], year, edge)
    default: return nil
    }
  }

  private static func period(_ months: ClosedRange<Int>, _ year: Int, _ edge: Edge) -> Day? {
    switch edge {
    case .start: Day(year: year, month: months.lowerBound, day: 1)
    case .end: Day(year: year, month: months.upperBound, day: 1)?.endOfMonth
    }
  }
}

extension String {
  /// Without the abbreviation for year and the point that may close a date: `31.12.2026 г.`
  fileprivate func trimmingSuffix() -> String {
    var text = self[...].drop { $0.isWhitespace }
    while let last = text.last, last.isLetter || last.isWhitespace || last == "." {
      text = text.dropLast()
    }
    return String(text)
  }
}
