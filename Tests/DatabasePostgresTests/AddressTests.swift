import Database
import DatabasePostgres
import TestDatabase
import Testing

@Suite struct `The address of a PostgreSQL database` {
  @Test func `shows no password to people`() throws {
    let address = try PostgresAddress(
      "postgres://ana:s%40cret@db.example:5433/plans?sslmode=verify-full&readers=3&waiting=7")
    #expect(address.name == "postgres://ana@db.example:5433/plans")
    #expect(address.readers == 3)
    #expect(address.waiting == 7)
  }

  @Test(arguments: [
    "plans.db", "http://db.example/", "postgres://db/x?readers=0", "postgres://db/x?readers=many",
    "postgres://db/x?sslmod=require", "postgres://db:99999999/x?waiting=-1",
  ])
  func `is refused when it is none`(text: String) {
    #expect(throws: DatabaseError.self) { try PostgresAddress(text) }
  }
}

@Suite(.enabled(if: TestDatabase.server != nil)) struct `Connections to a server` {
  private var certificate: String { "\(TestDatabase.certificateFolder)/server.crt" }

  @Test func `are encrypted, and the server is known by its certificate`() async throws {
    let server = try await Server()
    let database = try await server.open("sslmode=verify-full&sslrootcert=\(certificate)")
    let row = try await database.rows(
      "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    ).first
    #expect(try row?.value("ssl", as: Bool.self) == true)
    #expect(try row?.value("version", as: String.self).hasPrefix("TLSv1.") == true)
    // Writing and listening go the same way.
    try await server.makeCounter(in: database)
    try await database.count()
    _ = try await database.revision()
    let plain: Int? = try await database.rows(
      """
      SELECT count(*) AS plain FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
      WHERE NOT ssl AND datname = current_database()
      """
    ).first?.value("plain")
    #expect(plain == 0)
    try await database.close()
  }

  @Test func `are encrypted by Kerberos only if the address says so`() async throws {
    let server = try await Server()
    try await server.open("sslmode=disable").close()
    // There is no ticket; that it is missed shows that it was asked for.
    let error = try await PostgresDatabase.error {
      _ = try await server.open("sslmode=disable&gssencmode=require")
    }
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `are refused when the certificate is not the one trusted`() async throws {
    let server = try await Server()
    let error = try await PostgresDatabase.error {
      // No root of the system has signed it.
      _ = try await server.open(
        "sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt")
    }
    guard case .unreachable(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("certificate"))
  }

  @Test func `are refused with a wrong password, which is not told`() async throws {
    let text = Server.text.replacing(/:[0-9a-f]+@/, with: ":wrong-word@")
    let error = try await PostgresDatabase.error {
      _ = try await PostgresDatabase(ThrowawayServer.address("postgres", on: text))
    }
    guard case .unreachable(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("password authentication failed"))
    #expect(!reason.contains("wrong-word"))
  }

  @Test func `to a database that sorts by the rules of a language are refused`() async throws {
    let server = try await Server()
    let other = "\(server.name)_sorted"
    try await PostgresServer.run(
      """
      CREATE DATABASE \(other) TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu
      ICU_LOCALE 'und' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'
      """, at: server.address())
    let error = try await PostgresDatabase.error {
      _ = try await PostgresDatabase(
        ThrowawayServer.address(other, on: Server.text, options: "sslmode=disable"))
    }
    guard case .other(let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("LC_COLLATE"))
  }

  @Test func `check what they keep`() async throws {
    let server = try await Server()
    let database = try await server.open()
    try await server.makeCounter(in: database)
    try await database.execute("CREATE INDEX counter_number ON counter (number)")
    #expect(try await database.integrityCheck() == [])
    try await database.execute(
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'counter_number'::regclass")
    #expect(try await database.integrityCheck().count == 1)
    try await database.close()
  }
}
