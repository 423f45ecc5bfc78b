public import Civic

/// All public decisions, newest first.
public struct DecisionsPage: Sendable {
  let frame: PageFrame
  let decisions: [Decision]

  public init(frame: PageFrame, decisions: [Decision]) {
    self.frame = frame
    self.decisions = decisions
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.decisionsTitle))
    setting.isPrivate = false
    let rows = decisions.map { decision in
      Table.Row(cells: [
        "<a href=\"\(frame.address(.decision(decision.id)))\">\(texts.name(of: decision.kind))</a>",
        "\(texts.formats.instant(decision.decidedAt, .medium))", "\(decision.decidedBy.label)",
        "<code>\(decision.digest.rawValue.prefix(19))…</code>",
      ])
    }
    let table = Table(
      id: "decisions", caption: texts(.decisionsTitle), hidesCaption: true,
      columns: [.decisionKindField, .decisionTime, .decisionBy, .decisionDigest].map {
        Table.Column(title: texts($0))
      }, rows: rows,
      empty: EmptyState(title: texts(.decisionsNone), text: texts(.decisionsNoneText)))
    return frame.page(
      setting,
      """
      <h1>\(texts(.decisionsTitle))</h1><p class="lead">\(texts(.decisionsLead))</p>\(table)
      """)
  }
}
