public import Civic
import Exact

/// Asks before a record is removed, and says what goes along and how it comes back.
public struct RemovalPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let record: RecordReference
  let label: Multilingual
  let revision: Int

  public init(
    frame: PageFrame, document: PlanDocument, record: RecordReference, label: Multilingual,
    revision: Int
  ) {
    self.frame = frame
    self.document = document
    self.record = record
    self.label = label
    self.revision = revision
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    work.page(
      texts(.removalTitle, ["name": .text(name)]), crumbs: crumbs,
      """
      \(dependents)<p>\(texts(.removalText))</p>\
      \(Form(
        action: frame.address(.record(record, of: document.plan.id, .removal)),
        token: frame.csrfField,
        content: HiddenField(name: "revision", value: String(revision)).html,
        buttons: [
          Button(label: texts(.removalConfirm), kind: .danger),
          Button(
            label: texts(.formCancel),
            act: .link(frame.address(.record(record, of: document.plan.id))), kind: .quiet),
        ]))
      """)
  }

  private var name: String {
    func title<Record: EditableRecord>(_ type: Record.Type) -> String? {
      Record.all(in: document).first { $0.id.rawValue == record.id }.map { work.title(of: $0) }
    }
    let words = frame.words(label)
    return EditableKinds.named(record.kind).flatMap { title($0) }
      ?? (words.isEmpty ? texts(.recordUntitled) : words)
  }

  private var crumbs: [Anchor] {
    func list<Record: EditableRecord>(_ type: Record.Type) -> Anchor { work.listAnchor(type) }
    return EditableKinds.named(record.kind).map { [list($0)] } ?? []
  }

  /// The parts of an action, by kind and number.
  private var dependents: HTML? {
    guard record.kind == Action.entityName else { return nil }
    let action = ID<Action>(rawValue: record.id)
    let counts: [(TextKey, Int)] = [
      (ActionTask.words.plural, document.tasks(of: action).count),
      (CostLine.words.plural, document.costLines(of: action).count),
      (FundingLine.words.plural, document.fundingLines(of: action).count),
      (Indicator.words.plural, document.indicators(of: action).count),
      (Risk.words.plural, document.risks(of: action).count),
      (Attachment.words.plural, document.attachments.filter { $0.action == action }.count),
    ].filter { $0.1 > 0 }
    guard !counts.isEmpty else { return nil }
    let items = counts.map { key, count in
      "<li>\(texts(key)): \(texts.formats.number(count))</li>" as HTML
    }
    return "<p>\(texts(.removalDependents))</p><ul>\(items)</ul>"
  }
}
