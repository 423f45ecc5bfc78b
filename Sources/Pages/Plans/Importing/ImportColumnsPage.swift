public import Civic
import Exact

/// What each column of an uploaded table holds, and how its content is to be read.
public struct ImportColumnsPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let draft: ImportDraft
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, draft: ImportDraft, problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.document = document
    self.draft = draft
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var settings: ImportSettings { draft.settings }
  private var table: Civic.Table {
    draft.tables.indices.contains(settings.sheet)
      ? draft.tables[settings.sheet] : Civic.Table(name: "", rows: [])
  }

  public var html: HTML {
    let work = WorkFrame(frame: frame, document: document)
    let crumb = frame.anchor(.importTitle, .planWork(document.plan.id, .import))
    return work.page(
      texts(.importColumnsTitle), crumbs: [crumb], isWide: true, problems: problems,
      """
      <p>\(texts(.importColumnsLead, ["file": .text(draft.fileName)]))</p>\
      \(settings.fields.isEmpty ? nothingRecognised : .empty)\(form)
      """)
  }

  private var nothingRecognised: HTML {
    Notice(tone: .warning, content: "<p>\(texts(.importColumnsNone))</p>").html
  }

  private var form: HTML {
    Form(
      action: frame.address(.planImport(draft.id, of: document.plan.id, .columns)),
      token: frame.csrfField,
      content: """
        \(heading)\(columns)\
        \(ImportOptions(frame: frame, document: document, settings: settings))
        """,
      buttons: [
        Button(label: texts(.importContinue)),
        Button(
          label: texts(.importReadAgain), act: .submit(name: "again", value: "yes"),
          kind: .secondary),
      ]
    ).html
  }

  private func notes(_ field: String, hint: TextKey? = nil) -> FieldNotes {
    FieldNotes(
      hint: hint.map { texts($0) },
      error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }

  private var heading: HTML {
    let sheets = draft.tables.enumerated().map { index, table in
      Choice(
        value: String(index),
        label: table.isHidden
          ? texts(.importSheetHidden, ["name": .text(table.name)]) : table.name,
        isChosen: index == settings.sheet)
    }
    let sheet: HTML =
      sheets.count > 1
      ? Select(name: "sheet", label: texts(.importSheetLabel), choices: sheets).html
      : HiddenField(name: "sheet", value: String(settings.sheet)).html
    let row = TextField(
      name: "header", label: texts(.importHeaderLabel),
      value: String(settings.firstHeaderRow + 1), notes: notes("header", hint: .importHeaderHint),
      width: .code, inputMode: "numeric")
    let count = Select(
      name: "headerRows", label: texts(.importHeaderCountLabel),
      choices: [
        Choice(
          value: "1", label: texts(.importHeaderOne), isChosen: settings.headerRowCount == 1),
        Choice(
          value: "2", label: texts(.importHeaderTwo), isChosen: settings.headerRowCount == 2),
      ])
    return FieldRow(fields: [sheet, row.html, count.html]).html
  }

  private var columns: HTML {
    let headings = table.headings(settings.headerRows)
    return Table(
      id: "columns", caption: texts(.importColumnsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.importColumnLabel)),
        Table.Column(title: texts(.importSamplesLabel)),
        Table.Column(title: texts(.importFieldLabel)),
      ],
      rows: headings.enumerated().map { column, heading in
        let letters = CellAddress.letters(ofColumn: column)
        return Table.Row(cells: [
          "\(letters) <span lang=\"\(settings.language.tag)\">\(heading)</span>",
          "<span lang=\"\(settings.language.tag)\">\(samples(column))</span>",
          field(column, letters),
        ])
      }
    ).html
  }

  private func samples(_ column: Int) -> String {
    table.rows.dropFirst(settings.headerRows.upperBound).lazy
      .compactMap { row in row.indices.contains(column) ? row[column] : nil }
      .filter { !$0.isBlank }.prefix(3).map { texts.shown($0, limit: 40) }
      .joined(separator: " · ")
  }

  private func field(_ column: Int, _ letters: String) -> HTML {
    let name = "column-\(column)"
    let chosen = settings.fields[column]
    var fields = ActionField.fixed
    fields += document.plan.years.flatMap {
      [ActionField.plannedCost(year: $0), .actualCost(year: $0)]
    }
    // A year outside the plan was recognised all the same; the preview says what is wrong.
    if let chosen, !fields.contains(chosen) { fields.append(chosen) }
    return Select(
      name: name, label: texts(.importFieldOf, ["column": .text(letters)]),
      choices: fields.map {
        Choice(value: $0.name, label: texts.sentence($0.label), isChosen: $0 == chosen)
      },
      notes: notes(name), placeholder: texts(.importFieldNone), hidesLabel: true
    ).html
  }
}
