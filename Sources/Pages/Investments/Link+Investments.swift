public import Civic
public import Exact

/// Addresses of the ways to pay for a plan.
extension Link {
  public static func fund(_ plan: ID<Plan>) -> Link { Link("plans", plan.rawValue, "work", "fund") }

  /// What is entered of a scenario, page by page.
  public enum ScenarioPart: String, CaseIterable, Hashable, Sendable {
    case money, values, actions
    // What is posted or fetched.
    case ranking, vote, runs
    case file = "plan.json"
  }

  public static func scenario(
    _ scenario: ID<FundingScenario>, of plan: ID<Plan>, _ part: ScenarioPart
  ) -> Link {
    Link("plans", plan.rawValue, "work", "fund", scenario.rawValue, part.rawValue)
  }

  /// What is done with a run besides looking at it.
  public enum FundRunStep: String, CaseIterable, Hashable, Sendable {
    case cancellation
    case whatIf = "what-if"
    case acceptance
    case file = "plan.json"
  }

  public static func fundRun(_ run: ID<FundingRun>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "fund-runs", run.rawValue)
  }

  public static func fundRun(
    _ run: ID<FundingRun>, of plan: ID<Plan>, _ step: FundRunStep
  ) -> Link {
    Link("plans", plan.rawValue, "work", "fund-runs", run.rawValue, step.rawValue)
  }
}
