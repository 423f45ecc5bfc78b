public import Exact

/// What happened to an account, kept for those who look after the platform; never changed.
public struct SecurityEvent: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable, Named {
    case accountCreated, accountErased, accountExported
    case deactivated, reactivated
    case signedIn, signInFailed, signInLimited, signedOut, sessionEnded
    case passwordChanged, secondFactorOn, secondFactorOff, recoveryCodeUsed, codeFailed
    case invited, invitationAccepted
    case recoveryStarted, recoveryFinished
    case roleGiven, roleWithdrawn
    case tokenCreated, tokenRevoked

    public static let textPrefix = "securityEvent"
  }

  public let at: Instant
  /// The account it happened to, when one is known.
  public let account: Exact.ID<Account>?
  /// Who did it, when it was somebody else.
  public let by: Exact.ID<Account>?
  public let kind: Kind
  /// A keyed digest of the address it came from; the key is gone when the server stops.
  public let address: String?

  public init(
    _ kind: Kind, account: Exact.ID<Account>?, by: Exact.ID<Account>? = nil,
    address: String? = nil, at: Instant
  ) {
    self.at = at
    self.account = account
    self.by = by
    self.kind = kind
    self.address = address
  }
}
