public import Civic

/// The plans that everybody can read.
public struct PlansPage: Sendable {
  let frame: PageFrame
  let plans: [PlanEntry]

  public init(frame: PageFrame, plans: [PlanEntry]) {
    self.frame = frame
    self.plans = plans
  }

  public var html: HTML {
    var setting = PageSetting(title: frame.texts(.framePlans))
    setting.isPrivate = false
    return frame.page(
      setting,
      "<h1>\(frame.texts(.framePlans))</h1>\(PlanCards(frame: frame, plans: plans, level: 2))")
  }
}
