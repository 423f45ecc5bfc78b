import Database
package import DatabasePostgres
import Foundation
import Store
import Synchronization

/// A PostgreSQL server on which every test has a database of its own, copied from one with all tables.
package actor ThrowawayServer {
  private static let servers = Mutex<[String: ThrowawayServer]>([:])

  private let template: PostgresAddress
  private let server: String
  private let prefix = "test_\(ProcessInfo.processInfo.processIdentifier)"
  private var count = 0
  private var migratedTemplate: Task<String, any Error>?

  /// The server of an address such as `postgres://user:password@127.0.0.1:5433/?sslmode=disable`.
  package static func shared(_ server: String) throws -> ThrowawayServer {
    try servers.withLock { servers in
      if let present = servers[server] { return present }
      let made = try ThrowawayServer(server)
      servers[server] = made
      return made
    }
  }

  private init(_ server: String) throws {
    self.server = server
    template = try Self.address("postgres", on: server)
  }

  /// The address of a database of a server.
  package static func address(
    _ name: String, on server: String, options: String? = nil
  ) throws -> PostgresAddress {
    try PostgresAddress(text(name, on: server, options: options))
  }

  /// The same as it is written.
  package static func text(_ name: String, on server: String, options: String? = nil) -> String {
    let parts = server.split(separator: "?", maxSplits: 1)
    let options = options ?? (parts.count > 1 ? String(parts[1]) : "")
    let start = parts[0].hasSuffix("/") ? String(parts[0]) : parts[0] + "/"
    return start + name + "?" + options
  }

  package func database(migrated: Bool) async throws -> ThrowawayDatabase {
    let name = try await make(migrated: migrated)
    let address = try Self.address(name, on: server)
    return ThrowawayDatabase(try await PostgresDatabase(address), name: name, at: template)
  }

  /// Makes a database; its name.
  package func make(migrated: Bool = false) async throws -> String {
    let source = try await migrated ? migratedName() : "template0"
    count += 1
    let name = "\(prefix)_\(count)"
    try await create(name, from: source)
    return name
  }

  private func create(_ name: String, from source: String) async throws {
    try await PostgresServer.run(
      """
      CREATE DATABASE \(name) TEMPLATE \(source) ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'
      """, at: template)
  }

  private func migratedName() async throws -> String {
    if let migratedTemplate { return try await migratedTemplate.value }
    let name = prefix + "_migrated"
    let task = Task {
      try await create(name, from: "template0")
      let database = try await PostgresDatabase(try Self.address(name, on: server))
      _ = try await Schema.migrations.run(on: database)
      try await database.close()
      return name
    }
    migratedTemplate = task
    return try await task.value
  }
}
