public import Civic
public import Database
public import Exact

/// The questions asked of the database about what cities have today.
public struct RegisterStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// What the viewer may read of a city's register: the city's people all of it, others what is
  /// public.
  public func register(of city: ID<City>, for viewer: Viewer) async throws -> Register {
    let dialect = database.dialect
    let all = try await database.read { connection in
      try Self.register(of: city, connection, dialect)
    }
    return viewer.may(.readWorking, .city(city)) ? all : all.published
  }

  static func register(
    of city: ID<City>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Register {
    func entries<Entry: RegisterEntry & StoredRecord>() throws -> [Entry] {
      try RecordTable<Entry>(connection, dialect).all(where: "city = \(city.rawValue)")
    }
    var register = Register()
    register.strategies = try entries()
    register.services = try entries()
    register.systems = try entries()
    register.datasets = try entries()
    register.infrastructure = try entries()
    register.contracts = try entries()
    register.skills = try entries()
    register.budget = try entries()
    register.indicators = try entries()
    register.corrections = try entries()
    register.pilots = try entries()
    register.policies = try entries()
    register.practices = try entries()
    register.adoptions = try entries()
    register.assessments = try entries()
    register.conversations = try entries()
    register.proposalRounds = try entries()
    register.surveys = try entries()
    return register
  }

  /// One entry, if the viewer may read it.
  ///
  /// - Throws: ``StoreError/notFound`` also when the viewer may not.
  public func entry<Entry: RegisterEntry & StoredRecord>(
    _ id: ID<Entry>, for viewer: Viewer
  ) async throws -> Entry {
    let dialect = database.dialect
    let entry = try await database.read { try RecordTable<Entry>($0, dialect).find(id) }
    guard let entry, entry.isPublic || viewer.may(.readWorking, .city(entry.city)) else {
      throw StoreError.notFound
    }
    return entry
  }

  /// Adds entries of one kind, all or none, as one batch that can be undone; the same batch is added
  /// only once, however often a form is sent.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with the faults of the first entry that breaks a rule.
  public func add<Entry: RegisterEntry & StoredRecord>(
    _ entries: [Entry], batch: String?, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let context = ChangeContext(by: viewer, at: now, batch: batch)
      let journal = ChangeJournal(connection: connection, dialect: dialect, context: context)
      if let batch {
        let earlier: Int? = try connection.value(
          "SELECT COUNT(*) FROM change WHERE batch = \(batch) AND kind = \(Entry.entityName)")
        guard (earlier ?? 0) == 0 else { return }
      }
      let atlas = try CityStore.atlas(connection, dialect)
      for entry in entries {
        guard entry.mayBeAdded(by: viewer) else { throw AccessError.refused(.editContent) }
        var problems = entry.problems(in: atlas)
        problems += try CityStore.problemsAmongOthers(entry, connection, dialect)
        guard problems.isEmpty else {
          throw StoreError.invalid(
            problems.map { FieldFault(field: $0.field, message: $0.message) })
        }
        try journal.add(entry, in: nil)
      }
    }
  }

  /// Takes an entry out; its history stays, and it can be brought back.
  ///
  /// - Throws: ``StoreError/inUse(kind:count:)`` while other entries refer to it.
  public func remove<Entry: RegisterEntry & StoredRecord>(
    _ entry: Entry, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard entry.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      let register = try Self.register(of: entry.city, connection, dialect)
      let users = register.uses(of: RecordReference(entry))
      guard users == 0 else {
        throw StoreError.inUse(kind: Entry.entityName, count: users)
      }
      let context = ChangeContext(by: viewer, at: now)
      try ChangeJournal(connection: connection, dialect: dialect, context: context)
        .remove(entry, in: nil)
    }
  }
}

extension RegisterStore {
  /// The newest import of a kind of entry into a city that is not undone; none for those who may not
  /// undo it.
  public func lastImport(
    of kind: String, in city: ID<City>, for viewer: Viewer
  ) async throws -> String? {
    guard viewer.may(.editContent, .city(city)) else { return nil }
    return try await database.read { connection in
      let changes = try ChangeReader(connection).changes(
        where: """
          change.id IN (
            SELECT MAX(newest.id) FROM change AS newest
            WHERE newest.kind = \(kind) AND newest.batch IS NOT NULL
            GROUP BY newest.batch)
          AND change.operation = 'added'
          """, limit: 100)
      return changes.first { $0.after?["city"]?.string == city.rawValue }?.batch
    }
  }

  /// Takes everything out again that an import brought in.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when one of its entries was changed since; then nothing is
  ///   undone.
  public func undo<Entry: RegisterEntry & StoredRecord>(
    _ batch: String, as type: Entry.Type, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let reader = ChangeReader(connection)
      let changes = try reader.changes(
        where: "change.batch = \(batch) AND change.kind = \(Entry.entityName)", limit: 100_000)
      let context = ChangeContext(by: viewer, at: now, batch: batch)
      let journal = ChangeJournal(connection: connection, dialect: dialect, context: context)
      for change in changes where change.operation == .added {
        let id = ID<Entry>(rawValue: change.record.id)
        guard let present = try RecordTable<Entry>(connection, dialect).find(id) else { continue }
        guard present.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
        guard present.revision == 1 else {
          throw StoreError.invalid([
            FieldFault(field: "", message: Message("importChangedSince"))
          ])
        }
        try journal.remove(present, in: nil)
      }
    }
  }
}
