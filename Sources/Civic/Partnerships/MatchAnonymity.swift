public import Exact

/// Whether a matching can be published without anybody finding out who its unnamed cities are.
public struct MatchAnonymity: Hashable, Sendable {
  /// An unnamed city has to look like so many members that are not named, itself among them.
  public static let leastAlike = 5

  public struct Recognisable: Hashable, Sendable {
    public let code: String
    public let city: Exact.ID<City>
    /// How many it could be.
    public let alike: Int
  }

  /// Unnamed cities that the published facts would give away.
  public let recognisable: [Recognisable]
  /// Cities that were named and no longer show themselves to everybody.
  public let withdrawn: [Exact.ID<City>]

  public var isKept: Bool { recognisable.isEmpty && withdrawn.isEmpty }

  /// - Parameters:
  ///   - members: The network's members today, also those that take no part: nobody outside knows.
  ///   - profiles: Their profiles today.
  public init(_ run: MatchRun, members: [City], profiles: [PartnerProfile]) {
    let byCity = Dictionary(profiles.map { ($0.city, $0) }) { first, _ in first }
    let named = Set(run.participants.filter(\.isNamed).map(\.city))
    withdrawn = named.filter { byCity[$0]?.visibility != .everybody }.sorted()
    let crowd = members.filter { !named.contains($0.id) }
    let facts = crowd.map { MatchFacts($0, byCity[$0.id], run.settings) }
    recognisable = run.participants.filter { !$0.isNamed }.compactMap { participant in
      let own = crowd.firstIndex { $0.id == participant.city }.map { facts[$0] }
      let alike = own.map { own in facts.count { $0 == own } } ?? 1
      return alike >= Self.leastAlike
        ? nil : Recognisable(code: participant.code, city: participant.city, alike: alike)
    }
  }
}
