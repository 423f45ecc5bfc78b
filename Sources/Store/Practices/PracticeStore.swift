public import Civic
public import Database
public import Exact

/// The questions asked of the database about what cities learnt.
public struct PracticeStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The practices that somebody may read, of all cities.
  public func practices(for viewer: Viewer) async throws -> [Practice] {
    let dialect = database.dialect
    return try await database.read { try RecordTable<Practice>($0, dialect).all() }
      .filter { $0.isReadable(by: viewer) }
  }

  /// One practice with those who took it up and let it be known.
  ///
  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  public func practice(
    _ id: ID<Practice>, for viewer: Viewer
  ) async throws -> (practice: Practice, adoptions: [Adoption]) {
    let dialect = database.dialect
    let (practice, adoptions) = try await database.read { connection in
      (
        try RecordTable<Practice>(connection, dialect).find(id),
        try RecordTable<Adoption>(connection, dialect).all(where: "practice = \(id.rawValue)")
      )
    }
    guard let practice, practice.isReadable(by: viewer) else { throw StoreError.notFound }
    let shown = adoptions.filter { $0.isPublic || viewer.may(.readWorking, .city($0.city)) }
    return (practice, shown)
  }

  /// Takes the next step of the review: first the city, then somebody who looks after a network.
  ///
  /// - Throws: `AccessError`; ``StoreError/invalid(_:)`` while something is missing.
  public func review(_ id: ID<Practice>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let present = try RecordTable<Practice>(connection, dialect).find(id) else {
        throw StoreError.notFound
      }
      guard let next = present.nextReview(by: viewer) else {
        throw AccessError.refused(.manageNetwork)
      }
      var practice = present
      practice.review = next
      let problems = practice.problems(in: try CityStore.atlas(connection, dialect))
      guard problems.isEmpty else {
        throw StoreError.invalid(
          problems.map { FieldFault(field: $0.field, message: $0.message) })
      }
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(practice, from: present, in: nil)
    }
  }
}
