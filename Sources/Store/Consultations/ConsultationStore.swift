public import Civic
public import Database
public import Exact

/// The questions asked of the database about what residents are asked.
public struct ConsultationStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The consultations that somebody may know of, those whose voting ends last first.
  ///
  /// - Parameter city: None for all cities.
  public func consultations(
    of city: ID<City>? = nil, for viewer: Viewer
  ) async throws -> [Consultation] {
    let dialect = database.dialect
    let condition: SQL = city.map { "city = \($0.rawValue)" } ?? "1 = 1"
    return try await database.read {
      try RecordTable<Consultation>($0, dialect).all(where: condition)
    }
    .filter { $0.isReadable(by: viewer) }
    .sorted { ($1.votingUntil ?? .first, $1.id) < ($0.votingUntil ?? .first, $0.id) }
  }

  /// One consultation with its projects, in the order in which they were added.
  ///
  /// - Throws: ``StoreError/notFound`` also when the viewer may not know of it.
  public func consultation(
    _ id: ID<Consultation>, for viewer: Viewer
  ) async throws -> (consultation: Consultation, projects: [VoteProject]) {
    let dialect = database.dialect
    return try await database.read { connection in
      let found = try Self.find(id, connection, dialect)
      guard found.isReadable(by: viewer) else { throw StoreError.notFound }
      return (found, try Self.projects(of: id, connection, dialect))
    }
  }

  /// One project, for those who may change it.
  public func project(
    _ id: ID<VoteProject>, for viewer: Viewer
  ) async throws -> VoteProject {
    let dialect = database.dialect
    let project = try await database.read { try RecordTable<VoteProject>($0, dialect).find(id) }
    guard let project, viewer.may(.readWorking, .city(project.city)) else {
      throw StoreError.notFound
    }
    return project
  }

  /// The rules as they were fixed, with their bytes and when that was.
  ///
  /// - Throws: ``StoreError/notFound`` before they are.
  public func rules(
    of id: ID<Consultation>
  ) async throws -> (rules: BudgetVoteRules, bytes: [UInt8], openedAt: Instant) {
    try await database.read { try Self.rules(of: id, $0) }
  }

  static func rules(
    of id: ID<Consultation>, _ connection: any Connection
  ) throws -> (rules: BudgetVoteRules, bytes: [UInt8], openedAt: Instant) {
    guard
      let row = try connection.row(
        "SELECT content, opened_at FROM vote_rules WHERE consultation = \(id.rawValue)")
    else { throw StoreError.notFound }
    let bytes = Array(try row.value("content", as: String.self).utf8)
    return (
      try BudgetVoteRules(reading: bytes), bytes,
      Instant(milliseconds: try row.value("opened_at"))
    )
  }

  static func find(
    _ id: ID<Consultation>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Consultation {
    guard let found = try RecordTable<Consultation>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return found
  }

  static func projects(
    of id: ID<Consultation>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> [VoteProject] {
    try RecordTable<VoteProject>(connection, dialect).all(where: "consultation = \(id.rawValue)")
  }

  /// The rules that a project breaks as one of its consultation; none for other facts.
  static func problems(
    _ fact: some Fact, _ connection: any Connection, _ dialect: Dialect
  ) throws -> [(field: String, message: Message)] {
    guard let project = fact as? VoteProject else { return [] }
    let consultation = try RecordTable<Consultation>(connection, dialect)
      .find(project.consultation)
    return project.problems(of: consultation)
  }

  /// Takes a project off a draft.
  public func remove(_ id: ID<VoteProject>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let project = try RecordTable<VoteProject>(connection, dialect).find(id) else {
        throw StoreError.notFound
      }
      try viewer.require(.editContent, .city(project.city))
      let consultation = try Self.find(project.consultation, connection, dialect)
      guard consultation.phase == .draft else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      try Self.journal(connection, dialect, viewer, now).remove(project, in: nil)
    }
  }

  static func journal(
    _ connection: any Connection, _ dialect: Dialect, _ viewer: Viewer, _ now: Instant
  ) -> ChangeJournal {
    ChangeJournal(
      connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
  }
}
