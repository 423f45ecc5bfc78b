public import Database

extension SQLiteDatabase {
  /// Copies the database, as it is at this moment, into a file of its own. Reads and writes go on
  /// meanwhile. The copy is checked, and on disk, before it gets its name.
  ///
  /// - Parameters:
  ///   - path: Where to; readable by its owner alone.
  ///   - overwriting: Whether a file that is there is replaced.
  ///   - progress: Told how far it has come; an error it throws ends the copy and is passed on.
  /// - Throws: ``DatabaseError/fileExists(_:)``, or ``DatabaseError/damaged(_:)`` when the copy
  ///   does not pass its check.
  public func backup(
    to path: String, overwriting: Bool = false,
    progress: @escaping @Sendable (BackupProgress) throws -> Void = { _ in }
  ) async throws {
    let file = self.file
    try await onThread {
      try file.backUp(to: path, overwriting: overwriting, progress: progress)
    }
  }

  /// Puts the content of a backup in place of what is here, at once, while the program runs:
  /// bodies that have begun see the old content to their end, later ones the new. What was here is
  /// kept in a copy beside the database.
  ///
  /// - Parameters:
  ///   - path: The backup; it is only read.
  ///   - migrations: The steps of this program; a backup of a newer program is refused, one of an
  ///     older is taken and needs ``Migrations/run(on:)`` afterwards. Without them the schema is
  ///     not compared.
  /// - Returns: The path of the copy of what was here.
  /// - Throws: ``DatabaseError/damaged(_:)`` when the file is not a whole database of this program;
  ///   whenever it throws, the content is as it was.
  @discardableResult
  public func restore(
    from path: String, accepting migrations: Migrations? = nil
  ) async throws -> String {
    try await file.restore(from: path) { connection in
      _ = try migrations?.pending(in: connection, dialect: .sqlite)
    }
  }

  /// What is wrong with the structure of the file, or refers to a row that is missing; empty when
  /// nothing is. Reads the whole file.
  public func quickCheck() async throws -> [String] {
    try await file.problems(.quick)
  }

  /// The same, and whether every index agrees with its table; takes longer.
  public func integrityCheck() async throws -> [String] {
    try await file.problems(.full)
  }
}
