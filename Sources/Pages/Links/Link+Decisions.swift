public import Civic
public import Exact

extension Link {
  public static let decisions = Link("decisions")

  public static func decision(_ id: ID<Decision>) -> Link {
    Link("decisions", id.rawValue)
  }

  /// What `gradnik verify` reads.
  public static func bundle(of id: ID<Decision>) -> Link {
    Link("decisions", id.rawValue, "bundle.zip")
  }
}
