public import Civic
import Database
public import Exact

/// The bytes of what was made.
extension ExportStore {
  /// A file that may be handed out now: whole, and the same as it was made, which is checked.
  ///
  /// - Throws: ``ExportJobError/notDone(_:)``; ``ExportJobError/damaged``, and then it is not
  ///   handed out any more.
  public func file(
    _ id: ID<ExportJob>, for viewer: Viewer, at now: Instant
  ) async throws -> (job: ExportJob, file: ExportedFile) {
    let job = try await job(id, for: viewer)
    guard job.state == .done, let file = job.file else { throw ExportJobError.notDone(job.state) }
    guard now < file.expiresAt else { throw ExportJobError.notDone(.expired) }
    guard try await isWhole(job, file) else {
      try await condemn(job)
      throw ExportJobError.damaged
    }
    return (job, file)
  }

  private func isWhole(_ job: ExportJob, _ file: ExportedFile) async throws -> Bool {
    try await database.read { connection in
      var (sum, count, size) = (DigestSum(), 0, 0)
      try connection.forEachRow(
        """
        SELECT bytes FROM export_chunk
        WHERE job = \(job.id.rawValue) AND attempt = \(job.attempts) ORDER BY number
        """
      ) { row in
        let bytes: [UInt8] = try row.value("bytes")
        sum.add(bytes)
        (count, size) = (count + 1, size + bytes.count)
      }
      return count == file.chunks && size == file.size && sum.digest == file.digest
    }
  }

  private func condemn(_ job: ExportJob) async throws {
    try await database.write { connection in
      try connection.execute(
        """
        UPDATE export_job SET state = 'failed', fault = \(ExportFault.damaged.rawValue)
        WHERE id = \(job.id.rawValue) AND state = 'done'
        """)
      try connection.execute("DELETE FROM export_chunk WHERE job = \(job.id.rawValue)")
    }
  }

  /// One part of the bytes of a file.
  ///
  /// - Throws: ``StoreError/notFound`` when it was taken away meanwhile.
  public func chunk(_ number: Int, of job: ExportJob) async throws -> [UInt8] {
    try await database.read { connection in
      let bytes: [UInt8]? = try connection.value(
        """
        SELECT bytes FROM export_chunk
        WHERE job = \(job.id.rawValue) AND attempt = \(job.attempts) AND number = \(number)
        """)
      guard let bytes else { throw StoreError.notFound }
      return bytes
    }
  }
}
