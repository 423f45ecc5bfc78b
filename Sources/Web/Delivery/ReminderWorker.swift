import Civic
import Exact
import Exchange
public import Logging
import Pages
public import ServiceLifecycle
import Store

/// Sends reminders that stop when answered, tells the one who asked when nobody answers, and sends
/// the letters about the week.
public struct ReminderWorker: Service {
  let services: Services
  let logger: Logger

  static let pause = Duration.seconds(900)
  /// How long an address is kept after a request ended.
  static let memory: Int64 = 30 * 86_400

  /// - Parameter services: With a mail server and a public address, or nothing is sent.
  public init(services: Services, logger: Logger) {
    self.services = services
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = await Task { await work() }.value
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  /// Does what is due now.
  ///
  /// - Returns: How many letters were put in the queue.
  @discardableResult
  func work() async -> Int {
    do {
      let now = services.clock()
      try await services.deliveries.forgetAddresses(
        endedBefore: now.adding(seconds: -Self.memory))
      return try await remind(now) + digests(now)
    } catch {
      logger.error("reminders", metadata: ["error": "\(String(reflecting: error))"])
      return 0
    }
  }

  private func letters(_ language: Language) -> DeliveryLetters {
    DeliveryLetters(
      texts: services.catalogue.texts(for: language),
      installation: services.settings.installation)
  }

  private func address(_ link: Link, _ language: Language) -> String {
    (services.settings.publicAddress ?? "") + link.address(in: language)
  }

  private func remind(_ now: Instant) async throws -> Int {
    var count = 0
    for (request, asker) in try await services.deliveries.open(at: now) {
      guard let step = request.step(on: now.day) else { continue }
      let (delivery, _) = try await services.delivery(of: request.plan)
      guard let action = delivery.document.action(request.action) else { continue }
      let plan = delivery.document.plan
      switch step {
      case .remind:
        guard let email = request.email else { continue }
        var random = SystemRandomNumberGenerator()
        let token = SecretToken(using: &random)
        let letter = letters(request.language).request(
          request, id: services.id(), to: email, plan: plan, action: action,
          address: address(.update(token), request.language), isReminder: true)
        // False: another process was there first.
        if try await services.deliveries.took(
          step, of: request, tokenDigest: token.digest, letter: letter, at: now)
        {
          count += 1
        }
      case .escalate:
        guard let asker else { continue }
        let letter = letters(asker.language).silence(
          request, id: services.id(), to: asker.email, plan: plan, action: action,
          address: address(.actionDelivery(action.id, of: plan.id), asker.language))
        if try await services.deliveries.took(
          step, of: request, tokenDigest: nil, letter: letter, at: now)
        {
          count += 1
        }
      }
    }
    return count
  }

  private func digests(_ now: Instant) async throws -> Int {
    var count = 0
    for (id, setting) in try await services.digests.due(on: now.day) {
      guard let (account, viewer) = try await services.accounts.active(id, at: now) else {
        continue
      }
      let deliveries = try await services.deliveries(for: viewer)
      let letter = letters(account.language).digest(
        deliveries, id: services.id(), to: account.email, onlyTroubled: setting.onlyTroubled,
        today: now.day, address: address(.week, account.language))
      let isSent = try await services.digests.sent(
        to: id, on: now.day, letter: letter, at: now)
      if isSent, letter != nil { count += 1 }
    }
    return count
  }
}
