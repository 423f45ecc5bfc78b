public import Exact

/// What a city has today: strategies, services, systems, data, infrastructure, contracts, staff and
/// budget.
public struct Register: Hashable, Sendable {
  public var strategies: [Strategy] = []
  public var services: [PublicService] = []
  public var systems: [InformationSystem] = []
  public var datasets: [Dataset] = []
  public var infrastructure: [Infrastructure] = []
  public var contracts: [ServiceContract] = []
  public var skills: [StaffSkill] = []
  public var budget: [BudgetLine] = []
  public var indicators: [CityIndicator] = []
  public var corrections: [CorrectiveAction] = []
  public var pilots: [Pilot] = []
  public var policies: [Policy] = []
  public var practices: [Practice] = []
  public var adoptions: [Adoption] = []
  public var assessments: [SelfAssessment] = []
  public var conversations: [Conversation] = []
  public var proposalRounds: [ProposalRound] = []
  public var surveys: [Survey] = []

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
    open.indicators.removeAll { !$0.isPublic }
    open.corrections.removeAll { !$0.isPublic }
    open.pilots.removeAll { !$0.isPublic }
    open.policies.removeAll { !$0.isPublic }
    open.practices.removeAll { !$0.isPublic }
    open.adoptions.removeAll { !$0.isPublic }
    open.assessments.removeAll { !$0.isPublic }
    open.conversations.removeAll { !$0.isPublic }
    open.proposalRounds.removeAll { !$0.isPublic }
    open.surveys.removeAll { !$0.isPublic }
    return open
  }

  public func system(_ id: Exact.ID<InformationSystem>?) -> InformationSystem? {
    systems.first { $0.id == id }
  }

  public func indicator(_ id: Exact.ID<CityIndicator>?) -> CityIndicator? {
    indicators.first { $0.id == id }
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
      + indicators.compactMap(\.contract).map { RecordReference(ServiceContract.self, $0) }
      + pilots.compactMap(\.indicator).map { RecordReference(CityIndicator.self, $0) }
      + policies.compactMap(\.indicator).map { RecordReference(CityIndicator.self, $0) }
      + policies.compactMap(\.dataset).map { RecordReference(Dataset.self, $0) }
      + policies.compactMap(\.next).map { RecordReference(Policy.self, $0) }
      + corrections.compactMap(\.indicator).map { RecordReference(CityIndicator.self, $0) }
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

extension Register: Codable {
  /// A list that a file does not have is empty.
  public init(from decoder: any Decoder) throws {
    let lists = try decoder.container(keyedBy: CodingKeys.self)
    func list<Entry: Decodable>(_ key: CodingKeys) throws -> [Entry] {
      try lists.decodeIfPresent([Entry].self, forKey: key) ?? []
    }
    strategies = try list(.strategies)
    services = try list(.services)
    systems = try list(.systems)
    datasets = try list(.datasets)
    infrastructure = try list(.infrastructure)
    contracts = try list(.contracts)
    skills = try list(.skills)
    budget = try list(.budget)
    indicators = try list(.indicators)
    corrections = try list(.corrections)
    pilots = try list(.pilots)
    policies = try list(.policies)
    practices = try list(.practices)
    adoptions = try list(.adoptions)
    assessments = try list(.assessments)
    conversations = try list(.conversations)
    proposalRounds = try list(.proposalRounds)
    surveys = try list(.surveys)
  }
}
