import Database
import DatabaseSQLite
import Foundation
import Testing

@Suite struct `An SQLite file` {
  private let folder: TestFolder
  private var path: String { folder.path + "/test.db" }

  init() throws {
    folder = try TestFolder()
  }

  @Test func `is a private write-ahead log with foreign keys, durable and marked as ours`()
    async throws
  {
    let database = try SQLiteDatabase(path: path)
    let expected: [(SQL, String)] = [
      ("PRAGMA journal_mode", "wal"), ("PRAGMA foreign_keys", "1"),
      ("PRAGMA synchronous", "2"), ("PRAGMA busy_timeout", "5000"),
      ("PRAGMA application_id", "\(0x4772_646E)"),
    ]
    for (pragma, value) in expected {
      let row = try await database.write { try $0.row(pragma) }
      switch row?.values.first {
      case .integer(let number): #expect("\(number)" == value)
      case .text(let text): #expect(text == value)
      default: Issue.record("\(pragma) answered nothing")
      }
    }
    for suffix in ["", "-wal"] {
      let rights = try FileManager.default.attributesOfItem(atPath: path + suffix)
      #expect(rights[.posixPermissions] as? Int == 0o600)
    }
    try await database.close()
  }

  @Test func `keeps what was answered when it is opened again`() async throws {
    let first = try SQLiteDatabase(path: path)
    try await first.execute("CREATE TABLE note (text TEXT) STRICT")
    try await first.execute("INSERT INTO note VALUES (\("Добро"))")
    try await first.close()
    let second = try SQLiteDatabase(path: path)
    #expect(try await second.rows("SELECT text FROM note").first?["text"] == .text("Добро"))
    try await second.close()
  }

  @Test func `without room refuses the write, keeps what it has, and goes on when there is room`()
    async throws
  {
    let database = try SQLiteDatabase(path: path)
    try await database.execute("CREATE TABLE note (text TEXT) STRICT")
    try await database.execute("INSERT INTO note VALUES ('first')")
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 8") }
    let large = String(repeating: "x", count: 100_000)
    await #expect(throws: DatabaseError.diskFull) {
      try await database.write { connection in
        try connection.execute("INSERT INTO note VALUES ('second')")
        try connection.execute("INSERT INTO note VALUES (\(large))")
      }
    }
    #expect(try await database.rows("SELECT text FROM note").count == 1)
    _ = try await database.write { try $0.rows("PRAGMA max_page_count = 4294967294") }
    try await database.execute("INSERT INTO note VALUES (\(large))")
    #expect(try await database.rows("SELECT text FROM note").count == 2)
    try await database.close()
  }

  @Test func `is shared by two processes, one waiting for the other`() async throws {
    let first = try SQLiteDatabase(path: path)
    let second = try SQLiteDatabase(path: path)
    try await first.execute("CREATE TABLE counter (n INTEGER) STRICT")
    try await first.execute("INSERT INTO counter VALUES (0)")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        let database = number.isMultiple(of: 2) ? first : second
        group.addTask { try await database.execute("UPDATE counter SET n = n + 1") }
      }
      try await group.waitForAll()
    }
    #expect(try await second.rows("SELECT n FROM counter").first?["n"] == .integer(100))
    try await first.close()
    try await second.close()
  }

  @Test func `of another program, or none at all, is refused and left alone`() async throws {
    try Data("something else entirely, and long enough for a header of SQLite".utf8)
      .write(to: URL(fileURLWithPath: path))
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    let mine = try SQLiteDatabase(path: path + "2")
    try await mine.execute("CREATE TABLE note (text TEXT)")
    try await mine.execute("PRAGMA application_id = 7")
    try await mine.close()
    #expect(throws: DatabaseError.damaged("the file belongs to another program")) {
      try SQLiteDatabase(path: path + "2")
    }
  }

  @Test func `commits together what waited together`() async throws {
    let database = try SQLiteDatabase(path: path)
    try await database.execute("CREATE TABLE note (n INTEGER) STRICT")
    let before = try logSize()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        // Holds the writer for long enough that the others are all waiting.
        try await database.write { _ in Thread.sleep(forTimeInterval: 0.5) }
      }
      try await Task.sleep(for: .milliseconds(50))
      for number in 0..<200 {
        group.addTask { try await database.execute("INSERT INTO note VALUES (\(number))") }
      }
      try await group.waitForAll()
    }
    #expect(try await database.rows("SELECT n FROM note").count == 200)
    // A commit appends at least one page of 4 KiB to the log; 200 of them would be 200 pages.
    #expect(try logSize() - before < 50 * 4_096)
    try await database.close()
  }

  private func logSize() throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
    return attributes[.size] as? Int ?? 0
  }

  @Test func `with a reference to nothing is reported`() async throws {
    let first = try SQLiteDatabase(path: path)
    try await first.execute("CREATE TABLE town (id INTEGER PRIMARY KEY) STRICT")
    try await first.execute("CREATE TABLE street (town INTEGER) STRICT")
    try await first.execute("INSERT INTO street VALUES (9)")
    #expect(try await first.quickCheck() == [])
    // Only behind SQLite's back can a reference be added to a row that breaks it.
    try await first.execute("PRAGMA writable_schema = ON")
    try await first.execute(
      """
      UPDATE sqlite_schema SET name = name,
        sql = 'CREATE TABLE street (town INTEGER REFERENCES town (id)) STRICT'
      WHERE name = 'street'
      """)
    try await first.close()
    let second = try SQLiteDatabase(path: path)
    #expect(try await second.quickCheck() == ["street 1 refers to a missing town"])
    #expect(try await second.integrityCheck() == ["street 1 refers to a missing town"])
    try await second.close()
  }

  @Test func `with spoilt pages is reported`() async throws {
    let first = try SQLiteDatabase(path: path)
    try await first.execute("CREATE TABLE note (text TEXT) STRICT")
    try await first.write { connection in
      for _ in 0..<500 {
        try connection.execute(
          "INSERT INTO note VALUES (\(String(repeating: "n", count: 500)))")
      }
    }
    try await first.close()
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    for position in stride(from: 9_000, to: content.count, by: 211) { content[position] ^= 0x5A }
    try content.write(to: URL(fileURLWithPath: path))
    let second = try SQLiteDatabase(path: path)
    #expect(try await second.quickCheck() != [])
    #expect(try await second.integrityCheck() != [])
    await #expect(throws: DatabaseError.self) { try await second.backup(to: path + ".copy") }
    #expect(FileManager.default.fileExists(atPath: path + ".copy") == false)
    try await second.close()
  }
}
