import Civic
import Exact
import Testing

@Suite struct `Mending an imported table` {
  /// What was written under a heading, and the problem that it is.
  private static let wrong: [(heading: String, text: String, problem: String)] = [
    ("Start date", "soon", "importProblemDate"), ("End date", "1.1.2020", "problemDates"),
    ("Total cost", "a lot", "importProblemAmount"), ("Total cost", "-5", "importProblemNegative"),
    ("Total cost", "500 MKD", "importProblemCurrency"),
    ("Total cost", "1.234", "importProblemTwoWays"),
    ("Total cost", "9999999999999999", "problemAmount"),
    ("Status", "blue", "importStatusUnknown"), ("Cost type", "blue", "importCostKindUnknown"),
    ("Co-financing rate", "150", "importProblemPercent"),
    ("Co-financing rate", "0.8", "importProblemTwoWays"),
    ("Funding status", "blue", "importFundingStatusUnknown"),
    ("Target", "much", "importProblemNumber"), ("Target", "1;2", "importProblemValues"),
    ("Target", "1.250 MWh", "importProblemTwoWays"), ("Objective", "O9", "importProblemObjective"),
    ("Grant amount", "1;2", "importProblemShares"), ("Code", "A1", "problemCodeTaken"),
  ]

  private static let good: [String: String] = [
    "Code": "X1", "Start date": "2026-05-01", "End date": "2027", "Total cost": "500",
    "Status": "planned", "Cost type": "capital", "Co-financing rate": "80",
    "Funding status": "secured", "Target": "12 MWh", "Objective": "O1", "Grant amount": "100",
    "Funding source": "Donor", "Indicator": "Energy", "Title": "Lamps",
  ]

  private func table(_ heading: String, _ text: String) -> TableImport {
    let headings = Self.good.keys.sorted().filter {
      heading == "Grant amount" || $0 != "Grant amount"
    }
    let first = headings.map { $0 == heading ? text : Self.good[$0] ?? "" }
    let second = headings.map { $0 == "Code" ? "X2" : Self.good[$0] ?? "" }
    return ImportSample.table([headings, first, second])
  }

  @Test(arguments: wrong)
  func `names the cell and goes away when it is mended`(
    heading: String, text: String, problem: String
  ) throws {
    let document = PlanSample.plan(actions: 1)
    var table = table(heading, text)
    let column = try #require(table.table.rows[0].firstIndex(of: .text(heading)))
    let address = CellAddress(row: 1, column: column)
    let outcome = ImportSample.outcome(table, in: document)
    #expect(ImportSample.problems(outcome) == ["\(address) \(problem)"])
    #expect(!outcome.isSound)
    table.corrections[address] = Self.good[heading]
    let mended = ImportSample.outcome(table, in: document)
    #expect(ImportSample.problems(mended).isEmpty && mended.isSound)
  }

  @Test func `offers both readings, each of which settles it`() throws {
    for (heading, text) in [
      ("Total cost", "1.234"), ("Co-financing rate", "0.8"), ("Target", "1.250 MWh"),
    ] {
      var table = table(heading, text)
      let problem = try #require(ImportSample.outcome(table).problems.first)
      #expect(Set(problem.readings).count == 2, "\(heading)")
      for reading in problem.readings {
        table.corrections[problem.address] = reading
        #expect(ImportSample.outcome(table).problems.isEmpty, "\(reading)")
      }
    }
  }

  @Test func `lets the other amounts of the table settle a reading`() {
    let table = ImportSample.table([
      ["Title", "Owner", "Total cost"], ["One", "x", "1.234"], ["Two", "x", "2.500,00"],
    ])
    let outcome = ImportSample.outcome(table)
    #expect(outcome.additions.costLines.map(\.planned) == [123_400, 250_000])
  }

  @Test func `finds what is missing`() {
    let headings = ["Title", "Owner", "Indicator", "Target", "Funding source", "Grant amount"]
    let rows = [
      ["", "City IT", "", "", "", ""], ["One", "x", "", "12", "", ""],
      ["Two", "x", "", "", "", "500"], ["Three", "x", "", "", "", "0"],
    ]
    let outcome = ImportSample.outcome(
      ImportSample.table([headings] + rows.map { $0.count == 6 ? $0 : [] }))
    #expect(
      ImportSample.problems(outcome).contains("D3 importProblemIndicator")
        || ImportSample.problems(outcome).contains("C3 importProblemIndicator"))
    #expect(ImportSample.problems(outcome).contains("E4 importProblemSource"))
    #expect(!outcome.problems.contains { $0.address.row == 4 })
  }

  @Test func `asks for the title of a row that says more`() {
    let table = ImportSample.table([
      ["Title", "Owner", "Start"], ["", "City IT", "2026"], ["One", "x", "2026"],
    ])
    #expect(ImportSample.problems(ImportSample.outcome(table)) == ["A2 importProblemTitle"])
  }

  @Test func `tells a code that stands twice`() {
    let table = ImportSample.table([
      ["Code", "Title", "Owner"], ["B1", "One", "x"], ["B1", "Two", "x"],
    ])
    #expect(ImportSample.problems(ImportSample.outcome(table)) == ["A3 importProblemCodeTwice"])
  }

  @Test func `tells years and currencies in headings that the plan does not have`() {
    var table = ImportSample.table([
      ["Title", "Owner", "Planned 2031", "Grant amount (MKD)", "Funding source"],
      ["One", "x", "5", "6", "Donor"],
    ])
    #expect(
      ImportSample.problems(ImportSample.outcome(table))
        == ["C1 problemYear", "D1 importProblemCurrency"])
    table.settings.fields[2] = nil
    table.corrections[CellAddress(row: 0, column: 3)] = "Grant amount (EUR)"
    #expect(ImportSample.outcome(table).problems.isEmpty)
  }

  @Test func `tells a total that is not the sum of its years`() {
    let headings = ["Title", "Owner", "2026", "2027", "Total cost"]
    let wrong = ImportSample.table([headings, ["One", "x", "100", "200", "350"]])
    #expect(ImportSample.problems(ImportSample.outcome(wrong)) == ["E2 importProblemSum"])
    let right = ImportSample.table([headings, ["One", "x", "100", "200", "300"]])
    let outcome = ImportSample.outcome(right)
    #expect(outcome.problems.isEmpty)
    #expect(outcome.additions.costLines.map(\.planned) == [10_000, 20_000])
  }

  @Test func `tells a formula that failed`() {
    let table = ImportSample.cells([
      [.text("Title"), .text("Owner"), .text("Total cost")],
      [.text("One"), .text("x"), Cell(.formulaError("#REF!"), isFormula: true)],
    ])
    #expect(ImportSample.problems(ImportSample.outcome(table)) == ["C2 importProblemFormula"])
  }

  @Test func `wants a column of titles`() {
    let table = ImportSample.table([["Owner", "Start", "End"], ["x", "2026", "2027"]])
    let outcome = ImportSample.outcome(table)
    #expect(ImportSample.problems(outcome) == ["A1 importProblemNoTitle"])
    #expect(outcome.additions.actions.isEmpty)
  }
}
