import Database
import DatabasePostgres
import Foundation
import TestDatabase
import Testing

@Suite(.enabled(if: TestDatabase.server != nil)) struct `A process that ends` {
  /// Neither OpenSSL, which libpq hashes passwords with, nor Kerberos, which it would ask for a ticket,
  /// may free its locks while that goes on.
  @Test func `ends well while connections are being opened`() async {
    await #expect(processExitsWith: .success) {
      // What is registered first runs last: the other handlers have run while it waits.
      atexit { usleep(500_000) }
      let server = try #require(TestDatabase.server)
      let address = try ThrowawayServer.address("postgres", on: server, options: "sslmode=disable")
      for _ in 0..<8 {
        Task.detached {
          while true { try await PostgresDatabase(address).close() }
        }
      }
      try await Task.sleep(for: .milliseconds(500))
      exit(0)
    }
  }
}
