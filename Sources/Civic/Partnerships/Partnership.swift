public import Exact

/// Two or more cities that are to learn from each other, from the proposal to what came of it.
public struct Partnership: Fact {
  public static let entityName = "partnership"

  public let id: Exact.ID<Partnership>
  public var revision: Int
  public let network: Exact.ID<Network>
  /// The matching that proposed it; none where people did without one.
  public let run: Exact.ID<MatchRun>?
  /// One city alone: its partner is still to be named.
  public var cities: [Exact.ID<City>]
  public var lead: Exact.ID<City>?
  public var status: PartnershipStatus
  /// Proposed by people and not by the method.
  public var isOwn: Bool
  public var reason: MatchReason?
  /// What those who decided noted for themselves; never public.
  public var note: String?
  public var replacedBy: Exact.ID<Partnership>?
  public var themes: [String]
  public var projects: Multilingual?
  public var activities: Multilingual?
  public var results: Multilingual?
  public var pilots: [Exact.ID<Pilot>]
  public var start: Day?
  public var end: Day?

  public init(
    id: Exact.ID<Partnership>, network: Exact.ID<Network>, run: Exact.ID<MatchRun>?,
    cities: [Exact.ID<City>]
  ) {
    self.id = id
    revision = 1
    self.network = network
    self.run = run
    self.cities = cities
    status = .proposed
    isOwn = false
    themes = []
    pilots = []
  }

  /// Proposals come from matchings and their own form, not from this one.
  public func mayBeAdded(by viewer: Viewer) -> Bool {
    viewer.may(.manageNetwork, .network(network))
  }

  /// Who looks after the network; once confirmed, the cities' own people too.
  public func mayBeChanged(by viewer: Viewer) -> Bool {
    mayBeAdded(by: viewer)
      || (status == .confirmed && cities.contains { viewer.may(.editContent, .city($0)) })
  }

  /// The cities' people write what they do together; who belongs to it and its status they do not.
  public func mayReplace(_ present: Partnership, by viewer: Viewer) -> Bool {
    guard network == present.network, run == present.run else { return false }
    if mayBeAdded(by: viewer) { return true }
    return present.mayBeChanged(by: viewer) && cities == present.cities && lead == present.lead
      && status == present.status && reason == present.reason && note == present.note
      && replacedBy == present.replacedBy && isOwn == present.isOwn
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectKnown(network, among: atlas.networks, "network")
    problems.expectKnown(cities, among: atlas.cities, "cities")
    problems.expect(
      !cities.isEmpty && Set(cities).count == cities.count, "cities",
      Message("problemPartnershipCities"))
    problems.expectOrder(start, end, "end")
    return problems.list
  }

  /// Whether everybody may read it: confirmed, and all its cities show themselves to everybody.
  public func isPublic(_ visibility: [Exact.ID<City>: ProfileVisibility]) -> Bool {
    status == .confirmed && cities.allSatisfy { visibility[$0] == .everybody }
  }

  public func isReadable(
    by viewer: Viewer, _ visibility: [Exact.ID<City>: ProfileVisibility]
  ) -> Bool {
    isPublic(visibility) || viewer.may(.manageNetwork, .network(network))
      || (status == .confirmed && cities.contains { viewer.may(.readWorking, .city($0)) })
  }
}

public enum PartnershipStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case proposed, confirmed, declined, replaced

  public static let textPrefix = "partnershipStatus"
}

/// Why people declined, replaced or made a proposal: published, where free words are not.
public enum MatchReason: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case cityAsked, themes, capacity, language, commitments, timing, balance, other

  public static let textPrefix = "matchReason"
}
