import Civic
import Exact
import Testing
import Tracking

@Suite struct `What leads to what in a plan` {
  private static func indicator(
    _ key: String, action: String? = nil, objective: String? = nil, leadsTo: String? = nil,
    measuredBy: String? = nil, _ confidence: ContributionConfidence? = nil
  ) -> Indicator {
    var indicator = Indicator(
      id: PlanSample.id(key), plan: PlanSample.id("plan"), name: PlanSample.text(key),
      kind: .output, unit: "%", direction: .increase)
    indicator.action = action.map { PlanSample.id($0) }
    indicator.objective = objective.map { PlanSample.id($0) }
    indicator.leadsTo = leadsTo.map { PlanSample.id($0) }
    indicator.measuredBy = measuredBy.map { PlanSample.id($0) }
    indicator.confidence = confidence
    return indicator
  }

  @Test func `goes from the action over output and result to the objective`() {
    var document = PlanSample.plan(actions: 2)
    document.indicators = [
      Self.indicator("output", action: "a1", leadsTo: "result", .shown),
      Self.indicator("result", objective: "objective", .plausible),
      Self.indicator("alone"),
    ]
    let found = PlanContributions(document)
    #expect(found.ways.count == 1)
    #expect(found.ways.first?.nodes.count == 4)
    // 0.95 × 0.5 × 1: an objective is judged by its own indicator.
    #expect(abs((found.ways.first?.confidence ?? 0) - 0.475) < 1e-12)
    #expect(found.unmeasured.map(\.code) == ["A2"])
    #expect(found.unmoved.map(\.id.rawValue) == ["alone"])
    #expect(found.graph.cycles.isEmpty && !found.isCut)
  }

  @Test func `joins the indicators that one figure of the city measures`() {
    var document = PlanSample.plan(actions: 1)
    document.indicators = [
      Self.indicator("of the action", action: "a1", measuredBy: "losses"),
      Self.indicator("of the objective", objective: "objective", measuredBy: "losses"),
    ]
    let found = PlanContributions(document)
    #expect(found.ways.map(\.nodes.count) == [3])
    #expect(found.ways.first?.confidence == ContributionConfidence.assumed.share)
    #expect(found.unmoved.isEmpty && found.unmeasured.isEmpty)
    let node = found.ways.first?.nodes[1]
    #expect(node.flatMap(found.indicator)?.id.rawValue == "of the action")
  }

  @Test func `shows what leads back to where it began, and goes on`() {
    var document = PlanSample.plan(actions: 1)
    document.indicators = [
      Self.indicator("one", action: "a1", leadsTo: "two"),
      Self.indicator("two", objective: "objective", leadsTo: "one"),
    ]
    let found = PlanContributions(document)
    #expect(found.graph.cycles.map(\.count) == [2])
    #expect(!found.ways.isEmpty)
  }

  @Test func `refuses an indicator that leads to none of the plan, or to itself`() {
    var document = PlanSample.plan(actions: 1)
    document.indicators = [
      Self.indicator("one", leadsTo: "one"), Self.indicator("two", leadsTo: "x"),
    ]
    for indicator in document.indicators {
      #expect(indicator.problems(in: document).map(\.field).contains("leadsTo"))
    }
  }
}
