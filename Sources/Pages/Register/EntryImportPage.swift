public import Civic
import Exact

/// A table's way into one list of the register: choose a file, mend its cells, import.
///
/// The table itself travels in the form, so that nothing is kept before it is imported.
public struct EntryImportPage<Entry: EditableEntry>: Sendable {
  /// What was read of the file.
  public struct Draft: Sendable {
    let table: EntryTable<Entry>
    let problems: [EntryTable<Entry>.Problem]
    let count: Int
    /// The table as it travels.
    let carried: String
    /// The number of the import, so that it comes in only once.
    let batch: String

    public init(
      table: EntryTable<Entry>, problems: [EntryTable<Entry>.Problem], count: Int,
      carried: String, batch: String
    ) {
      self.table = table
      self.problems = problems
      self.count = count
      self.carried = carried
      self.batch = batch
    }
  }

  let frame: PageFrame
  let city: City
  let draft: Draft?
  let problem: Message?

  public init(frame: PageFrame, city: City, draft: Draft? = nil, problem: Message? = nil) {
    self.frame = frame
    self.city = city
    self.draft = draft
    self.problem = problem
  }

  private var texts: Texts { frame.texts }
  private var kind: EntryKind { Entry.entryKind }
  private var link: Link { .registerImport(of: city.id, kind) }

  public var html: HTML {
    let title = texts(.entryImportTitle, ["list": .text(texts(kind.title))])
    var setting = PageSetting(title: title)
    setting.isWide = true
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.registerTitle), href: frame.address(.register(of: city.id))),
      Anchor(text: texts(kind.title), href: frame.address(.register(of: city.id, kind))),
    ]
    let items =
      (problem.map { [ErrorSummary.Item(message: texts.sentence($0), field: "file")] } ?? [])
      + shownProblems.map { problem in
        ErrorSummary.Item(message: sentence(problem), field: cell(problem))
      }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\
      <p class="lead">\(texts(.entryImportLead))</p>\(draft == nil ? upload : mend)
      """)
  }

  private var upload: HTML {
    let headings = Entry.form.fields.map { texts($0.label) }
    let fields = texts(.entryImportFields, ["names": .text(texts.formats.list(headings))])
    return "<p>\(fields)</p>\(form)"
  }

  private var form: Form {
    Form(
      action: frame.address(link), token: frame.csrfField,
      content: FileField(
        name: "file", label: texts(.entryImportFile),
        notes: FieldNotes(
          hint: texts(.entryImportHint, ["size": .text("10 MB")]),
          error: problem.map { texts.sentence($0) }), isRequired: true
      ).html,
      buttons: [Button(label: texts(.importUpload))], hasFiles: true)
  }

  /// At most so many cells are shown at once; the rest follows when these are right.
  private var shownProblems: [EntryTable<Entry>.Problem] {
    Array((draft?.problems ?? []).filter { $0.column >= 0 }.prefix(50))
  }

  private func cell(_ problem: EntryTable<Entry>.Problem) -> String {
    "cell-\(problem.row)-\(problem.column)"
  }

  private func sentence(_ problem: EntryTable<Entry>.Problem) -> String {
    texts(
      .importCellProblem,
      [
        "cell": .text(label(problem)), "problem": .text(texts.sentence(problem.message)),
      ])
  }

  private func label(_ problem: EntryTable<Entry>.Problem) -> String {
    let heading = draft?.table.heading[problem.column] ?? ""
    return texts(
      .quickCostsCell,
      ["field": .text(heading), "row": .text(texts.formats.number(problem.row + 1))])
  }

  private var mend: HTML {
    guard let draft else { return .empty }
    let left = draft.table.leftOut
    let hasProblems = !draft.problems.isEmpty
    let heading =
      hasProblems
      ? texts(.entryImportMend, ["count": .count(draft.problems.count)])
      : texts(.entryImportRows, ["count": .count(draft.count)])
    let run = texts(.entryImportRun, ["count": .count(draft.count)])
    return """
      <p>\(texts(.entryImportHeadings, ["names": .text(texts.formats.list(draft.table.understood))]))</p>\
      \(left.isEmpty ? nil : "<p>\(texts(.entryImportColumns, ["names": .text(texts.formats.list(left))]))</p>" as HTML)\
      <section><h2>\(heading)</h2>\
      \(Form(
        action: frame.address(link), token: frame.csrfField,
        content: """
          \(HiddenField(name: "table", value: draft.carried))\
          \(HiddenField(name: "batch", value: draft.batch))\
          \(hasProblems ? nil : HiddenField(name: "run", value: "yes").html)\
          \(shownProblems.map(field))
          """,
        buttons: [
          Button(label: hasProblems ? texts(.entryImportAgain) : run),
          Button(
            label: texts(.formCancel), act: .link(frame.address(.register(of: city.id, kind))),
            kind: .quiet),
        ], hasFiles: true))</section>\(preview(draft))
      """
  }

  private func field(_ problem: EntryTable<Entry>.Problem) -> HTML {
    guard let draft else { return .empty }
    let row = draft.table.rows[problem.row]
    let value = row.indices.contains(problem.column) ? row[problem.column] : ""
    let notes = FieldNotes(error: texts.sentence(problem.message))
    if let choices = draft.table.choices(of: problem.column) {
      return Select(
        name: cell(problem), label: label(problem),
        choices: choices.map { Choice(value: $0.label, label: $0.label) }, notes: notes,
        placeholder: texts(.fieldNotStated)
      ).html
    }
    return TextField(
      name: cell(problem), label: label(problem), value: value, notes: notes
    ).html
  }

  private func preview(_ draft: Draft) -> HTML {
    let columns = draft.table.heading.indices.filter { draft.table.fields[$0] != nil }
    let rows = draft.table.rows.prefix(20)
    return Table(
      id: "preview",
      caption: texts(
        .importRowsFirst,
        [
          "shown": .text(texts.formats.number(rows.count)),
          "count": .text(texts.formats.number(draft.count)),
        ]),
      columns: columns.map { Table.Column(title: draft.table.heading[$0]) },
      rows: rows.map { row in
        Table.Row(cells: columns.map { "\(row.indices.contains($0) ? row[$0] : "")" })
      }
    ).html
  }
}
