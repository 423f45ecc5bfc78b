public import Exact

/// A browser in which somebody is signed in, or has given the password and owes the second factor.
public struct AccountSession: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<AccountSession>
  public let account: Exact.ID<Account>
  public let startedAt: Instant
  /// When it was last used, to the minute.
  public let seenAt: Instant
  /// What the browser calls itself; at most 200 characters.
  public let device: String
  /// Whether the password was right and the code is still to come.
  public let awaitsSecondFactor: Bool

  public init(
    id: Exact.ID<AccountSession>, account: Exact.ID<Account>, startedAt: Instant,
    device: String = "", awaitsSecondFactor: Bool = false
  ) {
    self.init(
      id: id, account: account, startedAt: startedAt, seenAt: startedAt, device: device,
      awaitsSecondFactor: awaitsSecondFactor)
  }

  public init(
    id: Exact.ID<AccountSession>, account: Exact.ID<Account>, startedAt: Instant,
    seenAt: Instant, device: String, awaitsSecondFactor: Bool
  ) {
    self.id = id
    self.account = account
    self.startedAt = startedAt
    self.seenAt = seenAt
    self.device = String(device.prefix(200))
    self.awaitsSecondFactor = awaitsSecondFactor
  }

  /// Without use for 12 hours, a session ends.
  public static let idleLimit: Int64 = 12 * 3_600_000
  /// After 14 days, it ends in any case.
  public static let totalLimit: Int64 = 14 * 86_400_000
  /// The second factor must follow the password within ten minutes.
  public static let codeLimit: Int64 = 600_000

  public func isLive(at now: Instant) -> Bool {
    let age = now.milliseconds(since: startedAt)
    if awaitsSecondFactor { return age < Self.codeLimit }
    return age < Self.totalLimit && now.milliseconds(since: seenAt) < Self.idleLimit
  }
}

/// Who a session belongs to and what they may do.
public struct SignedIn: Hashable, Sendable {
  public let session: AccountSession
  public let account: Account
  public let viewer: Viewer

  public init(session: AccountSession, account: Account, viewer: Viewer) {
    self.session = session
    self.account = account
    self.viewer = viewer
  }
}
