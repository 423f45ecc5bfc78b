import Database
import DatabaseSQLite
import Foundation
import Testing

@Suite struct `Backup and restore` {
  private let home: TestFolder
  private var folder: String { home.path }
  private static let migrations = Migrations([
    Migration(number: 1, name: "notes") { dialect in
      ["CREATE TABLE note (id \(sql: dialect.identity), text TEXT)\(sql: dialect.strict)"]
    }
  ])

  init() throws {
    home = try TestFolder()
  }

  private func open(_ name: String) async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(path: "\(folder)/\(name)")
    _ = try await Self.migrations.run(on: database)
    return database
  }

  private func notes(_ database: any Database) async throws -> [String] {
    try await database.rows("SELECT text FROM note ORDER BY id").map { try $0.value("text") }
  }

  private func write(_ text: String, to database: any Database) async throws {
    try await database.execute("INSERT INTO note (text) VALUES (\(text))")
  }

  @Test func `a backup made while others write is whole, of one moment, and private`() async throws
  {
    let database = try await open("live.db")
    let filling = String(repeating: "x", count: 2_000)
    try await database.write { connection in
      for _ in 0..<20_000 {
        try connection.execute("INSERT INTO note (text) VALUES (\(filling))")
      }
    }
    let copy = "\(folder)/copy.db"
    let steps = Steps()
    async let backup: Void = database.backup(to: copy) { steps.add($0) }
    for _ in 0..<50 {
      // Two at a time: an odd number in the copy would be half of a transaction.
      try await database.write { connection in
        try connection.execute("INSERT INTO note (text) VALUES ('one')")
        try connection.execute("INSERT INTO note (text) VALUES ('two')")
      }
    }
    try await backup
    #expect(steps.all.count > 2)
    #expect(steps.all.last.map { $0.copiedPages == $0.totalPages } == true)
    #expect(FileManager.default.fileExists(atPath: copy + "-wal") == false)
    let rights = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions]
    #expect(rights as? Int == 0o600)
    let opened = try await open("copy.db")
    #expect(try await notes(opened).count.isMultiple(of: 2))
    #expect(try await notes(opened).count >= 20_000)
    #expect(try await opened.integrityCheck() == [])
    #expect(try await notes(database).count == 20_100)
    try await opened.close()
    try await database.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
        "copy.db", "live.db",
      ])
  }

  @Test func `a backup takes no other file's place unless told`() async throws {
    let database = try await open("live.db")
    let copy = "\(folder)/copy.db"
    try await database.backup(to: copy)
    try await write("later", to: database)
    await #expect(throws: DatabaseError.fileExists(copy)) { try await database.backup(to: copy) }
    try await database.backup(to: copy, overwriting: true)
    let opened = try await open("copy.db")
    #expect(try await notes(opened) == ["later"])
  }

  @Test func `a backup that is stopped leaves nothing`() async throws {
    struct Stop: Error {}
    let database = try await open("live.db")
    try await database.write { connection in
      for _ in 0..<9_000 {
        try connection.execute(
          "INSERT INTO note (text) VALUES (\(String(repeating: "y", count: 3_000)))")
      }
    }
    await #expect(throws: Stop.self) {
      try await database.backup(to: "\(folder)/copy.db") { _ in throw Stop() }
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.filter { $0.hasPrefix("copy") } == [])
  }

  @Test func `a restore takes effect at once for readers and writers and keeps what was there`()
    async throws
  {
    let database = try await open("live.db")
    try await write("kept", to: database)
    try await database.backup(to: "\(folder)/copy.db")
    try await write("lost", to: database)
    try await database.execute("CREATE TABLE later (a TEXT)")
    #expect(try await notes(database) == ["kept", "lost"])
    let safety = try await database.restore(
      from: "\(folder)/copy.db", accepting: Self.migrations)
    #expect(try await notes(database) == ["kept"])
    await #expect(throws: DatabaseError.self) { try await database.rows("SELECT a FROM later") }
    try await write("after", to: database)
    #expect(try await notes(database) == ["kept", "after"])
    #expect(try await database.integrityCheck() == [])
    let mode = try await database.rows("PRAGMA journal_mode").first
    #expect(try mode?.value(at: 0, as: String.self) == "wal")
    let before = try SQLiteDatabase(path: safety)
    #expect(try await notes(before) == ["kept", "lost"])
    try await before.close()
    try await database.close()
    let reopened = try await open("live.db")
    #expect(try await notes(reopened) == ["kept", "after"])
  }

  @Test func `a restore loses no write that is answered after it, and mixes none before`()
    async throws
  {
    let database = try await open("live.db")
    try await write("kept", to: database)
    let copy = "\(folder)/copy.db"
    try await database.backup(to: copy)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try await write("\(number)", to: database) }
        group.addTask { _ = try await notes(database) }
      }
      group.addTask { try await database.restore(from: copy) }
      try await group.waitForAll()
    }
    try await write("end", to: database)
    let found = try await notes(database)
    #expect(found.first == "kept")
    #expect(found.last == "end")
    #expect(try await database.integrityCheck() == [])
  }

  @Test func `refuses files that are not whole backups, and stays as it was`() async throws {
    let database = try await open("live.db")
    try await write("kept", to: database)
    let wrong = try await wrongFiles(of: database)
    for path in wrong {
      await #expect(throws: DatabaseError.self, "\(path)") {
        try await database.restore(from: path, accepting: Self.migrations)
      }
      #expect(try await notes(database) == ["kept"])
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(left.filter { $0.contains("restor") } == [])
  }

  /// No file, a text, half a backup, a spoilt one, one of another program, one of a newer program.
  private func wrongFiles(of database: SQLiteDatabase) async throws -> [String] {
    try await database.write { connection in
      for _ in 0..<500 {
        try connection.execute(
          "INSERT INTO note (text) VALUES (\(String(repeating: "z", count: 500)))")
      }
    }
    try await database.backup(to: "\(folder)/whole.db")
    try await database.execute("DELETE FROM note WHERE id > 1")
    let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/whole.db"))
    var spoilt = whole
    for position in stride(from: 5_000, to: spoilt.count, by: 97) { spoilt[position] ^= 0x5A }
    let contents = [
      "text.db": Data("not a database, but long enough to be read".utf8),
      "half.db": whole.prefix(whole.count / 2), "spoilt.db": spoilt, "empty.db": Data(),
    ]
    for (name, content) in contents {
      try content.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let newer = try await open("newer.db")
    _ = try await Migrations(
      Self.migrations.migrations + [
        Migration(number: 2, name: "future") { _ in ["CREATE TABLE future (a TEXT)"] }
      ]
    ).run(on: newer)
    try await newer.close()
    let bare = try SQLiteDatabase(path: "\(folder)/bare.db")
    try await bare.close()
    return contents.keys.map { "\(folder)/\($0)" }
      + ["\(folder)/newer.db", "\(folder)/bare.db", "\(folder)/missing.db"]
  }
}

/// The reports of a backup, as they came.
private final class Steps: @unchecked Sendable {
  private let lock = NSLock()
  private var steps: [BackupProgress] = []

  func add(_ step: BackupProgress) { lock.withLock { steps.append(step) } }

  var all: [BackupProgress] { lock.withLock { steps } }
}
