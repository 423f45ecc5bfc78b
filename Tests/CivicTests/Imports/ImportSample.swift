import Civic
import Exact

/// Tables of actions for tests, on the plan of `PlanSample` (2026 to 2028, in euros).
enum ImportSample {
  /// A table of texts under their headings, its columns guessed.
  static func table(
    _ rows: [[String]], change: (inout ImportSettings) -> Void = { _ in }
  ) -> TableImport {
    cells(rows.map { $0.map(Cell.text) }, change: change)
  }

  static func cells(
    _ rows: [[Cell]], change: (inout ImportSettings) -> Void = { _ in }
  ) -> TableImport {
    let table = Table(name: "Actions", rows: rows)
    var settings = ImportSettings(language: .english, unit: "number")
    settings.guess(table)
    change(&settings)
    return TableImport(table: table, settings: settings)
  }

  static func outcome(
    _ table: TableImport, in document: PlanDocument = PlanSample.plan(actions: 0)
  ) -> ImportOutcome {
    var count = 0
    return table.outcome(in: document) {
      count += 1
      return "new-\(count)"
    }
  }

  /// Where the problems are and what they are, as `B7 importProblemDate`.
  static func problems(_ outcome: ImportOutcome) -> [String] {
    outcome.problems.map { "\($0.address) \($0.message.key)" }
  }
}
