import Civic
import Exact
import Testing

@Suite struct `Rows of an imported table` {
  private let headings = ["No.", "Title", "Owner", "2026", "2027"]

  @Test(arguments: [
    "Total", "TOTAL:", "Вкупно", "Ukupno", "Skupaj", "Общо", "Gjithsej", "Total général", "Sum",
  ])
  func `that say total bring no action`(word: String) {
    for place in [0, 1] {
      var total = ["", "", "", "30", "12"]
      total[place] = word
      let table = ImportSample.table([
        headings, ["1", "One", "x", "10", "4"], ["2", "Two", "x", "20", "8"], total,
      ])
      let outcome = ImportSample.outcome(table)
      #expect(outcome.skipped == [3: .total])
      #expect(outcome.problems.isEmpty && outcome.additions.actions.count == 2)
    }
  }

  @Test func `that add up the rows above bring no action, group by group`() {
    let table = ImportSample.table([
      headings, ["1", "One", "x", "10", "4"], ["2", "Two", "x", "20", "8"],
      ["", "", "", "30", "12"], ["3", "Three", "x", "5", ""], ["", "", "", "5", ""],
      ["", "", "", "35", "12"],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.skipped == [3: .total, 5: .total, 6: .total])
    #expect(outcome.problems.isEmpty)
  }

  @Test func `of actions may begin with a word for total`() {
    let table = ImportSample.table([
      headings, ["1", "Total renovation of the library", "City IT", "10", "4"],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.skipped.isEmpty && outcome.additions.actions.count == 1)
  }

  @Test func `that are empty, repeat the heading or head a group bring no action`() {
    let table = ImportSample.table([
      ["Plan of Sampleton"], [], headings, ["Priority 1: Services"],
      ["1", "One", "x", "10", "4"], [" ", "-"], headings, ["2", "Two", "x", "1", "1"],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.skipped == [3: .heading, 5: .empty, 6: .repeatedHeader])
    #expect(outcome.additions.actions.map(\.code) == ["1", "2"])
    #expect(Set(outcome.actions.keys) == [4, 7])
  }

  @Test func `that people leave out bring no action`() {
    let table = ImportSample.table([headings, ["1", "One", "x", "?", ""]]) { $0.leftOut = [1] }
    let outcome = ImportSample.outcome(table)
    #expect(outcome.skipped == [1: .leftOut] && outcome.problems.isEmpty && !outcome.isSound)
  }

  @Test func `with rates as fractions are read as percent, and it is said`() throws {
    let rate = { (number: String) in Cell(.number(number)) }
    let table = ImportSample.cells([
      ["Title", "Funding source", "Co-financing rate"].map(Cell.text),
      [.text("One"), .text("ERDF"), rate("0.8")], [.text("Two"), .text("ERDF"), rate("0.725")],
      [.text("Three"), .text("Own budget"), rate("1")],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(
      outcome.additions.fundingLines.map { $0.percent?.description } == ["80", "72.5", "100"])
    #expect(outcome.remarks.map(\.key) == ["importRemarkFractions"])
    #expect(outcome.additions.fundingSources.count == 2)
  }

  @Test func `with rates above one are read as they stand`() {
    let table = ImportSample.table([
      ["Title", "Funding source", "Co-financing rate"], ["One", "ERDF", "72,5"],
      ["Two", "ERDF 80 %; Own budget", ""], ["Three", "Loan", "0.5 %"],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.problems.isEmpty && outcome.remarks.isEmpty)
    #expect(
      outcome.additions.fundingLines.map { $0.percent?.description } == ["72.5", "80", nil, "0.5"])
    #expect(outcome.additions.fundingSources.map(\.kind) == [.erdf, .ownBudget, .loan])
  }

  @Test func `round what spreadsheets compute, and say so`() {
    let table = ImportSample.cells([
      ["Title", "Owner", "Total cost"].map(Cell.text),
      [.text("One"), .text("x"), Cell(.number("33.333333333333336"), isFormula: true)],
      [.text("Two"), .text("x"), Cell(.number("0.005"))],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.additions.costLines.map(\.planned) == [3333, 1])
    #expect(outcome.remarks == [Message("importRemarkRounded", ["count": .count(2)])])
  }

  /// Random tables: whatever stands in a column with a field is somewhere afterwards.
  @Test(arguments: 0..<24 as Range<UInt64>)
  func `lose nothing`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let headings = ActionField.template(for: PlanSample.empty.plan).map { $0.heading(in: .english) }
    let words = [
      "", "", "-", "Mark%", "12", "2027", "0.8", "3;4", "A%;B%", "done", "capital", "1.5.2027",
      "travel", "1.234", "Total", "applied",
    ]
    var rows = [headings]
    for row in 1...12 {
      rows.append(
        headings.indices.map { column in
          words[Int.random(in: 0..<words.count, using: &random)]
            .replacing("%", with: "x\(row)y\(column)")
        })
    }
    // Finding the columns takes long in a build for tests; the headings are always the same.
    var table = ImportSample.table([headings])
    let extra = seed % 2 == 0 ? ["Extra\(seed)"] : []
    table.settings.keepsOthers = true
    table.table = Table(name: "", rows: rows.map { ($0 + extra).map(Cell.text) })
    let outcome = ImportSample.outcome(table)
    let held = Set(texts(of: outcome.additions).flatMap { $0.matches(of: marks).map(\.0) })
    for (index, row) in rows.enumerated().dropFirst() where outcome.skipped[index] == nil {
      #expect(outcome.actions[index] != nil)
      for (column, text) in row.enumerated() {
        let address = CellAddress(row: index, column: column)
        guard !outcome.problems.contains(where: { $0.address == address }) else { continue }
        for mark in text.split(separator: ";") where mark.contains("x\(index)y") {
          #expect(held.contains(mark), "\(address) \(text)")
        }
      }
    }
    let notes = outcome.additions.actions.compactMap(\.internalNote).joined()
    #expect(notes.contains("Extra\(seed)") == (seed % 2 == 0))
  }

  private let marks = #/[A-Z][a-w]*x\d+y\d+/#

  private func texts(of additions: PlanAdditions) -> [String] {
    let names =
      additions.organisations.map(\.name) + additions.objectives.map(\.label)
      + additions.fundingSources.map(\.name) + additions.indicators.map(\.name)
      + additions.risks.map(\.title) + additions.costLines.compactMap(\.title)
    return names.flatMap(\.texts.values) + additions.indicators.map(\.unit)
      + additions.actions.flatMap { action in
        let texts = [action.title, action.description, action.statusReason]
        return texts.compactMap { $0 }.flatMap(\.texts.values)
          + [action.code, action.district, action.internalNote].compactMap { $0 }
      }
  }
}

@Suite struct `A stored table` {
  @Test func `comes back as it was`() throws {
    let row: [Cell] = [
      .empty, .text("=1+1"), Cell(.number("-12.50"), isFormula: true),
      Cell(.date(Day(daysSince1970: 20_000))), Cell(.boolean(true)), Cell(.boolean(false)),
      Cell(.formulaError("#N/A"), isFormula: true), .text("d2026-01-01"),
    ]
    let table = Table(name: "Лист", rows: [[], row], isHidden: true)
    let stored = try JSONValue(encoding: table).decoded(as: Table.self)
    #expect(stored == table)
    var settings = ImportSettings(language: .macedonian, unit: "№")
    settings.fields = [0: .title, 3: .plannedCost(year: 2027)]
    settings.decimalMark = .comma
    settings.leftOut = [4]
    #expect(try JSONValue(encoding: settings).decoded(as: ImportSettings.self) == settings)
  }

  @Test(arguments: ["x1", "dsoon", "n"])
  func `with an unknown cell is refused, but for empty numbers`(code: String) {
    let json = JSONValue.string(code)
    if code == "n" {
      #expect((try? json.decoded(as: Cell.self)) == Cell(.number("")))
    } else {
      #expect(throws: DecodingError.self) { try json.decoded(as: Cell.self) }
    }
  }
}
