public import Civic
public import Exact

/// Addresses of plans. Public pages are under `/plans/ID`, those of one version under
/// `/plans/ID/versions/N`, the working plan under `/plans/ID/work`.
extension Link {
  public static let plans = Link("plans")
  public static let newPlan = Link("plans", "new")

  /// Which state of a plan a page shows.
  public enum PlanEdition: Hashable, Sendable {
    /// The newest published version.
    case latest
    case version(Int)
    /// What is being worked on: for the city's people.
    case working
  }

  /// The pages that show a plan.
  public enum PlanView: String, CaseIterable, Hashable, Sendable {
    case overview = ""
    case objectives, actions, causes, schedule, funding, risks, stakeholders, integration, changes
  }

  public static func plan(
    _ plan: ID<Plan>, _ edition: PlanEdition = .latest, _ view: PlanView = .overview
  ) -> Link {
    Link(parts: planParts(plan, edition) + (view == .overview ? [] : [view.rawValue]))
  }

  public static func action(
    _ action: ID<Action>, of plan: ID<Plan>, _ edition: PlanEdition = .latest
  ) -> Link {
    Link(parts: planParts(plan, edition) + ["actions", action.rawValue])
  }

  /// A file; served as a download from a sandboxed path.
  public static func attachment(_ file: ID<Attachment>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "files", file.rawValue)
  }

  /// The bundle with which anyone recomputes the approval of a version.
  public static func decisionBundle(of plan: ID<Plan>, version: Int) -> Link {
    Link("plans", plan.rawValue, "versions", String(version), "decision.zip")
  }

  /// The published plan as JSON.
  public static func planFile(of plan: ID<Plan>, version: Int) -> Link {
    Link("plans", plan.rawValue, "versions", String(version), "plan.json")
  }

  private static func planParts(_ plan: ID<Plan>, _ edition: PlanEdition) -> [String] {
    switch edition {
    case .latest: ["plans", plan.rawValue]
    case .version(let number): ["plans", plan.rawValue, "versions", String(number)]
    case .working: ["plans", plan.rawValue, "work"]
    }
  }
}

/// Addresses at which a plan is worked on.
extension Link {
  /// The steps and lists of the working plan.
  public enum PlanWork: String, CaseIterable, Hashable, Sendable {
    case settings, check, review, history, `import`, lists
    // Steps that are posted.
    case submission, reopening, approval, publication, revision, comments
  }

  public static func planWork(_ plan: ID<Plan>, _ work: PlanWork) -> Link {
    Link("plans", plan.rawValue, "work", work.rawValue)
  }

  public static func newRecord(_ kind: String, of plan: ID<Plan>, parent: String? = nil) -> Link {
    let link = Link("plans", plan.rawValue, "work", "records", kind, "new")
    return parent.map { link.with(query: ["parent": $0]) } ?? link
  }

  public static func record(_ record: RecordReference, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "records", record.kind, record.id)
  }

  public static func records(_ kind: String, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "records", kind)
  }

  /// What is done to a record besides saving it.
  public enum RecordStep: String, CaseIterable, Hashable, Sendable {
    case removal, position, history, restoration
  }

  public static func record(
    _ record: RecordReference, of plan: ID<Plan>, _ step: RecordStep
  ) -> Link {
    Link("plans", plan.rawValue, "work", "records", record.kind, record.id, step.rawValue)
  }

  public static func comment(_ comment: ID<ReviewComment>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "comments", comment.rawValue)
  }
}
