public import Civic
public import Exchange
import Exact
public import Logging
public import ServiceLifecycle
public import Store

/// Takes letters from the queue and hands them to the mail server, one after the other.
///
/// When the program ends, the letter in hand is finished and no other begun. A letter whose worker
/// died is taken by another once its lease is over; the mail server may then get it twice, under one
/// `Message-ID`.
public struct MailWorker: Service {
  let store: MailStore
  let sender: SMTPSender
  let from: MailAddress
  let clock: @Sendable () -> Instant
  let logger: Logger

  /// Longer than any attempt lasts: see `SMTPServer.timeout`.
  static let lease: Int64 = 5 * 60_000
  /// How long to wait when there is nothing to send.
  static let pause = Duration.seconds(5)
  /// How long the fact that a letter was sent is kept.
  static let memory: Int64 = 30 * 86_400_000

  public init(
    store: MailStore, sender: SMTPSender, from: MailAddress,
    clock: @escaping @Sendable () -> Instant, logger: Logger
  ) {
    self.store = store
    self.sender = sender
    self.from = from
    self.clock = clock
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // Its own task, so that shutting down does not stop it half-way.
        let hadWork = await Task { await sendNext() }.value
        if !hadWork { try? await Task.sleep(for: Self.pause) }
      }
    }
  }

  /// Sends one letter that is due.
  ///
  /// - Returns: Whether there was one.
  func sendNext() async -> Bool {
    do {
      guard let claimed = try await store.claim(1, lease: Self.lease, at: clock()).first else {
        try await store.forget(sentBefore: clock().adding(milliseconds: -Self.memory))
        return false
      }
      try await send(claimed)
      return true
    } catch {
      logger.error("mail queue", metadata: ["error": "\(String(reflecting: error))"])
      return false
    }
  }

  private func send(_ claimed: MailStore.Claimed) async throws {
    guard let message = message(claimed) else {
      return try await store.failed(
        claimed, reason: "address", isFinal: true, at: clock())
    }
    do {
      _ = try await sender.send(message)
      try await store.sent(claimed, at: clock())
      logger.info("letter sent", metadata: ["letter": "\(claimed.letter.id)"])
    } catch let error as SMTPError {
      try await store.failed(
        claimed, reason: "\(error)", isFinal: Self.isFinal(error), at: clock())
      logger.warning(
        "letter not sent", metadata: ["letter": "\(claimed.letter.id)", "error": "\(error)"])
    }
  }

  /// Whether the letter itself is at fault; what is wrong with the settings can be mended meanwhile.
  private static func isFinal(_ error: SMTPError) -> Bool {
    switch error {
    case .rejected, .noRecipients: true
    case .badServer, .passwordWithoutEncryption, .unreachable, .timedOut, .connectionLost,
      .encryptionFailed, .loginRefused, .deferred, .failed:
      false
    }
  }

  /// The letter as a message; the same letter has the same `Message-ID` at every attempt.
  private func message(_ claimed: MailStore.Claimed) -> MailMessage? {
    let letter = claimed.letter
    let domain = from.address.drop { $0 != "@" }
    guard let to = MailAddress(letter.recipient),
      let stamp = MailMessage.Stamp(
        date: claimed.createdAt, messageID: letter.id.rawValue + domain)
    else { return nil }
    return MailMessage(
      from: from, to: [to], subject: letter.subject,
      body: MailMessage.Body(text: letter.text, html: letter.html), stamp: stamp)
  }
}
