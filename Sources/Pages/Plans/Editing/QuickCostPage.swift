import Civic
import Exact

/// All costs of an action in one table to fill in.
public struct QuickCostPage: Sendable {
  let frame: PageFrame
  let costs: QuickCosts
  let input: FormInput
  let problems: [FieldProblem]

  /// - Parameter input: What was typed, where the form comes back; otherwise the costs there are.
  public init(
    frame: PageFrame, costs: QuickCosts, input: FormInput? = nil, problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.costs = costs
    self.input = input ?? costs.input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var document: PlanDocument { costs.context.document }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    let back = Link.record(RecordReference(costs.action), of: document.plan.id)
    let name = work.title(of: costs.action)
    return work.page(
      texts(.quickCostsTitle, ["name": .text(name)]),
      crumbs: [
        work.listAnchor(Action.self), Anchor(text: name, href: frame.address(back)),
      ], isWide: true, problems: problems,
      """
      <p>\(texts(.quickCostsHint))</p>\
      \(Form(
        action: frame.address(.costs(of: costs.action.id, of: document.plan.id)),
        token: frame.csrfField, content: "\(hidden)\(table)",
        buttons: [
          Button(label: texts(.formSave)),
          Button(
            label: texts(.quickCostsMore), act: .submit(name: "more", value: "yes"),
            kind: .secondary, skipsChecks: true),
          Button(label: texts(.formCancel), act: .link(frame.address(back)), kind: .quiet),
        ], warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  private var rows: Range<Int> { 0..<QuickCosts.rows(of: input) }

  private var hidden: [HiddenField] {
    [
      HiddenField(name: "rows", value: String(rows.count)),
      HiddenField(name: "content", value: costs.context.contentLanguage.rawValue),
    ]
      + rows.flatMap { row in
        let id = input[QuickCosts.name("id", row: row)] ?? ""
        guard let line = costs.lines.first(where: { $0.id.rawValue == id }) else {
          return [] as [HiddenField]
        }
        // The newest revision: what others saved meanwhile was told with the problems.
        return [
          HiddenField(name: QuickCosts.name("id", row: row), value: id),
          HiddenField(name: QuickCosts.name("revision", row: row), value: String(line.revision)),
        ]
      }
  }

  private var table: HTML {
    Table(
      id: "costs", caption: texts(.costLinesTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.costYearField)), Table.Column(title: texts(.costKindField)),
        Table.Column(title: texts(.costCategoryField)), Table.Column(title: texts(.costTitleField)),
        Table.Column(title: texts(.costPlannedField)), Table.Column(title: texts(.costActualField)),
      ], rows: rows.map(row), hasRowHeaders: false,
      note: texts(
        .quickCostsCurrency, ["currency": .text(document.plan.currency.rawValue)])
    ).html
  }

  private func row(_ row: Int) -> Table.Row {
    let years = Set(Array(document.plan.years) + costs.lines.map(\.year)).sorted().map(String.init)
    return Table.Row(cells: [
      select("year", .costYearField, row, years.map { ($0, $0) }),
      select(
        "kind", .costKindField, row, CostKind.allCases.map { ($0.rawValue, texts.name(of: $0)) }),
      select(
        "category", .costCategoryField, row,
        CostCategory.allCases.map { ($0.rawValue, texts.name(of: $0)) }),
      field("title", .costTitleField, row), field("planned", .costPlannedField, row),
      field("actual", .costActualField, row),
    ])
  }

  private func label(_ key: TextKey, _ row: Int) -> String {
    texts(.quickCostsCell, ["field": .text(texts(key)), "row": .text(String(row + 1))])
  }

  private func notes(_ name: String) -> FieldNotes {
    FieldNotes(error: problems.first { $0.field == name }.map { texts.sentence($0.message) })
  }

  private func select(
    _ field: String, _ key: TextKey, _ row: Int, _ options: [(value: String, label: String)]
  ) -> HTML {
    let name = QuickCosts.name(field, row: row)
    return Select(
      name: name, label: label(key, row),
      choices: options.map {
        Choice(value: $0.value, label: $0.label, isChosen: $0.value == input[name])
      }, notes: notes(name), hidesLabel: true
    ).html
  }

  private func field(_ field: String, _ key: TextKey, _ row: Int) -> HTML {
    let name = QuickCosts.name(field, row: row)
    return TextField(
      name: name, label: label(key, row), value: input[name] ?? "", notes: notes(name),
      width: field == "title" ? .medium : .short,
      language: field == "title" ? costs.context.typedLanguage : nil,
      inputMode: field == "title" ? nil : "decimal", hidesLabel: true
    ).html
  }
}
