public import Exact

/// What is missing or runs out in a city's register, seen at a glance.
public struct RegisterGaps: Sendable {
  /// How many services there are at each digital level.
  public let servicesByLevel: [DigitalLevel: Int]
  public let servicesWithoutLevel: [Exact.ID<PublicService>]
  public let servicesWithoutOwner: [Exact.ID<PublicService>]
  public let servicesWithoutLegalBasis: [Exact.ID<PublicService>]
  public let systemsWithoutOwner: [Exact.ID<InformationSystem>]
  /// Outdated or ending systems on which services depend.
  public let systemsAtRisk: [Exact.ID<InformationSystem>]
  /// Contracts that ended already.
  public let contractsEnded: [Exact.ID<ServiceContract>]
  /// Contracts that end before the plan does; none without a plan.
  public let contractsEndingEarly: [Exact.ID<ServiceContract>]
  public let datasetsWithoutOwner: [Exact.ID<Dataset>]
  /// Open data that nobody brings up to date.
  public let datasetsNeverUpdated: [Exact.ID<Dataset>]
  public let strategiesExpired: [Exact.ID<Strategy>]
  /// Full-time equivalents that are missing, by skill; only where some are.
  public let skillsMissing: [(skill: Exact.ID<StaffSkill>, missing: Rational)]

  /// - Parameters:
  ///   - today: The day on which it is asked.
  ///   - planEnd: The last day of the city's plan, where it has one.
  public init(_ register: Register, today: Day, planEnd: Day?) {
    let services = register.services
    servicesByLevel = Dictionary(
      services.compactMap { service in service.digitalLevel.map { ($0, 1) } }, uniquingKeysWith: +)
    servicesWithoutLevel = services.filter { $0.digitalLevel == nil }.map(\.id)
    servicesWithoutOwner = services.filter { $0.owner == nil }.map(\.id)
    servicesWithoutLegalBasis = services.filter { $0.legalBasis?.isEmpty ?? true }.map(\.id)
    systemsWithoutOwner = register.systems.filter { $0.owner == nil }.map(\.id)
    let used = Set(services.compactMap(\.system))
    systemsAtRisk = register.systems.filter {
      ($0.state == .outdated || $0.state == .ending) && used.contains($0.id)
    }.map(\.id)
    let dated = register.contracts.compactMap { contract in contract.end.map { (contract.id, $0) } }
    contractsEnded = dated.filter { $0.1 < today }.map(\.0)
    contractsEndingEarly = dated.filter { end in
      end.1 >= today && (planEnd.map { end.1 < $0 } ?? false)
    }.map(\.0)
    datasetsWithoutOwner = register.datasets.filter { $0.owner == nil }.map(\.id)
    datasetsNeverUpdated = register.datasets.filter {
      $0.openness == .open && $0.updates == .never
    }.map(\.id)
    strategiesExpired = register.strategies.filter { strategy in
      strategy.validUntil.map { $0 < today } ?? false
    }.map(\.id)
    skillsMissing = register.skills.compactMap { skill -> (Exact.ID<StaffSkill>, Rational)? in
      guard let needed = skill.needed else { return nil }
      let missing = needed.rational - (skill.people?.rational ?? Rational(0))
      return missing > Rational(0) ? (skill.id, missing) : nil
    }.map { (skill: $0.0, missing: $0.1) }
  }
}
