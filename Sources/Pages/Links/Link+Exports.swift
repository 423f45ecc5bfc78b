public import Civic
public import Exact

/// Addresses of what is taken out.
extension Link {
  /// Where people choose how a plan is taken out; the working plan for the city's people.
  public static func export(of plan: ID<Plan>, isWorking: Bool = false) -> Link {
    Link(parts: ["plans", plan.rawValue] + (isWorking ? ["work"] : []) + ["export"])
  }

  /// The file itself.
  public static func exportFile(of plan: ID<Plan>, isWorking: Bool = false) -> Link {
    Link(parts: export(of: plan, isWorking: isWorking).parts + ["file"])
  }

  /// Where a file is ordered that is made beside the site.
  public static func exports(of plan: ID<Plan>, isWorking: Bool = false) -> Link {
    Link(parts: ["plans", plan.rawValue] + (isWorking ? ["work"] : []) + ["exports"])
  }

  /// What becomes of such a file.
  public static func exportJob(_ job: ID<ExportJob>, _ part: ExportJobPart? = nil) -> Link {
    Link(parts: ["exports", job.rawValue] + (part.map { [$0.rawValue] } ?? []))
  }

  public enum ExportJobPart: String, CaseIterable, Sendable {
    case file, cancellation
  }

  /// The days of a published plan.
  public static func calendar(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "calendar.ics")
  }

  /// Makes a secret address for the days of the working plan.
  public static func calendarToken(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "calendar")
  }

  public static func calendarRevocation(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "calendar", "revocation")
  }

  /// The days of a working plan for whoever knows the secret.
  public static func secretCalendar(_ secret: SecretToken) -> Link {
    Link("calendars", secret.text, "plan.ics")
  }

  /// What was published: by one city, or by all.
  public static func news(of city: ID<City>? = nil) -> Link {
    Link(parts: (city.map { ["cities", $0.rawValue] } ?? []) + ["changes.atom"])
  }
}

/// Addresses of tables on their way into a plan.
extension Link {
  /// Where a workbook is uploaded.
  public static func tables(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "tables")
  }

  /// Steps of a workbook that are posted.
  public enum WorkbookStep: String, CaseIterable, Sendable {
    case corrections, execution, undo, removal
  }

  /// What a workbook changes.
  public static func workbook(
    _ id: ID<WorkbookDraft>, of plan: ID<Plan>, _ step: WorkbookStep? = nil
  ) -> Link {
    Link(parts: tables(of: plan).parts + [id.rawValue] + (step.map { [$0.rawValue] } ?? []))
  }
}
