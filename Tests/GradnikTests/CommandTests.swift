import ArgumentParser
import Civic
import Database
import DatabaseSQLite
import Foundation
import Logging
import Store
import Synchronization
import Testing

@testable import gradnik

@Suite struct `Commands on the database` {
  static func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradnik-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private static func run(_ words: String...) async throws {
    var command = try Gradnik.parseAsRoot(words)
    guard var asynchronous = command as? any AsyncParsableCommand else { return try command.run() }
    try await asynchronous.run()
  }

  static func status(_ body: () async throws -> Void) async -> gradnik.ExitStatus? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? CommandFailure)?.status
    }
  }

  @Test func `need a database that is there`() async throws {
    try await Self.inFolder { folder in
      for name in ["migrate", "check"] {
        let status = await Self.status { try await Self.run(name, "--data", folder) }
        #expect(status == .badInput)
      }
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }

  @Test func `tell what is pending, and apply it`() async throws {
    try await Self.inFolder { folder in
      try await DatabaseFile.make(in: folder).close()
      let before = await Self.status {
        try await Self.run("migrate", "--data", folder, "--dry-run")
      }
      #expect(before == .no)
      try await Self.run("migrate", "--data", folder)
      try await Self.run("migrate", "--data", folder, "--dry-run")
      try await Self.run("check", "--data", folder)
    }
  }

  @Test func `copy the database and put the copy back`() async throws {
    try await Self.inFolder { folder in
      let database = try DatabaseFile.make(in: folder)
      _ = try await Schema.migrations.run(on: database)
      try await database.execute("CREATE TABLE note (text TEXT)")
      try await database.execute("INSERT INTO note VALUES ('first')")
      let copy = "\(folder)/copy.db"
      try await Self.run("backup", "--data", folder, copy)
      let again = await Self.status { try await Self.run("backup", "--data", folder, copy) }
      #expect(again == .badInput)
      try await Self.run("backup", "--data", folder, copy, "--overwrite")
      try await database.execute("UPDATE note SET text = 'second'")
      try await Self.run("restore", "--data", folder, copy)
      let text: String? = try await database.read { try $0.value("SELECT text FROM note") }
      #expect(text == "first")
      try await database.close()
    }
  }

  @Test func `refuse what is no copy`() async throws {
    try await Self.inFolder { folder in
      try await DatabaseFile.make(in: folder).close()
      let file = "\(folder)/no.db"
      try Data("no database".utf8).write(to: URL(filePath: file))
      let status = await Self.status { try await Self.run("restore", "--data", folder, file) }
      #expect(status == .badInput)
    }
  }
}

extension `Commands on the database` {
  private static let creation = [
    "account", "create", "--role", "administrator", "--name", "Ana", "--email", "ana@example.org",
  ]

  private static func run(_ words: [String]) async throws {
    var command = try Gradnik.parseAsRoot(words)
    guard var asynchronous = command as? any AsyncParsableCommand else { return try command.run() }
    try await asynchronous.run()
  }

  @Test func `make an account with its password from a file, once, and close it`() async throws {
    try await Self.inFolder { folder in
      try await DatabaseFile.make(in: folder).close()
      let file = "\(folder)/password"
      try Data("walnut-copper-lantern-7\nnot this\n".utf8).write(to: URL(filePath: file))
      let words = Self.creation + ["--data", folder, "--password-file", file]
      try await Self.run(words)
      let again = await Self.status { try await Self.run(words) }
      #expect(again == .badInput)
      let database = try DatabaseFile.make(in: folder)
      let name: String? = try await database.read {
        try $0.value("SELECT name FROM account WHERE email = 'ana@example.org'")
      }
      #expect(name == "Ana")
      try await Self.run("account", "list", "--data", folder)
      let hash: String? = try await database.read {
        try $0.value("SELECT password_hash FROM account")
      }
      #expect(hash?.hasPrefix("$argon2id$") == true)
      try await database.close()
    }
  }

  @Test(arguments: ["short", "ana@example.org", "passwordpassword"])
  func `refuse a password that others would try`(password: String) async throws {
    try await Self.inFolder { folder in
      try await DatabaseFile.make(in: folder).close()
      let file = "\(folder)/password"
      try Data("\(password)\n".utf8).write(to: URL(filePath: file))
      let status = await Self.status {
        try await Self.run(Self.creation + ["--data", folder, "--password-file", file])
      }
      #expect(status == .badInput)
    }
  }
}

@Suite struct `Log as JSON` {
  @Test func `is one object a line, whatever is in it`() throws {
    let lines = Mutex<[String]>([])
    var logger = Logger(label: "test") { label in
      JSONLogHandler(label: label, level: .info) { line in lines.withLock { $0.append(line) } }
    }
    logger[metadataKey: "request"] = "7"
    logger.info("a \"b\"\n\u{1}", metadata: ["list": ["x", "y"], "map": ["k": "v"]])
    logger.debug("not written")
    let line = try #require(lines.withLock { $0 }.first)
    #expect(lines.withLock { $0.count } == 1)
    #expect(line.hasSuffix("\n") && line.dropLast().allSatisfy { !$0.isNewline })
    let object = try JSONValue(parsing: String(line.dropLast()))
    #expect(object["message"]?.string == "a \"b\"\n\u{1}")
    #expect(object["level"]?.string == "info")
    #expect(object["request"]?.string == "7")
    #expect(object["list"]?.array?.count == 2)
    #expect(object["map"]?["k"]?.string == "v")
    #expect(Instant(object["at"]?.string ?? "") != nil)
  }
}
