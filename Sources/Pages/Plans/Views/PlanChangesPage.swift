public import Civic
import Exact

/// What changed from one version of a plan to the next.
public struct PlanChangesPage: Sendable {
  let frame: PageFrame
  let reading: PlanReading
  let comparison: PlanComparison
  let earlier: Int

  public init(
    frame: PageFrame, reading: PlanReading, comparison: PlanComparison, earlier: Int
  ) {
    self.frame = frame
    self.reading = reading
    self.comparison = comparison
    self.earlier = earlier
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PlanHeading.setting(
      title: "\(texts(.planViewChanges)) – \(frame.words(reading.plan.title))", frame: frame,
      reading: reading)
    setting.tabs = PlanTabs(frame: frame, reading: reading, current: .changes).html
    return frame.page(
      setting,
      """
      <h1>\(texts(.planViewChanges))</h1>\
      <p class="lead">\(texts(.changesSince, ["number": .text(String(earlier))]))</p>\(money)\(table)
      """)
  }

  private var money: HTML {
    let formats = frame.texts.formats
    let line = { (name: TextKey, before: MinorUnits, after: MinorUnits) in
      SummaryList.Row(
        name: frame.texts(name),
        value: "\(formats.money(reading.money(before))) → \(formats.money(reading.money(after)))")
    }
    return SummaryList(rows: [
      line(.fundingCost, comparison.before.cost, comparison.after.cost),
      line(.fundingSecured, comparison.before.secured, comparison.after.secured),
      line(.fundingGap, comparison.before.gap, comparison.after.gap),
    ]).html
  }

  private var table: HTML {
    let texts = frame.texts
    return Table(
      id: "changes", caption: texts(.planViewChanges), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.changeRecordLabel)),
        Table.Column(title: texts(.changeWhatLabel)),
        Table.Column(title: texts(.changeFieldsLabel)),
      ],
      rows: comparison.entries.map { entry in
        let tone: Tone =
          switch entry.kind {
          case .added: .good
          case .removed: .bad
          case .changed: .progress
          }
        return Table.Row(cells: [
          "\(frame.content(entry.label)) <small>\(texts.name(of: RecordKind(entry.record.kind)))</small>",
          StatusTag(text: texts.name(of: entry.kind), tone: tone).html,
          "\(texts.formats.list(entry.properties.map { texts.name(of: PropertyName($0)) }))",
        ])
      },
      empty: EmptyState(title: texts(.changesNone), text: texts(.changesNoneText))
    ).html
  }
}
