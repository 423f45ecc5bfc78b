public import Civic
public import Exact

/// Addresses of cities, networks and a person's own pages.
extension Link {
  public static let cities = Link("cities")
  public static let networks = Link("networks")
  /// The plans and cities that the signed-in person works on.
  public static let work = Link("work")

  public static func city(_ city: ID<City>) -> Link { Link("cities", city.rawValue) }
  public static func network(_ network: ID<Network>) -> Link {
    Link("networks", network.rawValue)
  }

  /// What programs can ask for.
  public static let api = Link("api")

  /// The snippets with which other sites show a plan.
  public static func embedding(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "work", "embedding")
  }
}
