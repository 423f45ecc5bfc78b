public import Civic

/// Who changed what and when, with the way back to any state.
public struct HistoryPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let changes: [ChangeRecord]
  /// The record whose history it is; none for the whole plan.
  let record: RecordReference?

  /// - Parameter changes: Newest first.
  public init(
    frame: PageFrame, document: PlanDocument, changes: [ChangeRecord], record: RecordReference?
  ) {
    self.frame = frame
    self.document = document
    self.changes = changes
    self.record = record
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    let heading =
      record.flatMap { _ in changes.first }.map { change in
        texts(.historyOfTitle, ["name": .text(ChangeLine(work: work, change: change).name)])
      } ?? texts(.planHistory)
    return work.page(
      heading, crumbs: crumbs, isWide: true,
      changes.isEmpty
        ? "<p>\(texts(.historyNone))</p>"
        : Timeline(
          entries: changes.map { change in
            let line = ChangeLine(work: work, change: change)
            var entry = line.entry
            entry.details = "\(line.differences)\(restoration(of: change, line.name))"
            return entry
          }
        ).html)
  }

  private var crumbs: [Anchor] {
    guard record != nil else { return [] }
    return [
      Anchor(
        text: texts(.planHistory),
        href: frame.address(.planWork(document.plan.id, .history)))
    ]
  }

  private func restoration(of change: ChangeRecord, _ name: String) -> HTML? {
    guard work.mayEdit, change.record.kind != Organisation.entityName else { return nil }
    let label: TextKey = change.operation == .removed ? .historyBringBack : .historyRestore
    let time = texts.formats.instant(change.at, .medium)
    return ActionForm(
      action: frame.address(.record(change.record, of: document.plan.id, .restoration)),
      token: frame.csrfField,
      button: Button(
        label: texts(label), kind: .quiet,
        spoken: texts(
          .recordSpokenAct, ["act": .text(texts(label)), "name": .text("\(name), \(time)")])),
      fields: [HiddenField(name: "change", value: String(change.id))]
    ).html
  }
}

/// One change as people read it: who, what, and each field before and after.
struct ChangeLine {
  let work: WorkFrame
  let change: ChangeRecord
  /// What facts outside the plan refer to.
  var atlas = Atlas()

  private var context: FormContext {
    var context = work.context
    context.atlas = atlas
    return context
  }

  private var texts: Texts { work.texts }
  private var state: JSONValue? { change.after ?? change.before }

  var entry: Timeline.Entry {
    Timeline.Entry(
      time: texts.formats.instant(change.at, .medium), machineTime: change.at.description,
      title: """
        <strong>\(change.author ?? texts(.historySomebody))</strong> \
        <span>\(texts.name(of: change.operation)): <em>\(name)</em></span> \
        <small>\(kind)</small>
        """,
      icon: icon)
  }

  private var icon: Icon {
    switch change.operation {
    case .added: .plus
    case .changed: .circle
    case .removed: .ban
    case .restored: .replaced
    }
  }

  private var kind: String {
    func plural<Record: EditableRecord>(_ type: Record.Type) -> String {
      texts(Record.words.plural)
    }
    if let type = EditableKinds.named(change.record.kind) { return plural(type) }
    if let type = EditableFacts.named(change.record.kind) { return texts(type.words.edit) }
    return texts(change.record.kind == Plan.entityName ? .planSettings : .organisationsTitle)
  }

  /// What the record was called.
  var name: String {
    func title<Record: EditableRecord>(_ type: Record.Type) -> String? {
      (try? state?.decoded(as: type)).map { work.title(of: $0) }
    }
    if let type = EditableKinds.named(change.record.kind) {
      return title(type) ?? texts(.recordUntitled)
    }
    func factName<Record: EditableFact>(_ type: Record.Type) -> String? {
      (try? state?.decoded(as: type)).map { $0.name(in: context) }
    }
    if let type = EditableFacts.named(change.record.kind) {
      return factName(type) ?? texts(.recordUntitled)
    }
    let text = (state?["title"] ?? state?["name"]).flatMap { value -> Multilingual? in
      try? value.decoded()
    }
    let words = work.frame.words(text)
    return words.isEmpty ? texts(.recordUntitled) : words
  }

  /// Each field that changed, before and after.
  var differences: HTML? {
    let rows = fields
    guard change.operation != .removed, !rows.isEmpty else { return nil }
    return Details(
      summary: texts(.historyFields, ["count": .count(rows.count)]),
      content: Table(
        id: "change-\(change.id)", caption: texts(.historyFieldsCaption), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.historyField)), Table.Column(title: texts(.historyBefore)),
          Table.Column(title: texts(.historyAfter)),
        ],
        rows: rows.map { Table.Row(cells: ["\($0.label)", lines($0.before), lines($0.after)]) }
      ).html
    ).html
  }

  typealias ChangedField = (label: String, before: String, after: String)

  private var fields: [ChangedField] {
    func fields<Record: EditableRecord>(_ type: Record.Type) -> [ChangedField] {
      changed(Record.form)
    }
    func factFields<Record: EditableFact>(_ type: Record.Type) -> [ChangedField] {
      changed(Record.form)
    }
    if let type = EditableFacts.named(change.record.kind) { return factFields(type) }
    switch change.record.kind {
    case Plan.entityName: return changed(PlanForm.form) + approval
    case Organisation.entityName: return changed(OrganisationForm.form)
    default: return EditableKinds.named(change.record.kind).map { fields($0) } ?? []
    }
  }

  private func changed<Record: Codable & Sendable>(_ form: RecordForm<Record>) -> [ChangedField] {
    let before: Record? = change.before.flatMap { try? $0.decoded() }
    let after: Record? = change.after.flatMap { try? $0.decoded() }
    return form.fields.compactMap { field in
      guard field.properties.contains(where: { change.before?[$0] != change.after?[$0] }) else {
        return nil
      }
      let words = [before, after].map { $0.map { field.shown($0, context) } ?? "" }
      guard !(words[0].isEmpty && words[1].isEmpty) else { return nil }
      return (texts(field.label), words[0], words[1])
    }
  }

  /// What only the steps of a plan change.
  private var approval: [ChangedField] {
    let before: Plan? = change.before.flatMap { try? $0.decoded() }
    let after: Plan? = change.after.flatMap { try? $0.decoded() }
    let all: [(TextKey, (Plan) -> String)] = [
      (.planPhaseLabel, { texts.name(of: $0.phase) }),
      (.approvalBody, { $0.approvedBy ?? "" }),
      (.approvalDay, { $0.approvedOn.map { texts.formats.day($0) } ?? "" }),
      (.approvalReference, { $0.approvalReference ?? "" }),
    ]
    return all.compactMap { label, words in
      let (old, new) = (before.map(words) ?? "", after.map(words) ?? "")
      return old == new ? nil : (texts(label), old, new)
    }
  }

  private func lines(_ text: String) -> HTML {
    guard !text.isEmpty else { return "\(texts(.fieldEmpty))" }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "\($0)" as HTML }.joined(separator: "<br>")
  }
}
