import Civic
import Exact

/// The cells that cannot be understood, each with a field to mend it and the row around it.
struct ImportMending: Component {
  let frame: PageFrame
  let plan: Plan
  let draft: ImportDraft
  let table: Civic.Table
  let outcome: ImportOutcome

  /// More rows than this are shown one batch after the other.
  private static let limit = 100

  private var texts: Texts { frame.texts }
  private var settings: ImportSettings { draft.settings }

  private var rows: [(row: Int, problems: [ImportProblem])] {
    Dictionary(grouping: outcome.problems, by: \.address.row)
      .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// The summary at the top of the page, linked to the fields.
  var errors: ErrorSummary {
    let count = texts(.importProblemsTitle, ["count": .count(outcome.problems.count)])
    let shown = rows.prefix(Self.limit).flatMap(\.problems)
    return ErrorSummary(
      title: count,
      items: shown.map { problem in
        ErrorSummary.Item(
          message: texts(
            .importCellProblem,
            [
              "cell": .text(problem.address.description),
              "problem": .text(texts.sentence(problem.message)),
            ]),
          field: isMendable(problem) ? Self.name(problem.address) : nil)
      })
  }

  var html: HTML {
    guard !outcome.problems.isEmpty else { return .empty }
    let more = rows.count - Self.limit
    let form = Form(
      action: frame.address(.planImport(draft.id, of: plan.id, .corrections)),
      token: frame.csrfField,
      content: """
        \(rows.prefix(Self.limit).map { section($0.row, $0.problems) })\
        \(more > 0 ? "<p>\(texts(.importMoreProblems, ["count": .count(more)]))</p>" : nil as HTML?)
        """,
      buttons: [Button(label: texts(.importCheckAgain))])
    let count = texts(.importProblemsTitle, ["count": .count(outcome.problems.count)])
    return """
      <section><h2>\(count)</h2><p>\(texts(.importProblemsLead))</p>\(form)</section>
      """
  }

  /// The name of the form value for a cell.
  static func name(_ address: CellAddress) -> String { "cell-\(address)" }

  /// What stands wrong in a heading is mended by choosing another field, except a currency.
  private func isMendable(_ problem: ImportProblem) -> Bool {
    !settings.headerRows.contains(problem.address.row)
      || problem.message.key == "importProblemCurrency"
  }

  private func section(_ row: Int, _ problems: [ImportProblem]) -> HTML {
    let isHeading = settings.headerRows.contains(row)
    let leaveOut = Checkbox(
      name: "leaveOut-\(row)", label: texts(.importLeaveOut, ["row": .text(String(row + 1))]))
    return """
      <section class="form-group"><h3>\(title(row, isHeading: isHeading))</h3>\
      \(isHeading ? .empty : around(row, problems))\(problems.map(field))\
      \(isHeading ? nil : leaveOut)</section>
      """
  }

  private func title(_ row: Int, isHeading: Bool) -> HTML {
    let number = Message.Argument.text(String(row + 1))
    let column = settings.fields.first { $0.value == .title }?.key
    let title = column.map { table[CellAddress(row: row, column: $0)].text } ?? ""
    guard !isHeading, !title.isEmpty else { return "\(texts(.importRowTitle, ["row": number]))" }
    return "\(texts(.importRowNamed, ["row": number, "title": .text(title)]))"
  }

  /// What else the row says.
  private func around(_ row: Int, _ problems: [ImportProblem]) -> HTML {
    let wrong = Set(problems.map(\.address.column))
    let cells = settings.fields.sorted { $0.key < $1.key }.compactMap { column, field -> HTML? in
      let cell = table[CellAddress(row: row, column: column)]
      guard !wrong.contains(column), !cell.isBlank, field != .title else { return nil }
      return
        "<li>\(texts.sentence(field.label)): <span lang=\"\(settings.language.tag)\">\(texts.shown(cell, limit: 60))</span></li>"
    }
    return cells.isEmpty ? .empty : "<ul class=\"around\">\(cells.prefix(8).map { $0 })</ul>"
  }

  private func field(_ problem: ImportProblem) -> HTML {
    let label = texts(
      .importCellLabel,
      [
        "cell": .text(problem.address.description),
        "field": .text(texts.sentence(problem.field.label)),
      ])
    let message = texts.sentence(problem.message)
    guard isMendable(problem) else {
      let back = frame.address(.planImport(draft.id, of: plan.id, .columns))
      return """
        <p>\(label): \(message) <a href="\(back)">\(texts(.importColumnsChange))</a></p>
        """
    }
    let readings = problem.readings.map { reading in
      Button(
        label: texts(.importReadAs, ["value": .text(reading)]),
        act: .submit(name: "reading", value: "\(problem.address)=\(reading)"), kind: .secondary)
    }
    return """
      \(control(problem, label: label, error: message))\
      \(readings.isEmpty ? nil : ButtonRow(buttons: readings))
      """
  }

  /// A line, or several where the cell has several: a line would lose what parts them.
  private func control(_ problem: ImportProblem, label: String, error: String) -> HTML {
    let name = Self.name(problem.address)
    let text = table[problem.address].text
    let notes = FieldNotes(error: error)
    guard text.contains(where: \.isNewline) else {
      return TextField(
        name: name, label: label, value: text, notes: notes, language: settings.language.tag
      ).html
    }
    return TextArea(
      name: name, label: label, value: text, notes: notes, rows: 3,
      language: settings.language.tag
    ).html
  }
}
