public import Civic
public import Exact

/// Addresses of a table's way into a plan.
extension Link {
  public enum ImportStep: String, CaseIterable, Hashable, Sendable {
    case columns
    // Steps that are posted.
    case corrections, execution, undo, removal
  }

  /// What will come in, or what came in.
  public static func planImport(
    _ draft: ID<ImportDraft>, of plan: ID<Plan>, _ step: ImportStep? = nil
  ) -> Link {
    let parts = ["plans", plan.rawValue, "work", "import", draft.rawValue]
    return Link(parts: parts + (step.map { [$0.rawValue] } ?? []))
  }

  /// An empty table with all headings.
  public static func importTemplate(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "import", "template.csv")
  }
}
