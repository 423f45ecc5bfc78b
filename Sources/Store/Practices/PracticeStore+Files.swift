public import Civic
import Database
public import Exact

/// The documents of practices.
extension PracticeStore {
  /// Those that the viewer may read: of a practice that stays unnamed only its own city's people, for
  /// documents tell whose they are.
  private static func files(
    of practice: Practice, for viewer: Viewer, _ connection: any Connection
  ) throws -> [HandedFile] {
    let isOwn = viewer.may(.readWorking, .city(practice.city))
    guard isOwn || practice.visibility != .anonymous else { return [] }
    return try HandedFiles(connection).all(of: practice.id)
  }

  private static func readable(
    _ id: ID<Practice>, by viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Practice {
    guard let practice = try RecordTable<Practice>(connection, dialect).find(id),
      practice.isReadable(by: viewer)
    else { throw StoreError.notFound }
    return practice
  }

  public func files(of id: ID<Practice>, for viewer: Viewer) async throws -> [HandedFile] {
    let dialect = database.dialect
    return try await database.read { connection in
      try Self.files(
        of: try Self.readable(id, by: viewer, connection, dialect), for: viewer, connection)
    }
  }

  public func file(
    _ file: ID<HandedFile>, of id: ID<Practice>, for viewer: Viewer
  ) async throws -> (file: HandedFile, bytes: [UInt8]) {
    let dialect = database.dialect
    return try await database.read { connection in
      let practice = try Self.readable(id, by: viewer, connection, dialect)
      let files = try Self.files(of: practice, for: viewer, connection)
      return try HandedFiles(connection).content(of: file, among: files)
    }
  }

  /// A practice that the viewer may change; what was reviewed is reviewed anew.
  private func change(
    _ id: ID<Practice>, by viewer: Viewer, at now: Instant,
    _ act: @Sendable @escaping (HandedFiles, [HandedFile]) throws -> Void
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.readable(id, by: viewer, connection, dialect)
      guard present.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      let files = HandedFiles(connection)
      try act(files, try files.all(of: id))
      guard present.review == .checked || present.review == .accepted else { return }
      var next = present
      next.review = .draft
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(next, from: present, in: nil)
    }
  }

  /// Hands a document in.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when there are too many.
  public func add(
    _ file: HandedFile, to id: ID<Practice>, bytes: [UInt8], by viewer: Viewer
  ) async throws {
    try await change(id, by: viewer, at: file.addedAt) { files, present in
      guard present.count < HandedFile.most else {
        throw StoreError.invalid([
          FieldFault(
            field: "file",
            message: Message("handedFilesTooMany", ["count": .count(HandedFile.most)]))
        ])
      }
      guard file.owner == .practice(id) else { throw StoreError.notFound }
      try files.add(file, bytes: bytes, by: viewer)
    }
  }

  /// Takes a document back.
  public func remove(
    _ file: ID<HandedFile>, of id: ID<Practice>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await change(id, by: viewer, at: now) { files, present in
      guard present.contains(where: { $0.id == file }) else { throw StoreError.notFound }
      try files.remove(file, by: viewer, at: now)
    }
  }
}
