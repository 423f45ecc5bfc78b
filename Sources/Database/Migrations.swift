/// The steps from an empty database to the schema this program needs.
///
/// They go forward only. Which were applied is kept in the table `schema_migration`, with a
/// checksum of each.
public struct Migrations: Sendable {
  /// The table of what was applied.
  public static let table: SQLName = "schema_migration"

  /// The steps, by number.
  public let migrations: [Migration]

  public init(_ migrations: [Migration]) {
    self.migrations = migrations
  }

  /// Applies what is missing, each step in its own transaction.
  ///
  /// - Returns: The numbers of the steps applied now, in order.
  /// - Throws: ``DatabaseError``: `migrationOutOfOrder`, `migrationChanged`, `migrationMissing`,
  ///   `databaseNewer` before anything is written; `migrationFailed` when a step failed, with the
  ///   steps before it kept.
  public func run(on database: any Database) async throws -> [Int] {
    let dialect = database.dialect
    try checkNumbers()
    // A database of a newer program is refused before anything is written to it.
    _ = try await pending(on: database)
    try await database.write { _ = try $0.execute(Self.createTable(in: dialect)) }
    var applied: [Int] = []
    for migration in migrations {
      let isNew = try await database.write { connection in
        let lock = dialect.lock(Self.table)
        if !lock.isEmpty { try connection.execute(lock) }
        let pending = try pending(in: connection, dialect: dialect)
        if !pending.contains(migration.number) { return false }
        try apply(migration, in: connection, dialect: dialect)
        return true
      }
      if isNew { applied.append(migration.number) }
    }
    return applied
  }

  /// The numbers of the steps that ``run(on:)`` would apply.
  ///
  /// - Throws: ``DatabaseError`` when the database does not belong to this program's steps.
  public func pending(on database: any Database) async throws -> [Int] {
    let dialect = database.dialect
    try checkNumbers()
    return try await database.read { connection in
      try pending(in: connection, dialect: dialect)
    }
  }

  /// The same within a transaction that is open already.
  public func pending(in connection: any Connection, dialect: Dialect) throws -> [Int] {
    let steps = try applied(in: connection, dialect: dialect)
    let last = migrations.last?.number ?? 0
    if let newest = steps.keys.max(), newest > last {
      throw DatabaseError.databaseNewer(number: newest)
    }
    var pending: [Int] = []
    for migration in migrations {
      guard let checksum = steps[migration.number] else {
        pending.append(migration.number)
        continue
      }
      if let missing = pending.first { throw DatabaseError.migrationMissing(number: missing) }
      if checksum != migration.checksum(in: dialect) {
        throw DatabaseError.migrationChanged(number: migration.number)
      }
    }
    let known = Set(migrations.map(\.number))
    if let unknown = steps.keys.sorted().first(where: { !known.contains($0) }) {
      throw DatabaseError.migrationMissing(number: unknown)
    }
    return pending
  }

  private func apply(
    _ migration: Migration, in connection: any Connection, dialect: Dialect
  ) throws {
    do {
      for statement in migration.statements(dialect) { try connection.execute(statement) }
    } catch {
      throw DatabaseError.migrationFailed(number: migration.number, "\(error)")
    }
    try connection.execute(
      """
      INSERT INTO \(identifier: Self.table) (number, name, checksum)
      VALUES (\(migration.number), \(migration.name), \(migration.checksum(in: dialect)))
      """)
  }

  /// The checksums of the steps applied, by number; none when the table is not there.
  private func applied(
    in connection: any Connection, dialect: Dialect
  ) throws -> [Int: String] {
    guard try connection.row(dialect.findTable(Self.table)) != nil else { return [:] }
    var checksums: [Int: String] = [:]
    for row in try connection.rows("SELECT number, checksum FROM \(identifier: Self.table)") {
      checksums[try row.value("number")] = try row.value("checksum", as: String.self)
    }
    return checksums
  }

  private func checkNumbers() throws {
    var before = 0
    for migration in migrations {
      if migration.number <= before {
        throw DatabaseError.migrationOutOfOrder(number: migration.number)
      }
      before = migration.number
    }
  }

  private static func createTable(in dialect: Dialect) -> SQL {
    """
    CREATE TABLE IF NOT EXISTS \(identifier: table) (
      number \(sql: dialect.integer) PRIMARY KEY,
      name TEXT NOT NULL,
      checksum TEXT NOT NULL,
      applied_at TEXT NOT NULL DEFAULT (CAST(CURRENT_TIMESTAMP AS TEXT))
    )\(sql: dialect.strict)
    """
  }
}
