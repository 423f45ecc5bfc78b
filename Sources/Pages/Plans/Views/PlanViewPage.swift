import Civic
import Exact

/// A page that shows a plan: its heading, its tabs, and the view asked for.
public struct PlanViewPage: Sendable {
  let frame: PageFrame
  let reading: PlanReading
  let view: Link.PlanView
  let filter: ActionFilter
  /// The view itself, where it was drawn before.
  public var drawn: HTML?

  public init(
    frame: PageFrame, reading: PlanReading, view: Link.PlanView, filter: ActionFilter
  ) {
    self.frame = frame
    self.reading = reading
    self.view = view
    self.filter = filter
  }

  public var html: HTML {
    let title = frame.words(reading.plan.title)
    let name = frame.texts(PlanTabs.title(of: view))
    var setting = PlanHeading.setting(
      title: view == .overview ? title : "\(name) – \(title)", frame: frame, reading: reading)
    setting.summary = reading.plan.vision.map { frame.words($0) }
    setting.tabs = PlanTabs(frame: frame, reading: reading, current: view).html
    let heading: HTML =
      view == .overview
      ? PlanHeading(frame: frame, reading: reading).html
      : "<h1>\(name)</h1><p class=\"lead\">\(frame.content(reading.plan.title))</p>"
    return frame.page(setting, heading + (drawn ?? content))
  }

  /// The view without what is around it.
  public var content: HTML {
    switch view {
    case .overview: PlanOverview(frame: frame, reading: reading).html
    case .objectives: PlanObjectives(frame: frame, reading: reading).html
    case .actions: PlanActions(frame: frame, reading: reading, filter: filter).html
    case .schedule: PlanSchedule(frame: frame, reading: reading).html
    case .causes: PlanCauses(frame: frame, reading: reading).html
    case .funding: PlanFunding(frame: frame, reading: reading).html
    case .risks: PlanRisks(frame: frame, reading: reading).html
    case .stakeholders: PlanStakeholders(frame: frame, reading: reading).html
    case .integration: PlanIntegration(frame: frame, reading: reading).html
    case .changes: .empty
    }
  }
}

/// The views of a plan, those left out that its chapters hide.
struct PlanTabs: Component {
  let frame: PageFrame
  let reading: PlanReading
  let current: Link.PlanView

  var html: HTML {
    Tabs(
      label: frame.texts(.planViews),
      tabs: views.map { view in
        Tabs.Tab(
          text: frame.texts(Self.title(of: view)), href: frame.address(reading.link(view)),
          isCurrent: view == current)
      }
    ).html
  }

  private var views: [Link.PlanView] {
    let hidden = Set(reading.document.sections.filter(\.isHidden).map(\.kind))
    return Link.PlanView.allCases.filter { view in
      switch view {
      case .overview, .actions, .objectives: true
      case .causes: !reading.document.indicators.isEmpty
      case .schedule: !hidden.contains(.schedule)
      case .funding: !hidden.contains(.funding)
      case .risks: !hidden.contains(.risks)
      case .stakeholders: !hidden.contains(.stakeholders)
      case .integration: !hidden.contains(.integration)
      case .changes: reading.versions.count > 1 || (reading.isWorking && !reading.versions.isEmpty)
      }
    }
  }

  static func title(of view: Link.PlanView) -> TextKey {
    switch view {
    case .overview: .planViewOverview
    case .objectives: .planViewObjectives
    case .actions: .planViewActions
    case .causes: .planViewCauses
    case .schedule: .planViewSchedule
    case .funding: .planViewFunding
    case .risks: .planViewRisks
    case .stakeholders: .planViewStakeholders
    case .integration: .planViewIntegration
    case .changes: .planViewChanges
    }
  }
}

/// Title, city, period and state of a plan.
struct PlanHeading: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let plan = reading.plan
    return """
      <p class="kicker">\(frame.texts.name(of: plan.kind)) · \(plan.firstYear)–\(plan.lastYear)</p>\
      <h1>\(frame.content(plan.title))</h1>\(state)
      """
  }

  private var state: HTML {
    if reading.isWorking {
      return """
        <p>\(PhaseTag(frame: frame, phase: reading.plan.phase)) \
        <a href="\(frame.address(.plan(reading.plan.id, .working)))">\(frame.texts(.planBackToWork))</a></p>
        """
    }
    guard let version = reading.version else { return .empty }
    let plan = reading.plan
    let approved = frame.texts(
      .planApprovedLine,
      [
        "body": .text(plan.approvedBy ?? ""), "day": .day(plan.approvedOn ?? frame.today),
        "reference": .text(plan.approvalReference ?? ""),
      ])
    let number = frame.texts(
      .planVersionLine,
      ["number": .text(String(version.number)), "day": .day(version.publishedAt.day)])
    return "<p class=\"state\">\(StatusTag(text: number, tone: .good)) \(approved)</p>"
  }

  static func setting(title: String, frame: PageFrame, reading: PlanReading) -> PageSetting {
    var setting = PageSetting(title: title)
    setting.isPrivate = reading.isWorking
    setting.isWide = true
    setting.isDemonstration = reading.plan.isDemonstration
    let city = reading.document.city
    setting.crumbs = [
      frame.anchor(.framePlans, .plans),
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
    ]
    return setting
  }
}
