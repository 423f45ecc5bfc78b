public import Civic
import Exact

/// Where a table is uploaded, and what came of earlier ones.
public struct ImportPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let entries: [ImportEntry]
  let largestFile: Int
  let problem: Message?

  /// - Parameter largestFile: The size up to which files are taken, in bytes.
  public init(
    frame: PageFrame, document: PlanDocument, entries: [ImportEntry], largestFile: Int,
    problem: Message? = nil
  ) {
    self.frame = frame
    self.document = document
    self.entries = entries
    self.largestFile = largestFile
    self.problem = problem
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    WorkFrame(frame: frame, document: document).page(
      texts(.importTitle),
      problems: problem.map { [FieldProblem(field: "file", message: $0)] } ?? [],
      """
      <p>\(texts(.importLead))</p>\(form)\
      <p>\(texts(.importTemplateText)) \
      <a href="\(frame.address(.importTemplate(of: document.plan.id)))">\
      \(texts(.importTemplateLink))</a></p>\(earlier)
      """)
  }

  private var form: HTML {
    let hint = texts(.importFileHint, ["size": .text(texts.fileSize(largestFile))])
    return Form(
      action: frame.address(.planWork(document.plan.id, .import)), token: frame.csrfField,
      content: FileField(
        name: "file", label: texts(.importFileLabel),
        notes: FieldNotes(hint: hint, error: problem.map { texts.sentence($0) }),
        accept: ".xlsx,.csv,.tsv", isRequired: true
      ).html,
      buttons: [Button(label: texts(.importUpload))], hasFiles: true
    ).html
  }

  private var earlier: HTML {
    guard !entries.isEmpty else { return .empty }
    let table = Table(
      id: "imports", caption: texts(.importEarlier), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.importFileName)), Table.Column(title: texts(.importWhen)),
        Table.Column(title: texts(.importStateLabel)),
        Table.Column(title: texts(.importActionsLabel), isNumeric: true),
      ],
      rows: entries.map { entry in
        let address = frame.address(.planImport(entry.id, of: document.plan.id))
        return Table.Row(cells: [
          "<a href=\"\(address)\">\(entry.fileName)</a>",
          "\(texts.formats.instant(entry.createdAt, .medium))",
          StatusTag(text: texts.name(of: entry.state), tone: Self.tone(entry.state)).html,
          entry.state == .draft ? .empty : "\(texts.formats.number(entry.actionCount))",
        ])
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
