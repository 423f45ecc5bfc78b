import Civic
import Database
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Logging
import Pages
import ServiceLifecycle
import Synchronization
import TestDatabase
import Testing

@testable import Web

@Suite struct `What those who watch are told` {
  @Test func `the process lives, and is ready when the database is`() async throws {
    let site = try await TestSite()
    try await site.test { client in
      #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
      #expect(try await client.execute(uri: "/ready", method: .get).status == .ok)
      try await site.database.close()
      #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
      let closed = try await client.execute(uri: "/ready", method: .get)
      #expect(closed.status == .serviceUnavailable)
    }
  }

  @Test func `a database without its tables is not ready`() async throws {
    let services = Services(
      database: try await TestDatabase.empty(), catalogue: try TextCatalogue.bundled(),
      settings: SiteSettings()
    ) { Instant(milliseconds: 0) }
    let application = buildApplication(
      services, address: "127.0.0.1", port: 0, logger: TestSite.silent)
    try await application.test(.router) { client in
      let answer = try await client.execute(uri: "/ready", method: .get)
      #expect(answer.status == .serviceUnavailable)
      #expect(String(buffer: answer.body) == "migrations are pending\n")
    }
  }

  @Test func `measures are for those who may read them`() async throws {
    try await TestSite().test { client in
      let answer = try await client.execute(
        uri: "/metrics", method: .get, headers: [.acceptLanguage: "en"])
      #expect(answer.status == .found)
    }
    let site = try await TestSite { $0.metricsFrom = ["unknown"] }
    try await site.test { client in
      _ = try await client.execute(uri: "/mk/about", method: .get)
      _ = try await client.execute(uri: "/sl/about", method: .get)
      _ = try await client.execute(uri: "/sl/n\"o\nthing", method: .get)
      let answer = try await client.execute(uri: "/metrics", method: .get)
      let lines = String(buffer: answer.body).split(separator: "\n").map(String.init)
      #expect(
        lines.contains("gradnik_requests_total{method=\"GET\",route=\"/about\",status=\"200\"} 2"))
      #expect(
        lines.contains("gradnik_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1"))
      #expect(lines.contains("gradnik_database_waiting{work=\"read\"} 0"))
      #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
      let counted = lines.first { $0.hasPrefix("gradnik_database_seconds_count{work=\"read\"}") }
      #expect(counted != nil && counted?.hasSuffix(" 0") == false)
    }
  }

  @Test func `a histogram counts what is within each bound`() {
    var histogram = Histogram()
    for seconds in [0.001, 0.3, 99] { histogram.add(seconds) }
    let lines = histogram.lines("x", labels: "a=\"b\"")
    #expect(lines.first == "x_bucket{a=\"b\",le=\"0.005\"} 1")
    #expect(lines.contains("x_bucket{a=\"b\",le=\"0.5\"} 2"))
    #expect(lines.contains("x_bucket{a=\"b\",le=\"10.0\"} 2"))
    #expect(lines.contains("x_bucket{a=\"b\",le=\"+Inf\"} 3"))
    #expect(lines.last == "x_count{a=\"b\"} 3")
  }
}

/// Writes down what stops, in order.
private struct StoppingWorker: Service {
  let site: TestSite
  let events: Events

  func run() async throws {
    try? await gracefulShutdown()
    // The database must still be there for what is left to do.
    _ = try await site.services.database.rows("SELECT 1")
    events.add("worker")
  }
}

private final class Events: Sendable {
  private let list = Mutex<[String]>([])

  var all: [String] { list.withLock { $0 } }

  func add(_ event: String) {
    list.withLock { $0.append(event) }
  }
}

@Suite struct `Stopping` {
  @Test(.timeLimit(.minutes(5)))
  func `ends the workers before the database, and the taking of work before both`() async throws {
    let site = try await TestSite()
    let events = Events()
    let server = Server(
      site.services, workers: [StoppingWorker(site: site, events: events)],
      logger: TestSite.silent)
    let (running, signal) = AsyncStream.makeStream(of: Int.self)
    let group = server.group(on: "127.0.0.1", port: 0) { signal.yield($0) }
    let serving = Task { try await group.run() }
    var ports = running.makeAsyncIterator()
    #expect(await ports.next() ?? 0 > 0)
    await group.triggerGracefulShutdown()
    try await serving.value
    #expect(events.all == ["worker"])
    #expect(await site.services.readiness.isShuttingDown)
    await #expect(throws: DatabaseError.closed) { try await site.database.rows("SELECT 1") }
  }

  @Test func `names its parts without telling what they hold`() async throws {
    let server = Server(try await TestSite().services, logger: TestSite.silent)
    let parts = server.configuration(on: "127.0.0.1", port: 0) { _ in }.services.map(\.serviceName)
    #expect(parts.contains("ClosingDatabase") && parts.contains("Readiness"))
    #expect(parts.allSatisfy { !$0.contains("database:") && !$0.contains("settings:") }, "\(parts)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `says when the port is taken`() async throws {
    let (first, second) = (try await TestSite(), try await TestSite())
    let (running, signal) = AsyncStream.makeStream(of: Int.self)
    let group = Server(first.services, logger: TestSite.silent)
      .group(on: "127.0.0.1", port: 0) { signal.yield($0) }
    let serving = Task { try await group.run() }
    var ports = running.makeAsyncIterator()
    let port = try #require(await ports.next())
    await #expect(throws: ServerError.addressInUse) {
      try await Server(second.services, logger: TestSite.silent).run(on: "127.0.0.1", port: port)
    }
    await group.triggerGracefulShutdown()
    try await serving.value
  }
}
