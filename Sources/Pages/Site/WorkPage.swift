public import Civic

/// The plans that the signed-in person works on, and the cities for which they may start one.
public struct WorkPage: Sendable {
  let frame: PageFrame
  let plans: [PlanEntry]
  let cities: [City]

  public init(frame: PageFrame, plans: [PlanEntry], cities: [City]) {
    self.frame = frame
    self.plans = plans
    self.cities = cities
  }

  public var html: HTML {
    let texts = frame.texts
    return frame.page(
      PageSetting(title: texts(.frameWork)),
      """
      <h1>\(texts(.frameWork))</h1>\(start)\
      <section><h2>\(texts(.workPlans))</h2>\(list)</section>
      """)
  }

  private var start: HTML {
    let week = Button(
      label: frame.texts(.weekTitle), act: .link(frame.address(.week)), kind: .secondary)
    let new = Button(label: frame.texts(.planNew), act: .link(frame.address(.newPlan)))
    return ButtonRow(buttons: (cities.isEmpty ? [] : [new]) + [week]).html
  }

  private var list: HTML {
    Table(
      id: "plans", caption: frame.texts(.workPlans), hidesCaption: true,
      columns: [
        Table.Column(title: frame.texts(.planTitle)), Table.Column(title: frame.texts(.planCity)),
        Table.Column(title: frame.texts(.planPhaseLabel)),
        Table.Column(title: frame.texts(.planPublished)),
      ],
      rows: plans.map(row),
      empty: EmptyState(title: frame.texts(.workNone), text: frame.texts(.workNoneText))
    ).html
  }

  private func row(_ entry: PlanEntry) -> Table.Row {
    let published: HTML =
      entry.publishedVersion.map { number in
        "<a href=\"\(frame.address(.plan(entry.plan.id)))\">\(frame.texts(.planVersionNumber, ["number": .count(number)]))</a>"
      } ?? "–"
    return Table.Row(cells: [
      "<a href=\"\(frame.address(.plan(entry.plan.id, .working)))\">\(frame.content(entry.plan.title))</a>",
      frame.content(entry.city.name), PhaseTag(frame: frame, phase: entry.plan.phase).html,
      published,
    ])
  }
}

/// Where a plan is on its way to the public, in a word.
struct PhaseTag: Component {
  let frame: PageFrame
  let phase: PlanPhase

  var html: HTML {
    let tone: Tone =
      switch phase {
      case .draft: .neutral
      case .inReview: .progress
      case .approved: .info
      case .published: .good
      }
    return StatusTag(text: frame.texts.name(of: phase), tone: tone).html
  }
}
