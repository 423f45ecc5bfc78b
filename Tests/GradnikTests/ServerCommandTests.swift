import ArgumentParser
import TestDatabase
import Testing

@testable import gradnik

@Suite(.enabled(if: TestDatabase.server != nil)) struct `Commands on a server` {
  private static func run(_ words: [String]) async throws {
    var command = try Gradnik.parseAsRoot(words)
    guard var asynchronous = command as? any AsyncParsableCommand else { return try command.run() }
    try await asynchronous.run()
  }

  private static func failure(_ words: [String]) async -> CommandFailure? {
    do {
      try await run(words)
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  private static func address() async throws -> [String] {
    let server = TestDatabase.server ?? ""
    let name = try await ThrowawayServer.shared(server).make()
    return ["--database", ThrowawayServer.text(name, on: server)]
  }

  @Test func `bring it up to date and examine it`() async throws {
    let database = try await Self.address()
    #expect(await Self.failure(["migrate", "--dry-run"] + database)?.status == .no)
    try await Self.run(["migrate"] + database)
    try await Self.run(["migrate", "--dry-run"] + database)
    try await Self.run(["check"] + database)
    try await Self.run(["plan", "list"] + database)
  }

  @Test(arguments: ["backup", "restore"])
  func `name the tool that copies it`(command: String) async throws {
    let address = try await Self.address()
    let failure = await Self.failure([command, "copy.dump"] + address)
    #expect(failure?.status == .wrongUse)
    let tool = command == "backup" ? "pg_dump" : "pg_restore"
    #expect(failure?.description.contains(tool) == true)
  }

  @Test func `say that nobody answers, and show no password`() async throws {
    let failure = await Self.failure([
      "migrate", "--database", "postgres://ana:walnut@127.0.0.1:1/plans",
    ])
    #expect(failure?.status == .badInput)
    #expect(failure?.description.contains("postgres://ana@127.0.0.1:1/plans") == true)
    #expect(failure?.description.contains("walnut") == false)
  }
}
