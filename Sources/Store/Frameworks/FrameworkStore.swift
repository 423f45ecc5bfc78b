public import Civic
public import Database
public import Exact
import Exchange

/// The questions asked of the database about frameworks that cities and networks wrote.
public struct FrameworkStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// All that somebody may read, by key and in the order of their making.
  public func frameworks(for viewer: Viewer) async throws -> [WrittenFramework] {
    let dialect = database.dialect
    return try await database.read { try RecordTable<WrittenFramework>($0, dialect).all() }
      .filter { $0.isReadable(by: viewer) }.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
  }

  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  public func framework(
    _ id: ID<WrittenFramework>, for viewer: Viewer
  ) async throws -> WrittenFramework {
    let dialect = database.dialect
    let found = try await database.read { try RecordTable<WrittenFramework>($0, dialect).find(id) }
    guard let found, found.isReadable(by: viewer) else { throw StoreError.notFound }
    return found
  }

  /// Starts a framework, or a version of one.
  ///
  /// - Parameter reserved: The keys of frameworks that come with the program.
  /// - Throws: ``StoreError/invalid(_:)`` when the key belongs to somebody else, the version is taken,
  ///   or another version is still a draft.
  public func add(
    _ framework: WrittenFramework, reserved: Set<String>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard framework.mayBeWritten(by: viewer) else { throw AccessError.refused(.editContent) }
      let others = try RecordTable<WrittenFramework>(connection, dialect)
        .all(where: "key = \(framework.key)")
      let isForeign = others.contains { $0.owner != framework.owner }
      if isForeign || reserved.contains(framework.key) {
        throw Self.fault("frameworkKeyTaken", ["key": .text(framework.key)])
      }
      if others.contains(where: { $0.version == framework.version }) {
        throw Self.fault("frameworkVersionTaken", ["version": .text(framework.version)])
      }
      if others.contains(where: { !$0.isPublished }) { throw Self.fault("frameworkDraftOpen") }
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).add(framework, in: nil)
    }
  }

  private static func fault(
    _ key: String, _ arguments: [String: Message.Argument] = [:]
  ) -> StoreError {
    .invalid([FieldFault(field: "file", message: Message(key, arguments))])
  }

  /// Saves a draft, unless somebody saved it since `revision`.
  ///
  /// - Returns: `false` when somebody did.
  public func save(
    _ draft: FrameworkDraft, of id: ID<WrittenFramework>, editedFrom revision: Int,
    by viewer: Viewer, at now: Instant
  ) async throws -> Bool {
    try await change(id, by: viewer, at: now) { framework in
      guard framework.revision == revision else { return false }
      framework.draft = draft
      return true
    }
  }

  /// Publishes a draft: its file is written and kept, and never changes.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with what its file cannot say yet.
  public func publish(
    _ id: ID<WrittenFramework>, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> Bool {
    try await change(id, by: viewer, at: now) { framework in
      guard framework.revision == revision else { return false }
      let check = FrameworkCheck(framework)
      guard check.errors.isEmpty else {
        throw StoreError.invalid(check.errors.map { FieldFault(field: "", message: $0) })
      }
      framework.published = check.yaml
      framework.publishedAt = now
      return true
    }
  }

  /// Throws a draft away.
  public func discard(_ id: ID<WrittenFramework>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.writable(id, connection, dialect, viewer)
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).remove(present, in: nil)
    }
  }

  private func change(
    _ id: ID<WrittenFramework>, by viewer: Viewer, at now: Instant,
    _ body: @Sendable @escaping (inout WrittenFramework) throws -> Bool
  ) async throws -> Bool {
    let dialect = database.dialect
    return try await database.write { connection in
      let present = try Self.writable(id, connection, dialect, viewer)
      var next = present
      guard try body(&next) else { return false }
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(next, from: present, in: nil)
      return true
    }
  }

  /// A draft that the viewer may write; what is published stays as it is.
  private static func writable(
    _ id: ID<WrittenFramework>, _ connection: any Connection, _ dialect: Dialect, _ viewer: Viewer
  ) throws -> WrittenFramework {
    let found = try RecordTable<WrittenFramework>(connection, dialect).find(id)
    guard let found, found.isReadable(by: viewer) else { throw StoreError.notFound }
    guard found.mayBeWritten(by: viewer) else { throw AccessError.refused(.editContent) }
    guard !found.isPublished else {
      throw StoreError.invalid([FieldFault(field: "", message: Message("frameworkIsPublished"))])
    }
    return found
  }
}
