public import Civic

/// Who changed a fact and when, with the way back.
public struct FactHistoryPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let fact: any EditableFact
  let changes: [ChangeRecord]

  /// - Parameter changes: Newest first.
  public init(
    frame: PageFrame, context: FormContext, fact: any EditableFact, changes: [ChangeRecord]
  ) {
    self.frame = frame
    self.context = context
    self.fact = fact
    self.changes = changes
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.historyOfTitle, ["name": .text(fact.name(in: context))])
    var setting = PageSetting(title: title)
    setting.isWide = true
    setting.crumbs = FactCrumbs(frame: frame, atlas: context.atlas).steps(of: fact, isNew: false)
    return frame.page(setting, "<h1>\(title)</h1>\(timeline)")
  }

  private var timeline: HTML {
    guard !changes.isEmpty else { return "<p>\(texts(.historyNone))</p>" }
    return Timeline(
      entries: changes.enumerated().map { index, change in
        let line = ChangeLine(
          work: WorkFrame(frame: frame, document: context.document), change: change,
          atlas: context.atlas)
        var entry = line.entry
        entry.details = "\(line.differences)\(index == 0 ? nil : restoration(of: change))"
        return entry
      }
    ).html
  }

  private func restoration(of change: ChangeRecord) -> HTML? {
    guard fact.mayBeChanged(by: frame.viewer), change.after != nil else { return nil }
    let label = texts(.historyRestore)
    let time = texts.formats.instant(change.at, .medium)
    return ActionForm(
      action: frame.address(.factRestoration(change.record)), token: frame.csrfField,
      button: Button(
        label: label, kind: .quiet,
        spoken: texts(.recordSpokenAct, ["act": .text(label), "name": .text(time)])),
      fields: [HiddenField(name: "change", value: String(change.id))]
    ).html
  }
}
