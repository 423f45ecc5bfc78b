public import Civic
public import Exact

extension Link {
  /// What cities offer and seek.
  public static let profiles = Link("profiles")

  public static func profile(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "profile")
  }

  /// Where a network's cities are matched: for those who look after it.
  public static func matching(of network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "matching")
  }

  public static func matchRun(_ run: ID<MatchRun>, of network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "matching", run.rawValue)
  }

  /// Where people add a proposal of their own.
  public static func matchProposals(_ run: ID<MatchRun>, of network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "matching", run.rawValue, "proposals")
  }

  public static func matchPublication(_ run: ID<MatchRun>, of network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "matching", run.rawValue, "publication")
  }

  public static func partnerships(of network: ID<Network>) -> Link {
    Link("networks", network.rawValue, "partnerships")
  }

  public static func partnership(_ partnership: ID<Partnership>) -> Link {
    Link("partnerships", partnership.rawValue)
  }

  public static func partnershipDecision(_ partnership: ID<Partnership>) -> Link {
    Link("partnerships", partnership.rawValue, "decision")
  }
}
