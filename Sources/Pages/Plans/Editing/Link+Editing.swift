public import Civic
public import Exact

/// Addresses of editing that are not those of one record.
extension Link {
  /// All costs of an action in one table.
  public static func costs(of action: ID<Action>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "records", Action.entityName, action.rawValue, "costs")
  }

  public static func organisations(of plan: ID<Plan>) -> Link {
    .records(Organisation.entityName, of: plan)
  }
}
