import Civic
import Exchange
import Foundation
import Testing

@Suite(.serialized) struct `Sending mail` {
  private typealias Behaviour = LoopbackMailServer.Behaviour

  private func message(text: String = "Здраво\n.\n..end\n") throws -> MailMessage {
    let instant = Instant(milliseconds: 1_795_253_100_000)
    return MailMessage(
      from: try #require(MailAddress("plan@bitola.example", name: "Битола")),
      to: [try #require(MailAddress("a@x.example")), try #require(MailAddress("b@x.example"))],
      subject: "План", body: MailMessage.Body(text: text),
      stamp: try #require(MailMessage.Stamp(date: instant, messageID: "1@bitola.example")))
  }

  /// What a server with this behaviour saw, and what the sender made of it.
  private func exchange(
    _ behaviour: Behaviour, login: SMTPServer.Login? = nil,
    security: SMTPServer.Security = .none
  ) async throws -> (Result<SMTPSender.Receipt, SMTPError>, LoopbackMailServer.Transcript) {
    let loopback = try LoopbackMailServer()
    var server = try SMTPServer(
      host: "127.0.0.1", port: loopback.port, security: security, login: login)
    server.timeout = behaviour.isSilent ? 1 : 120
    server.connectTimeout = server.timeout
    let message = try message()
    async let transcript = loopback.serve(behaviour)
    let result: Result<SMTPSender.Receipt, SMTPError>
    do throws(SMTPError) {
      result = .success(try await SMTPSender(server: server).send(message))
    } catch {
      result = .failure(error)
    }
    return (result, await transcript)
  }

  private func error(_ behaviour: Behaviour) async throws -> SMTPError? {
    guard case .failure(let error) = try await exchange(behaviour).0 else { return nil }
    return error
  }

  @Test func `hands over the message byte for byte, to all it is for`() async throws {
    let (result, transcript) = try await exchange(Behaviour())
    let receipt = try result.get()
    #expect(receipt.code == 250)
    #expect(receipt.reply == "250 2.0.0 queued as 4711")
    #expect(transcript.content == (try message().encoded))
    let commands = transcript.commands
    #expect(commands.contains { $0.hasPrefix("MAIL FROM:<plan@bitola.example>") })
    let recipients = commands.filter { $0.hasPrefix("RCPT") }
    #expect(recipients == ["RCPT TO:<a@x.example>", "RCPT TO:<b@x.example>"])
    #expect(commands.last == "QUIT")
  }

  @Test func `signs in with user and password`() async throws {
    let login = SMTPServer.Login(user: "град", password: "p w\r\nQUIT")
    let (result, transcript) = try await exchange(Behaviour(), login: login)
    #expect(try result.get().code == 250)
    let secret = Data("\0град\0p w\r\nQUIT".utf8).base64EncodedString()
    #expect(transcript.commands.contains("AUTH PLAIN"))
    #expect(transcript.commands.contains(secret))
    #expect(transcript.commands.filter { $0 == "QUIT" }.count == 1)
  }

  @Test func `tells a refused sign-in`() async throws {
    let login = SMTPServer.Login(user: "u", password: "p")
    let (result, _) = try await exchange(
      Behaviour(replies: ["secret": "535 5.7.8 no"]), login: login)
    #expect(result == .failure(.loginRefused(code: 535, reply: "535 5.7.8 no")))
  }

  @Test(arguments: [
    ("RCPT", "550 5.1.1 unknown", SMTPError.rejected(code: 550, reply: "550 5.1.1 unknown")),
    ("RCPT", "451 4.7.1 later", .deferred(code: 451, reply: "451 4.7.1 later")),
    ("MAIL", "552 too big", .rejected(code: 552, reply: "552 too big")),
    ("DATA", "421 closing", .deferred(code: 421, reply: "421 closing")),
    ("content", "554 spam", .rejected(code: 554, reply: "554 spam")),
    ("content", "452 full", .deferred(code: 452, reply: "452 full")),
    ("greeting", "554 go away", .rejected(code: 554, reply: "554 go away")),
  ])
  func `tells what may succeed later from what will not`(
    command: String, reply: String, expected: SMTPError
  ) async throws {
    let error = try await error(Behaviour(replies: [command: reply]))
    #expect(error == expected)
    #expect(error?.isTransient == (reply.first == "4"))
  }

  @Test func `gives nobody the message when one address is refused`() async throws {
    let (_, transcript) = try await exchange(Behaviour(replies: ["RCPT": "550 no"]))
    #expect(transcript.content.isEmpty)
    #expect(!transcript.commands.contains("DATA"))
  }

  @Test func `gives up on a silent server in time`() async throws {
    #expect(try await error(Behaviour(isSilent: true)) == .timedOut)
  }

  @Test(arguments: ["EHLO", "MAIL", "content"])
  func `notices a lost connection`(command: String) async throws {
    let error = try await error(Behaviour(hangsUpAt: command))
    #expect(error == .connectionLost)
    #expect(error?.isTransient == true)
  }

  @Test func `sends nothing without the encryption it was told to use`() async throws {
    let (result, transcript) = try await exchange(Behaviour(), security: .startTLS)
    #expect(result == .failure(.encryptionFailed))
    #expect(!transcript.commands.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `says when nothing listens`() async throws {
    let loopback = try LoopbackMailServer()
    loopback.close()
    let server = try SMTPServer(host: "127.0.0.1", port: loopback.port, security: .none)
    await #expect(throws: SMTPError.unreachable) {
      try await SMTPSender(server: server).send(message())
    }
  }

  @Test func `needs somebody to send to`() async throws {
    let full = try message()
    let empty = MailMessage(
      from: full.from, to: [], subject: "x", body: full.body, stamp: full.stamp)
    let server = try SMTPServer(host: "localhost", port: 25, security: .none)
    await #expect(throws: SMTPError.noRecipients) {
      try await SMTPSender(server: server).send(empty)
    }
  }

  @Test(arguments: ["", "a b", "x/y", "host@evil", "a\r\nb", "пошта.мк"])
  func `refuses servers with impossible names`(host: String) {
    #expect(throws: SMTPError.badServer(host: host, port: 25)) {
      try SMTPServer(host: host, port: 25, security: .tls)
    }
  }

  @Test func `refuses to send a password in the clear`() {
    #expect(throws: SMTPError.passwordWithoutEncryption) {
      try SMTPServer(
        host: "mail.example", port: 25, security: .none, login: .init(user: "u", password: "p"))
    }
  }
}
