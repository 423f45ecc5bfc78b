import Civic
import Database
import Exact

/// The rows of handed in documents; who may read and change them is asked by whoever uses this.
struct HandedFiles {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  /// Those of every application to a call.
  func all(in call: ID<SelectionCall>) throws -> [HandedFile] {
    try read(
      """
      application IN (SELECT id FROM city_application WHERE call = \(call.rawValue))
      """)
  }

  func all(of practice: ID<Practice>) throws -> [HandedFile] {
    try read("practice = \(practice.rawValue)")
  }

  private func read(_ condition: SQL) throws -> [HandedFile] {
    try connection.rows(
      """
      SELECT * FROM handed_file WHERE removed_at IS NULL AND \(sql: condition)
      ORDER BY CASE WHEN document IS NULL THEN 1 ELSE 0 END, document, added_at, id
      """
    ).map { row in
      guard let digest = Digest(rawValue: try row.value("digest")) else {
        throw StoreError.unstorable("digest")
      }
      let application = try row.value("application", as: String?.self)
      let practice = try row.value("practice", as: String?.self)
      return HandedFile(
        id: ID(rawValue: try row.value("id")),
        owner: application.map { HandedFile.Owner.application(ID(rawValue: $0)) }
          ?? .practice(ID(rawValue: practice ?? "")),
        document: try row.value("document", as: Int?.self), name: try row.value("name"),
        mediaType: try row.value("media_type"), size: try row.value("size"), digest: digest,
        addedAt: Instant(milliseconds: try row.value("added_at")))
    }
  }

  /// Equal bytes are kept once.
  func add(_ file: HandedFile, bytes: [UInt8], by viewer: Viewer) throws {
    var application: String?
    var practice: String?
    switch file.owner {
    case .application(let id): application = id.rawValue
    case .practice(let id): practice = id.rawValue
    }
    try connection.execute(
      """
      INSERT INTO file_content (digest, bytes) VALUES (\(file.digest.rawValue), \(bytes))
      ON CONFLICT (digest) DO NOTHING
      """)
    try connection.execute(
      """
      INSERT INTO handed_file (id, application, practice, document, name, media_type, size, digest,
        added_at, added_by)
      VALUES (\(file.id.rawValue), \(application), \(practice), \(file.document), \(file.name),
        \(file.mediaType), \(file.size), \(file.digest.rawValue), \(file.addedAt.milliseconds),
        \(viewer.account?.rawValue))
      """)
  }

  /// That it was there, by whom and how long, stays.
  func remove(_ file: ID<HandedFile>, by viewer: Viewer, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE handed_file
      SET removed_at = \(now.milliseconds), removed_by = \(viewer.account?.rawValue)
      WHERE id = \(file.rawValue)
      """)
  }

  /// A file of a list with its bytes.
  ///
  /// - Throws: ``StoreError/notFound`` for one that is not in the list.
  func content(
    of id: ID<HandedFile>, among files: [HandedFile]
  ) throws -> (file: HandedFile, bytes: [UInt8]) {
    guard let found = files.first(where: { $0.id == id }),
      let bytes: [UInt8] = try connection.value(
        "SELECT bytes FROM file_content WHERE digest = \(found.digest.rawValue)")
    else { throw StoreError.notFound }
    return (found, bytes)
  }
}
