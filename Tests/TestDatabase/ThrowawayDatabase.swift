package import Database
package import DatabasePostgres

/// A database of a server that is dropped when nobody has it any more.
package final class ThrowawayDatabase: Database {
  package let inner: PostgresDatabase
  package let name: String
  private let server: PostgresAddress

  init(_ inner: PostgresDatabase, name: String, at server: PostgresAddress) {
    self.inner = inner
    self.name = name
    self.server = server
  }

  package var dialect: Dialect { inner.dialect }

  package func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await inner.read(body)
  }

  package func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await inner.write(body)
  }

  package func revision() async throws -> Int64 { try await inner.revision() }

  package func close() async throws { try await inner.close() }

  deinit {
    let (inner, name, server) = (inner, name, server)
    Task {
      try? await inner.close()
      // What stays goes with the server.
      try? await PostgresServer.run("DROP DATABASE \(name) WITH (FORCE)", at: server)
    }
  }
}
