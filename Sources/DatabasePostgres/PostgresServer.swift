/// What concerns the server rather than one database.
package enum PostgresServer {
  /// Runs one statement outside of a transaction, as making and removing databases need it.
  package static func run(_ statement: String, at address: PostgresAddress) async throws {
    let connection = try await PostgresConnection.open(address)
    _ = try await connection.ask([statement])
    await connection.close()
  }
}
