/// A plan in a list.
public struct PlanEntry: Hashable, Sendable {
  public let plan: Plan
  public let city: City
  /// The number of the newest version the public can read.
  public let publishedVersion: Int?

  public init(plan: Plan, city: City, publishedVersion: Int?) {
    self.plan = plan
    self.city = city
    self.publishedVersion = publishedVersion
  }
}
