public import Civic
import Exact

/// What uploaded tables would change: cells to mend, each difference, and the button.
public struct WorkbookPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let draft: WorkbookDraft
  let outcome: WorkbookReader.Outcome
  let problem: Message?

  public init(
    frame: PageFrame, document: PlanDocument, draft: WorkbookDraft,
    outcome: WorkbookReader.Outcome, problem: Message? = nil
  ) {
    self.frame = frame
    self.document = document
    self.draft = draft
    self.outcome = outcome
    self.problem = problem
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }

  /// At most so many are shown at once; the others follow when these are right.
  private static let shownProblems = 50
  private static let shownDifferences = 300

  public var html: HTML {
    WorkFrame(frame: frame, document: document).page(
      texts(.tablesPreview), crumbs: [frame.anchor(.tablesTitle, .tables(of: plan))],
      isWide: true,
      problems: (problem.map { [FieldProblem(field: "", message: $0)] } ?? [])
        + problems.map { FieldProblem(field: field($0), message: sentence($0)) },
      """
      <p class="lead">\(texts(.tablesFrom, ["file": .text(draft.fileName)]))</p>\(remarks)\(mend)\
      \(summary)\(differences)\(steps)
      """)
  }

  private var problems: [WorkbookProblem] {
    Array(outcome.problems.prefix(Self.shownProblems))
  }

  private func field(_ problem: WorkbookProblem) -> String { "cell-\(problem.cell.name)" }

  private func label(_ problem: WorkbookProblem) -> String {
    let tables = draft.tables
    let number = problem.cell.sheet
    return texts(
      .tablesCell,
      [
        "sheet": .text(tables.indices.contains(number) ? tables[number].name : ""),
        "cell": .text("\(problem.cell.address)"), "heading": .text(problem.heading),
      ])
  }

  private func sentence(_ problem: WorkbookProblem) -> Message {
    Message(
      "importCellProblem",
      [
        "cell": .text(label(problem)), "problem": .text(texts.sentence(problem.message)),
      ])
  }

  private var remarks: HTML? {
    var lines: [String] = []
    if outcome.formulas > 0 {
      let count = texts.formats.number(outcome.formulas)
      lines.append(texts(.tablesFormulas, ["count": .text(count)]))
    }
    if !outcome.ignored.isEmpty {
      let names = texts.formats.list(outcome.ignored)
      lines.append(texts(.tablesIgnored, ["names": .text(names)]))
    }
    for sheet in outcome.sheets where !sheet.otherColumns.isEmpty {
      let names = texts.formats.list(sheet.otherColumns)
      lines.append(
        texts(.tablesColumns, ["sheet": .text(sheet.sheet), "names": .text(names)]))
    }
    guard !lines.isEmpty else { return nil }
    return "<ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  private var mend: HTML? {
    guard !problems.isEmpty else { return nil }
    let all = outcome.problems.count
    let more: HTML? =
      all > problems.count
      ? """
      <p>\(texts(.tablesMendFirst, ["count": .text(texts.formats.number(all)), "shown": .text(texts.formats.number(problems.count))]))</p>
      """ : nil
    return """
      <section><h2>\(texts(.tablesMend))</h2><p>\(texts(.importProblemsLead))</p>\(more)\
      \(Form(
        action: frame.address(.workbook(draft.id, of: plan, .corrections)),
        token: frame.csrfField, content: HTML.joined(problems.map(control)),
        buttons: [Button(label: texts(.tablesCheck))]))</section>
      """
  }

  private func control(_ problem: WorkbookProblem) -> HTML {
    let corrected = draft.corrected
    let sheet = problem.cell.sheet
    let value = corrected.indices.contains(sheet) ? corrected[sheet][problem.cell.address].text : ""
    let notes = FieldNotes(error: texts.sentence(problem.message))
    let row = problem.cell.address.row
    let out = Checkbox(
      name: "leaveOut-\(sheet)-A\(row + 1)",
      label: texts(.importLeaveOut, ["row": .text(String(row + 1))]))
    let many = (problem.choices?.count ?? 0) > 200
    guard let choices = problem.choices, !choices.isEmpty, !many else {
      return """
        \(TextField(name: field(problem), label: label(problem), value: value, notes: notes))\(out)
        """
    }
    let select = Select(
      name: field(problem), label: label(problem),
      choices: choices.map { Choice(value: $0, label: $0, isChosen: $0 == value) }, notes: notes,
      placeholder: texts(.fieldNotStated))
    return "\(select)\(out)"
  }

  private var summary: HTML {
    Table(
      id: "summary", caption: texts(.tablesSummary),
      columns: [
        Table.Column(title: texts(.tablesKind)),
        Table.Column(title: texts(.tablesAdded), isNumeric: true),
        Table.Column(title: texts(.tablesChanged), isNumeric: true),
        Table.Column(title: texts(.tablesUnchanged), isNumeric: true),
        Table.Column(title: texts(.tablesAbsent), isNumeric: true),
      ],
      rows: outcome.sheets.map { sheet in
        let counts = [
          sheet.count(.added), sheet.count(.changed), sheet.unchanged, sheet.absent,
        ]
        return Table.Row(
          cells: ["\(sheet.title)"] + counts.map { "\(texts.formats.number($0))" as HTML })
      }
    ).html
  }

  private var differences: HTML? {
    let all = outcome.sheets.flatMap { sheet in sheet.differences.map { (sheet.title, $0) } }
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(Self.shownDifferences)
    let note =
      all.count > shown.count
      ? texts(
        .tablesFirst,
        [
          "shown": .text(texts.formats.number(shown.count)),
          "count": .text(texts.formats.number(all.count)),
        ]) : nil
    return Table(
      id: "differences", caption: texts(.tablesDifferences),
      columns: [
        Table.Column(title: texts(.tablesRecord)), Table.Column(title: texts(.tablesKind)),
        Table.Column(title: texts(.historyField)), Table.Column(title: texts(.historyBefore)),
        Table.Column(title: texts(.historyAfter)),
      ],
      rows: shown.flatMap { title, difference in rows(title, difference) }, note: note
    ).html
  }

  private func rows(_ title: String, _ difference: RecordDifference) -> [Table.Row] {
    let state: TextKey =
      switch difference.kind {
      case .added: .tablesAdded
      case .changed: .tablesChanged
      case .removed: .tablesRemoved
      }
    let list = "\(title): \(texts(state))"
    guard !difference.fields.isEmpty else {
      return [Table.Row(cells: ["\(difference.name)", "\(list)", "", "", ""])]
    }
    return difference.fields.map { field in
      Table.Row(cells: [
        "\(difference.name)", "\(list)", "\(field.label)", "\(field.before)", "\(field.after)",
      ])
    }
  }

  private var steps: HTML {
    let removal = HiddenField(name: "removal", value: "asked").html
    let absent = outcome.sheets.map(\.absent).reduce(0, +)
    let asks: HTML? =
      absent == 0
      ? nil
      : Form(
        action: frame.address(.workbook(draft.id, of: plan, .corrections)),
        token: frame.csrfField,
        content: """
          \(removal)\(Checkbox(
            name: "removes",
            label: texts(.tablesRemove, ["count": .text(texts.formats.number(absent))]),
            isChosen: draft.settings.removes))
          """,
        buttons: [Button(label: texts(.tablesCheck), kind: .secondary)]
      ).html
    return "<section>\(asks)\(run)\(discard)</section>"
  }

  private var run: HTML? {
    guard outcome.problems.isEmpty else { return nil }
    guard !outcome.isEmpty else { return "<p>\(texts(.tablesNothing))</p>" }
    return ActionForm(
      action: frame.address(.workbook(draft.id, of: plan, .execution)), token: frame.csrfField,
      button: Button(label: texts(.tablesRun)),
      fields: [HiddenField(name: "digest", value: outcome.digest)]
    ).html
  }

  private var discard: HTML {
    ActionForm(
      action: frame.address(.workbook(draft.id, of: plan, .removal)), token: frame.csrfField,
      button: Button(label: texts(.importRemove), kind: .quiet)
    ).html
  }
}
