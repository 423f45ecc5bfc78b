public import Civic
import Database
public import Exact

/// The documents of applications.
extension SelectionStore {
  /// An application whose city may still change it.
  private static func writable(
    _ id: ID<CityApplication>, by viewer: Viewer, at now: Instant, _ connection: any Connection,
    _ dialect: Dialect
  ) throws -> ApplicationView {
    let view = try view(of: id, for: viewer, connection, dialect)
    guard view.call.phase(at: now) == .open else { throw SelectionError.notOpen }
    guard view.application.mayBeChanged(by: viewer) else {
      throw AccessError.refused(.editContent)
    }
    return view
  }

  /// Hands a document in.
  ///
  /// - Throws: `SelectionError/tooManyFiles`, ``StoreError/notFound`` for a document that the call
  ///   does not ask for.
  public func add(
    _ file: HandedFile, to id: ID<CityApplication>, bytes: [UInt8], by viewer: Viewer
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.writable(id, by: viewer, at: file.addedAt, connection, dialect)
      guard view.files.count < HandedFile.most else { throw SelectionError.tooManyFiles }
      let isAsked = file.document.map { view.call.documentNames.indices.contains($0) } ?? true
      guard isAsked, file.owner == .application(id) else { throw StoreError.notFound }
      try HandedFiles(connection).add(file, bytes: bytes, by: viewer)
    }
  }

  /// Takes a document back.
  public func remove(
    _ file: ID<HandedFile>, of id: ID<CityApplication>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.writable(id, by: viewer, at: now, connection, dialect)
      guard view.files.contains(where: { $0.id == file }) else { throw StoreError.notFound }
      try HandedFiles(connection).remove(file, by: viewer, at: now)
    }
  }

  /// A document for those who may read its application.
  public func file(
    _ file: ID<HandedFile>, of id: ID<CityApplication>, for viewer: Viewer
  ) async throws -> (file: HandedFile, bytes: [UInt8]) {
    let dialect = database.dialect
    return try await database.read { connection in
      let view = try Self.view(of: id, for: viewer, connection, dialect)
      return try HandedFiles(connection).content(of: file, among: view.files)
    }
  }
}
