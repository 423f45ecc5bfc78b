import Civic
import Database
import Exact
import Exchange
import Foundation
import Logging
import ServiceLifecycle
import Store
import Testing

@testable import Web

@Suite(.serialized) struct `Sending letters` {
  private func worker(
    _ site: AccountSite, _ server: LetterBox
  ) throws -> MailWorker {
    let from = try #require(MailAddress("gradnik@plans.example"))
    return MailWorker(
      store: site.services.mail,
      sender: SMTPSender(
        server: try SMTPServer(host: "127.0.0.1", port: server.port, security: .none)),
      from: from, clock: { site.clock.now }, logger: Logger(label: "test"))
  }

  private func put(_ name: String, _ site: AccountSite) async throws {
    let letter = Letter(
      id: ID(rawValue: name), recipient: "ana@city.example", subject: "Покана \(name)",
      text: "https://plans.example/\(name)\n", html: "<p>\(name)</p>", language: .macedonian)
    try await site.services.mail.put(letter, at: site.clock.now)
  }

  @Test func `a letter reaches the mail server as it was written`() async throws {
    let site = try await AccountSite()
    let server = try LetterBox()
    try await put("one", site)
    let worker = try worker(site, server)
    #expect(await worker.sendNext())
    #expect(await !worker.sendNext())
    let letters = server.stop()
    #expect(letters.count == 1)
    let text = try #require(letters.first)
    #expect(text.contains("To: ana@city.example"))
    #expect(text.contains("Message-ID: <one@plans.example>"))
    #expect(text.contains("https://plans.example/one"))
    #expect(try await site.services.mail.failures(for: .machine).isEmpty)
  }

  @Test func `a letter that is refused is told to administrators at once`() async throws {
    let site = try await AccountSite()
    let server = try LetterBox(reply: "550 5.1.1 unknown")
    try await put("one", site)
    #expect(try await worker(site, server).sendNext())
    _ = server.stop()
    let failure = try #require(try await site.services.mail.failures(for: .machine).first)
    #expect(failure.isFinal && failure.reason.contains("550 5.1.1 unknown"))
  }

  @Test func `a server that is away is tried again, and the letter arrives`() async throws {
    let site = try await AccountSite()
    let server = try LetterBox()
    let port = server.port
    _ = server.stop()
    try await put("one", site)
    #expect(try await worker(site, server).sendNext())
    #expect(try await site.services.mail.failures(for: .machine).first?.isFinal == false)
    let back = try LetterBox(port: port)
    #expect(try await !worker(site, back).sendNext())
    site.clock.advance(seconds: 60)
    #expect(try await worker(site, back).sendNext())
    #expect(back.stop().count == 1)
  }

  @Test func `several workers send each letter once, and stop when told`() async throws {
    let site = try await AccountSite()
    let server = try LetterBox()
    for number in 0..<12 { try await put("letter\(number)", site) }
    let workers = try (0..<3).map { _ in try worker(site, server) }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: workers, logger: Logger(label: "test")))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for _ in 0..<200 where server.count < 12 { try await Task.sleep(for: .milliseconds(50)) }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    let subjects = server.stop().compactMap { $0.firstMatch(of: /Message-ID: <([a-z0-9]+)@/)?.1 }
    #expect(subjects.count == 12 && Set(subjects).count == 12)
  }
}
