import Exact

extension Register {
  /// Adds an entry, or puts it in place of the one with its identifier.
  public mutating func put(_ entry: some RegisterEntry) {
    switch entry {
    case let entry as Strategy: strategies.put(entry)
    case let entry as PublicService: services.put(entry)
    case let entry as InformationSystem: systems.put(entry)
    case let entry as Dataset: datasets.put(entry)
    case let entry as Infrastructure: infrastructure.put(entry)
    case let entry as ServiceContract: contracts.put(entry)
    case let entry as StaffSkill: skills.put(entry)
    case let entry as BudgetLine: budget.put(entry)
    case let entry as CityIndicator: indicators.put(entry)
    case let entry as CorrectiveAction: corrections.put(entry)
    case let entry as Pilot: pilots.put(entry)
    default: break
    }
  }
}

extension Array where Element: Entity {
  fileprivate mutating func put(_ entry: Element) {
    if let index = firstIndex(where: { $0.id == entry.id }) {
      self[index] = entry
    } else {
      append(entry)
    }
  }
}
