public import Civic
import Database
public import Exact

extension PlanStore {
  /// Attaches a file to a plan; equal bytes are kept once.
  public func attach(
    _ file: Attachment, bytes: [UInt8], by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(file.plan, by: viewer, at: now) { document, journal in
      try document.admit(file)
      try journal.connection.execute(
        """
        INSERT INTO file_content (digest, bytes) VALUES (\(file.digest.rawValue), \(bytes))
        ON CONFLICT (digest) DO NOTHING
        """)
      try journal.add(file, in: file.plan)
    }
  }

  /// A file of a plan: a public one of its newest published version for everybody, any other for
  /// those who may read the working plan.
  public func file(
    _ id: ID<Attachment>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> (file: Attachment, bytes: [UInt8]) {
    let published = try? await version(of: plan).document.attachments.first { $0.id == id }
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      let working = try RecordTable<Attachment>(connection, dialect).find(id)
      let readable =
        viewer.may(.readWorking, .plan(owner)) ? working ?? published : published
      guard let file = readable, file.plan == plan else { throw StoreError.notFound }
      let bytes: [UInt8]? = try connection.value(
        "SELECT bytes FROM file_content WHERE digest = \(file.digest.rawValue)")
      guard let bytes else { throw StoreError.notFound }
      return (file, bytes)
    }
  }
}
