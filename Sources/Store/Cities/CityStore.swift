public import Civic
public import Database
import Exact

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
    return try await database.read { connection in
      Atlas(
        sources: try RecordTable<FactSource>(connection, dialect).all(),
        cities: try RecordTable<City>(connection, dialect).all(),
        organisations: try RecordTable<Organisation>(connection, dialect).all(),
        programmes: try RecordTable<Programme>(connection, dialect).all(),
        networks: try RecordTable<Network>(connection, dialect).all(),
        memberships: try RecordTable<Membership>(connection, dialect).all(),
        pairings: try RecordTable<Pairing>(connection, dialect).all())
    }
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

  /// Saves what is said about a city, unless somebody saved it since `revision`.
  public func save(
    _ city: City, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<City> {
    try await save(
      city, editedFrom: revision, allowed: .manageCity, .city(city.id), by: viewer, at: now)
  }

  /// Saves what is said about a network, unless somebody saved it since `revision`.
  public func save(
    _ network: Network, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Network> {
    try await save(
      network, editedFrom: revision, allowed: .manageNetwork, .network(network.id), by: viewer,
      at: now)
  }

  /// Adds a membership, or saves one with another status: relations are never overwritten unseen.
  public func put(_ membership: Membership, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try viewer.require(.manageNetwork, .network(membership.network))
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      if let present = try RecordTable<Membership>(connection, dialect).find(membership.id) {
        try journal.change(membership, from: present, in: nil)
      } else {
        try journal.add(membership, in: nil)
      }
    }
  }

  private func save<Record: StoredRecord>(
    _ record: Record, editedFrom revision: Int, allowed permission: Permission,
    _ subject: Subject, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Record> {
    let dialect = database.dialect
    return try await database.write { connection in
      try viewer.require(permission, subject)
      guard let present = try RecordTable<Record>(connection, dialect).find(record.id) else {
        throw StoreError.notFound
      }
      guard present.revision == revision else {
        let last = try ChangeReader(connection).changes(of: RecordReference(present)).first
        return .conflict(present, last)
      }
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      return .saved(try journal.change(record, from: present, in: nil))
    }
  }

  private static func addOnce<Record: StoredRecord>(
    _ record: Record, _ journal: ChangeJournal
  ) throws {
    let table = RecordTable<Record>(journal.connection, journal.dialect)
    guard try table.find(record.id) == nil else { return }
    try journal.add(record, in: nil)
  }
}
