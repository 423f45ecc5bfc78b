public import Civic
import Exact

/// What a table will bring into the plan; first what has to be mended.
public struct ImportPreviewPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let draft: ImportDraft
  let table: TableImport
  let outcome: ImportOutcome

  public init(
    frame: PageFrame, document: PlanDocument, draft: ImportDraft, table: TableImport,
    outcome: ImportOutcome
  ) {
    self.frame = frame
    self.document = document
    self.draft = draft
    self.table = table
    self.outcome = outcome
  }

  private var texts: Texts { frame.texts }
  private var plan: Plan { document.plan }

  public var html: HTML {
    let work = WorkFrame(frame: frame, document: document)
    let crumb = frame.anchor(.importTitle, .planWork(plan.id, .import))
    let mending = ImportMending(
      frame: frame, plan: plan, draft: draft, table: table.corrected, outcome: outcome)
    // The summary of errors is its own: it names the cells.
    var setting = work.setting(texts(.importPreviewTitle), crumbs: [crumb])
    setting.isWide = true
    return frame.page(
      setting,
      """
      \(mending.errors)<h1>\(texts(.importPreviewTitle))</h1>\(figures)\(mending)\(run)\(remarks)\
      \(ImportContent(frame: frame, document: document, table: table, outcome: outcome))\(others)
      """)
  }

  private var figures: HTML {
    let additions = outcome.additions
    let number = { (count: Int) in texts.formats.number(count) }
    let cost =
      (try? additions.costLines.map { Money(minorUnits: $0.planned, currency: plan.currency) }
      .total(in: plan.currency)).map { texts.formats.money($0) }
    return KeyFigures(figures: [
      .init(value: number(additions.actions.count), label: texts(.importFigureActions)),
      .init(value: cost ?? "–", label: texts(.importFigureCost)),
      .init(value: number(additions.objectives.count), label: texts(.importFigureObjectives)),
      .init(
        value: number(additions.organisations.count), label: texts(.importFigureOrganisations)),
      .init(value: number(additions.fundingSources.count), label: texts(.importFigureSources)),
    ]).html
  }

  /// The one step that leads on.
  private var run: HTML {
    let count = outcome.additions.actions.count
    if count == 0, outcome.problems.isEmpty {
      return Notice(tone: .warning, content: "<p>\(texts(.importNothing))</p>").html
    }
    guard outcome.isSound else { return .empty }
    return ActionForm(
      action: frame.address(.planImport(draft.id, of: plan.id, .execution)),
      token: frame.csrfField,
      button: Button(label: texts(.importRun, ["count": .count(count)]))
    ).html
  }

  private var remarks: HTML {
    var sentences = outcome.remarks.map { texts.sentence($0) }
    let headings = table.table.headings(draft.settings.headerRows)
    let others = table.otherColumns.map { column in
      headings[column].isEmpty ? CellAddress.letters(ofColumn: column) : headings[column]
    }
    if !others.isEmpty {
      sentences.append(
        texts(
          draft.settings.keepsOthers ? .importRemarkOthersKept : .importRemarkOthers,
          ["columns": .text(texts.formats.list(others))]))
    }
    guard !sentences.isEmpty else { return .empty }
    return Notice(
      tone: .info, title: texts(.importRemarksTitle),
      content: "<ul>\(sentences.map { "<li>\($0)</li>" as HTML })</ul>"
    ).html
  }

  private var others: HTML {
    let back = frame.address(.planImport(draft.id, of: plan.id, .columns))
    let discard = ActionForm(
      action: frame.address(.planImport(draft.id, of: plan.id, .removal)), token: frame.csrfField,
      button: Button(label: texts(.importRemove), kind: .quiet))
    let leftOut = draft.settings.leftOut.count
    let takeBack =
      leftOut == 0
      ? nil
      : ActionForm(
        action: frame.address(.planImport(draft.id, of: plan.id, .corrections)),
        token: frame.csrfField,
        button: Button(
          label: texts(.importTakeBack, ["count": .count(leftOut)]), kind: .secondary),
        fields: [HiddenField(name: "takeBack", value: "yes")])
    return """
      <div class="buttons">\
      \(Button(label: texts(.importColumnsChange), act: .link(back), kind: .secondary))\
      \(takeBack)\(discard)</div>
      """
  }
}
