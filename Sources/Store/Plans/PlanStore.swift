public import Civic
public import Database
public import Exact

/// The questions asked of the database about plans.
///
/// What is not public takes a `Viewer`; a viewer who may not read something is told that it does not
/// exist.
public struct PlanStore: Sendable {
  let database: any Database
  let shelf = VersionShelf()
  let working = WorkingShelf()

  public init(_ database: any Database) {
    self.database = database
  }

  /// The working plan with all its records.
  ///
  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  public func workingPlan(_ id: ID<Plan>, for viewer: Viewer) async throws -> PlanDocument {
    let dialect = database.dialect
    return try await database.read { connection in
      let document = try PlanReader(connection, dialect).document(id)
      guard viewer.may(.readWorking, .plan(document.plan)) else { throw StoreError.notFound }
      return document
    }
  }

  /// Whether a plan says of itself that it is invented; not one that is not there.
  public func isDemonstration(_ plan: ID<Plan>) async throws -> Bool {
    let dialect = database.dialect
    return try await database.read { connection in
      try RecordTable<Plan>(connection, dialect).find(plan)?.isDemonstration ?? false
    }
  }

  /// The plans that the viewer may read in their working state, newest first.
  public func workingPlans(for viewer: Viewer) async throws -> [PlanEntry] {
    try await entries { viewer.may(.readWorking, .plan($0.plan)) }
  }

  /// The plans with a published version, newest first, as they were published last.
  public func publishedPlans() async throws -> [PlanEntry] {
    let dialect = database.dialect
    return try await database.read { connection in
      let cities = try RecordTable<City>(connection, dialect).all()
      let byID = Dictionary(cities.map { ($0.id, $0) }) { first, _ in first }
      return try PublishedHeads.newest(connection).values
        .sorted { $0.plan.id > $1.plan.id }
        .compactMap { number, plan in
          byID[plan.city].map { PlanEntry(plan: plan, city: $0, publishedVersion: number) }
        }
    }
  }

  private func entries(
    _ isWanted: @Sendable @escaping (PlanEntry) -> Bool
  ) async throws -> [PlanEntry] {
    let dialect = database.dialect
    return try await database.read { connection in
      let cities = try RecordTable<City>(connection, dialect).all()
      let byID = Dictionary(cities.map { ($0.id, $0) }) { first, _ in first }
      var versions: [String: Int] = [:]
      try connection.forEachRow(
        "SELECT plan, MAX(number) AS number FROM plan_version GROUP BY plan"
      ) {
        versions[try $0.value("plan")] = try $0.value("number", as: Int.self)
      }
      return try RecordTable<Plan>(connection, dialect).all().reversed().compactMap { plan in
        guard let city = byID[plan.city] else { return nil }
        let entry = PlanEntry(
          plan: plan, city: city, publishedVersion: versions[plan.id.rawValue])
        return isWanted(entry) ? entry : nil
      }
    }
  }

  /// Starts a plan with the chapters that plans usually have.
  public func create(
    _ plan: Plan, sections: [PlanSection], by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard try RecordTable<City>(connection, dialect).find(plan.city) != nil else {
        throw StoreError.notFound
      }
      try viewer.require(.createPlan, .city(plan.city))
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      try journal.add(plan, in: plan.id)
      for section in sections { try journal.add(section, in: plan.id) }
    }
  }
}
