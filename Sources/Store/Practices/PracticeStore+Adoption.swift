public import Civic
import Database
public import Exact

extension PracticeStore {
  /// Takes a practice up as an action of a plan: both are there, or neither.
  ///
  /// - Throws: ``StoreError/notFound`` for a practice that the viewer may not read,
  ///   ``StoreError/invalid(_:)`` when the action breaks a rule of the plan.
  public func adopt(
    _ adoption: Adoption, as action: Action, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await PlanStore(database).edit(action.plan, by: viewer, at: now) { document, journal in
      let practice = try adoption.practice.flatMap {
        try RecordTable<Practice>(journal.connection, dialect).find($0)
      }
      guard let practice, practice.isReadable(by: viewer), practice.city != adoption.city,
        document.plan.city == adoption.city
      else { throw StoreError.notFound }
      guard adoption.mayBeAdded(by: viewer) else { throw AccessError.refused(.editContent) }
      try document.admit(action)
      let problems = adoption.problems(in: try CityStore.atlas(journal.connection, dialect))
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
      }
      try journal.add(action, in: action.plan)
      try journal.add(adoption, in: nil)
    }
  }

  /// How an action came to be taken from a practice, as far as the viewer may know.
  public func adoption(
    as action: ID<Action>, for viewer: Viewer
  ) async throws -> (adoption: Adoption, practice: Practice)? {
    let dialect = database.dialect
    return try await database.read { connection in
      let found = try RecordTable<Adoption>(connection, dialect)
        .all(where: "action = \(action.rawValue)").first
      guard let found, found.isPublic || viewer.may(.readWorking, .city(found.city)),
        let practice = try found.practice.flatMap({
          try RecordTable<Practice>(connection, dialect).find($0)
        }), practice.isReadable(by: viewer)
      else { return nil }
      return (found, practice)
    }
  }

  /// Who took practices up and lets the viewer know it, by practice.
  public func adoptions(for viewer: Viewer) async throws -> [ID<Practice>: [Adoption]] {
    let dialect = database.dialect
    let all = try await database.read { try RecordTable<Adoption>($0, dialect).all() }
    let shown = all.filter { $0.isPublic || viewer.may(.readWorking, .city($0.city)) }
    return Dictionary(
      grouping: shown.filter { $0.practice != nil }, by: { $0.practice ?? ID(rawValue: "") })
  }

  /// What members of a network took up from each other, the newest first, as far as the viewer may
  /// know who did what.
  public func adoptions(
    within network: ID<Network>, for viewer: Viewer
  ) async throws -> [(adoption: Adoption, practice: Practice)] {
    let dialect = database.dialect
    return try await database.read { connection in
      let members = Set(
        try RecordTable<Membership>(connection, dialect)
          .all(where: "network = \(network.rawValue) AND status = 'confirmed'").map(\.city))
      let practices = RecordTable<Practice>(connection, dialect)
      return try RecordTable<Adoption>(connection, dialect).all().sorted { $0.id > $1.id }
        .compactMap { adoption in
          let mayKnow = { (city: ID<City>) in viewer.may(.readWorking, .city(city)) }
          guard members.contains(adoption.city), adoption.isPublic || mayKnow(adoption.city),
            let practice = try adoption.practice.flatMap({ try practices.find($0) }),
            members.contains(practice.city), practice.isReadable(by: viewer),
            practice.visibility != .anonymous || mayKnow(practice.city)
          else { return nil }
          return (adoption, practice)
        }
    }
  }

  /// Adds practices whose facts were taken from a source, with their cities where those are not
  /// there yet; what is there stays as it is.
  ///
  /// - Returns: How many practices were added.
  public func list(
    _ practices: [Practice], of atlas: Atlas, by viewer: Viewer, at now: Instant
  ) async throws -> Int {
    try await CityStore(database).add(atlas, by: viewer, at: now)
    let dialect = database.dialect
    return try await database.write { connection in
      try viewer.require(.manageNetwork, .platform)
      let table = RecordTable<Practice>(connection, dialect)
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      var added = 0
      for practice in practices where try table.find(practice.id) == nil {
        try journal.add(practice, in: nil)
        added += 1
      }
      return added
    }
  }
}
