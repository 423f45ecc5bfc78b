public import Exact

/// What a city has today: strategies, services, systems, data, infrastructure, contracts, staff and
/// budget.
public struct Register: Codable, Hashable, Sendable {
  public var strategies: [Strategy] = []
  public var services: [PublicService] = []
  public var systems: [InformationSystem] = []
  public var datasets: [Dataset] = []
  public var infrastructure: [Infrastructure] = []
  public var contracts: [ServiceContract] = []
  public var skills: [StaffSkill] = []
  public var budget: [BudgetLine] = []

  public init() {}

  /// What everybody may read.
  public var published: Register {
    var open = self
    open.strategies.removeAll { !$0.isPublic }
    open.services.removeAll { !$0.isPublic }
    open.systems.removeAll { !$0.isPublic }
    open.datasets.removeAll { !$0.isPublic }
    open.infrastructure.removeAll { !$0.isPublic }
    open.contracts.removeAll { !$0.isPublic }
    open.skills.removeAll { !$0.isPublic }
    open.budget.removeAll { !$0.isPublic }
    return open
  }

  public func system(_ id: Exact.ID<InformationSystem>?) -> InformationSystem? {
    systems.first { $0.id == id }
  }

  public func contract(_ id: Exact.ID<ServiceContract>?) -> ServiceContract? {
    contracts.first { $0.id == id }
  }

  /// How many other entries refer to one.
  public func uses(of entry: RecordReference) -> Int {
    let named =
      services.compactMap(\.system).map { RecordReference(InformationSystem.self, $0) }
      + datasets.compactMap(\.system).map { RecordReference(InformationSystem.self, $0) }
      + systems.compactMap(\.contract).map { RecordReference(ServiceContract.self, $0) }
    return named.count { $0 == entry }
  }

  public var count: Int {
    strategies.count + services.count + systems.count + datasets.count + infrastructure.count
      + contracts.count + skills.count + budget.count
  }
}

extension RecordReference {
  fileprivate init<Record: Entity>(_ type: Record.Type, _ id: Exact.ID<Record>) {
    self.init(kind: type.entityName, id: id.rawValue)
  }
}
