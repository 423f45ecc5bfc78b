public import Civic
import Exact

/// Where tables that update a plan are uploaded, and what came of earlier ones.
public struct WorkbooksPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let entries: [WorkbookEntry]
  let largestFile: Int
  let largestRowCount: Int
  let problem: Message?

  /// - Parameter largestFile: The size up to which files are taken, in bytes.
  public init(
    frame: PageFrame, document: PlanDocument, entries: [WorkbookEntry], largestFile: Int,
    largestRowCount: Int, problem: Message? = nil
  ) {
    self.frame = frame
    self.document = document
    self.entries = entries
    self.largestFile = largestFile
    self.largestRowCount = largestRowCount
    self.problem = problem
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }

  public var html: HTML {
    let lead: HTML = """
      <p class="lead">\(texts(.tablesLead))</p>\(form)\
      <p><a href="\(frame.address(.export(of: plan, isWorking: true)))">\(texts(.exportTitle))</a>\
       · <a href="\(frame.address(.planWork(plan, .import)))">\(texts(.importTitle))</a></p>
      """
    return WorkFrame(frame: frame, document: document).page(
      texts(.tablesTitle),
      problems: problem.map { [FieldProblem(field: "file", message: $0)] } ?? [],
      "\(lead)\(earlier)")
  }

  private var form: HTML {
    let hint = texts(
      .tablesFileHint,
      [
        "size": .text(texts.fileSize(largestFile)),
        "rows": .text(texts.formats.number(largestRowCount)),
      ])
    return Form(
      action: frame.address(.tables(of: plan)), token: frame.csrfField,
      content: FileField(
        name: "file", label: texts(.tablesFile),
        notes: FieldNotes(hint: hint, error: problem.map { texts.sentence($0) }),
        accept: ".xlsx,.csv,.tsv", isRequired: true
      ).html,
      buttons: [Button(label: texts(.importUpload))], hasFiles: true
    ).html
  }

  private var earlier: HTML? {
    guard !entries.isEmpty else { return nil }
    let table = Table(
      id: "workbooks", caption: texts(.importEarlier), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.importFileName)), Table.Column(title: texts(.importWhen)),
        Table.Column(title: texts(.importStateLabel)),
        Table.Column(title: texts(.tablesAdded), isNumeric: true),
        Table.Column(title: texts(.tablesChanged), isNumeric: true),
        Table.Column(title: texts(.tablesRemoved), isNumeric: true),
      ],
      rows: entries.map { entry in
        let counts = [entry.counts.added, entry.counts.changed, entry.counts.removed]
        let name = entry.fileName.isEmpty ? texts(.tablesFile) : entry.fileName
        return Table.Row(
          cells: [
            "<a href=\"\(frame.address(.workbook(entry.id, of: plan)))\">\(name)</a>",
            "\(texts.formats.instant(entry.createdAt, .medium))",
            StatusTag(text: texts.name(of: entry.state), tone: Self.tone(entry.state)).html,
          ]
            + counts.map {
              entry.state == .draft ? HTML.empty : "\(texts.formats.number($0))"
            })
      })
    return "<section><h2>\(texts(.importEarlier))</h2>\(table)</section>"
  }

  private static func tone(_ state: ImportState) -> Tone {
    switch state {
    case .draft: .progress
    case .done: .good
    case .undone: .neutral
    }
  }
}

/// What tables changed, and the way back.
public struct WorkbookDonePage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let draft: WorkbookDraft
  let problem: Message?

  public init(
    frame: PageFrame, document: PlanDocument, draft: WorkbookDraft, problem: Message? = nil
  ) {
    self.frame = frame
    self.document = document
    self.draft = draft
    self.problem = problem
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let isUndone = draft.state == .undone
    let plan = document.plan.id
    let number = { (count: Int) in Message.Argument.text(texts.formats.number(count)) }
    let text =
      isUndone
      ? texts(.importUndoneText, ["file": .text(draft.fileName)])
      : texts(
        .tablesDoneText,
        [
          "file": .text(draft.fileName), "added": number(draft.counts.added),
          "changed": number(draft.counts.changed), "removed": number(draft.counts.removed),
        ])
    let undo: HTML? =
      isUndone
      ? nil
      : """
      <section><h2>\(texts(.importUndo))</h2><p>\(texts(.tablesUndoText))</p>\
      \(ActionForm(
        action: frame.address(.workbook(draft.id, of: plan, .undo)), token: frame.csrfField,
        button: Button(label: texts(.importUndo), kind: .danger)))</section>
      """
    return WorkFrame(frame: frame, document: document).page(
      texts(isUndone ? .importUndoneTitle : .tablesDone),
      crumbs: [frame.anchor(.tablesTitle, .tables(of: plan))],
      problems: problem.map { [FieldProblem(field: "", message: $0)] } ?? [],
      """
      <p>\(text)</p>\
      \(Button(label: texts(.tablesTitle), act: .link(frame.address(.tables(of: plan)))))\(undo)
      """)
  }
}
