import Civic
import Exact
import Pages

/// Reads what somebody chose for the columns of a table.
struct ImportColumnsForm {
  let input: FormInput
  let document: PlanDocument

  /// The draft as it was chosen, and what is wrong with it.
  ///
  /// When another sheet or heading was chosen, its columns are guessed anew.
  func read(
    into draft: ImportDraft
  ) -> (draft: ImportDraft, isGuessed: Bool, problems: [FieldProblem]) {
    var next = draft
    readOptions(into: &next.settings)
    let sheet = input["sheet"].flatMap(Int.init) ?? draft.settings.sheet
    if sheet != draft.settings.sheet, draft.tables.indices.contains(sheet) {
      next.settings.sheet = sheet
      next.settings.guess(draft.tables[sheet])
      next.settings.leftOut = []
      next.corrections = [:]
      return (next, true, [])
    }
    guard let table = next.tableImport?.table else { return (next, false, []) }
    guard let rows = headerRows(of: table) else {
      let last = Message(
        "importHeaderWrong", ["last": .text(String(max(1, table.rows.count)))])
      return (next, false, [FieldProblem(field: "header", message: last)])
    }
    if rows != draft.settings.headerRows || input["again"] != nil {
      next.settings.guess(table, headerRows: rows)
      return (next, true, [])
    }
    next.settings.fields = fields(of: table)
    return (next, false, problems(of: table))
  }

  private func headerRows(of table: Table) -> Range<Int>? {
    guard let row = input.text("header").flatMap(Int.init), table.rows.indices.contains(row - 1)
    else { return nil }
    let count = input["headerRows"] == "2" && row < table.rows.count ? 2 : 1
    return (row - 1)..<(row - 1 + count)
  }

  private func fields(of table: Table) -> [Int: ActionField] {
    var fields: [Int: ActionField] = [:]
    for column in 0..<table.columnCount {
      fields[column] = input["column-\(column)"].flatMap(ActionField.init(name:))
    }
    return fields
  }

  private func problems(of table: Table) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    var taken: Set<ActionField> = []
    for (column, field) in fields(of: table).sorted(by: { $0.key < $1.key })
    where !taken.insert(field).inserted {
      let message =
        field.year.map { Message("importYearTwice", ["year": .text(String($0))]) }
        ?? Message("importFieldTwice", ["field": .name(key: field.label.key)])
      problems.append(FieldProblem(field: "column-\(column)", message: message))
    }
    if !taken.contains(.title) {
      problems.append(FieldProblem(field: "column-0", message: Message("importTitleMissing")))
    }
    return problems
  }

  private func readOptions(into settings: inout ImportSettings) {
    let year = input["costYear"].flatMap(Int.init)
    settings.costYear = year.flatMap { document.plan.years.contains($0) ? $0 : nil }
    settings.decimalMark = input["decimalMark"].flatMap(AmountText.DecimalMark.init(name:))
    let language = input["language"].flatMap(Language.init(rawValue:))
    if let language, Language.interface.contains(language) { settings.language = language }
    settings.objective = document.objectives.first { $0.id.rawValue == input["objective"] }?.id
    settings.keepsOthers = input["keepsOthers"] != nil
  }
}
