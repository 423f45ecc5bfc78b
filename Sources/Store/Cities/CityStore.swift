public import Civic
public import Database
public import Exact

/// The questions asked of the database about cities, networks and the facts about them, which are
/// public.
public struct CityStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// Everything known about cities and networks; small enough to be read at once.
  public func atlas() async throws -> Atlas {
    let dialect = database.dialect
    return try await database.read { try Self.atlas($0, dialect) }
  }

  /// One city; nil where there is none.
  public func city(_ id: ID<City>) async throws -> City? {
    let dialect = database.dialect
    return try await database.read { try RecordTable<City>($0, dialect).find(id) }
  }

  static func atlas(_ connection: any Connection, _ dialect: Dialect) throws -> Atlas {
    Atlas(
      sources: try RecordTable<FactSource>(connection, dialect).all(),
      cities: try RecordTable<City>(connection, dialect).all(),
      organisations: try RecordTable<Organisation>(connection, dialect).all(),
      programmes: try RecordTable<Programme>(connection, dialect).all(),
      networks: try RecordTable<Network>(connection, dialect).all(),
      memberships: try RecordTable<Membership>(connection, dialect).all(),
      pairings: try RecordTable<Pairing>(connection, dialect).all())
  }

  /// Adds the facts that are not there yet; what is there stays as it is.
  public func add(_ atlas: Atlas, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try viewer.require(.manageNetwork, .platform)
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      for record in atlas.sources { try Self.addOnce(record, journal) }
      for record in atlas.cities { try Self.addOnce(record, journal) }
      for record in atlas.organisations { try Self.addOnce(record, journal) }
      for record in atlas.programmes { try Self.addOnce(record, journal) }
      for record in atlas.networks { try Self.addOnce(record, journal) }
      for record in atlas.memberships { try Self.addOnce(record, journal) }
      for record in atlas.pairings { try Self.addOnce(record, journal) }
    }
  }

  /// Adds one fact.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when it breaks a rule, `AccessError` when the viewer may not.
  public func add<Record: Fact & StoredRecord>(
    _ fact: Record, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard fact.mayBeAdded(by: viewer) else { throw AccessError.refused(.manageNetwork) }
      try Self.check(fact, connection, dialect)
      let context = ChangeContext(by: viewer, at: now)
      try ChangeJournal(connection: connection, dialect: dialect, context: context)
        .add(fact, in: nil)
    }
  }

  /// Saves a fact, unless somebody saved it since `revision`.
  public func save<Record: Fact & StoredRecord>(
    _ fact: Record, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Record> {
    let dialect = database.dialect
    return try await database.write { connection in
      guard let present = try RecordTable<Record>(connection, dialect).find(fact.id) else {
        throw StoreError.notFound
      }
      guard present.mayBeChanged(by: viewer), fact.mayReplace(present, by: viewer) else {
        throw AccessError.refused(.manageNetwork)
      }
      guard present.revision == revision else {
        let last = try ChangeReader(connection).changes(of: RecordReference(present)).first
        return .conflict(present, last)
      }
      try Self.check(fact, connection, dialect)
      let context = ChangeContext(by: viewer, at: now)
      return .saved(
        try ChangeJournal(connection: connection, dialect: dialect, context: context)
          .change(fact, from: present, in: nil))
    }
  }

  /// The changes of one fact, newest first, for those who may change it.
  public func history<Record: Fact & StoredRecord>(
    of fact: Record, for viewer: Viewer
  ) async throws -> [ChangeRecord] {
    guard fact.mayBeChanged(by: viewer) else { throw StoreError.notFound }
    return try await database.read { connection in
      try ChangeReader(connection).changes(of: RecordReference(fact))
    }
  }

  /// Puts a fact back to how it was after a change.
  public func restore<Record: Fact & StoredRecord>(
    _ change: Int64, of fact: Record, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard fact.mayBeChanged(by: viewer) else { throw AccessError.refused(.manageNetwork) }
      let reference = RecordReference(fact)
      let found = try ChangeReader(connection).changes(
        where: """
          change.id = \(change) AND change.kind = \(reference.kind)
          AND change.record = \(reference.id)
          """, limit: 1)
      guard let state = found.first?.after else { throw StoreError.notFound }
      let earlier = try state.decoded(as: Record.self)
      guard earlier.mayReplace(fact, by: viewer) else { throw AccessError.refused(.manageNetwork) }
      try Self.check(earlier, connection, dialect)
      let context = ChangeContext(by: viewer, at: now)
      try ChangeJournal(connection: connection, dialect: dialect, context: context)
        .restore(earlier, in: nil)
    }
  }

  private static func check<Record: Fact>(
    _ fact: Record, _ connection: any Connection, _ dialect: Dialect
  ) throws {
    var problems = fact.problems(in: try atlas(connection, dialect))
    problems += try problemsAmongOthers(fact, connection, dialect)
    problems += try ConsultationStore.problems(fact, connection, dialect)
    guard problems.isEmpty else {
      throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
    }
  }

  /// The rules that an indicator breaks among those of its city.
  static func problemsAmongOthers(
    _ fact: some Fact, _ connection: any Connection, _ dialect: Dialect
  ) throws -> [(field: String, message: Message)] {
    guard let indicator = fact as? CityIndicator else { return [] }
    let others = try RecordTable<CityIndicator>(connection, dialect)
      .all(where: "city = \(indicator.city.rawValue)")
    return indicator.problems(among: others)
  }

  private static func addOnce<Record: StoredRecord>(
    _ record: Record, _ journal: ChangeJournal
  ) throws {
    let table = RecordTable<Record>(journal.connection, journal.dialect)
    guard try table.find(record.id) == nil else { return }
    try journal.add(record, in: nil)
  }
}
