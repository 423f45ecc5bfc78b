public import Exact

/// A link by which somebody makes an account with one role.
public struct Invitation: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<Invitation>
  /// In lower case.
  public let email: String
  /// The language of the letter, and of the account until its owner chooses.
  public let language: Language
  public let grant: Grant
  public let invitedBy: Exact.ID<Account>?
  public let createdAt: Instant
  public let expiresAt: Instant

  /// A link works for seven days.
  public static let lifetime: Int64 = 7 * 86_400_000

  public init(
    id: Exact.ID<Invitation>, email: String, language: Language, grant: Grant,
    invitedBy: Exact.ID<Account>?, createdAt: Instant
  ) {
    self.init(
      id: id, email: email, language: language, grant: grant, invitedBy: invitedBy,
      createdAt: createdAt, expiresAt: createdAt.adding(milliseconds: Self.lifetime))
  }

  public init(
    id: Exact.ID<Invitation>, email: String, language: Language, grant: Grant,
    invitedBy: Exact.ID<Account>?, createdAt: Instant, expiresAt: Instant
  ) {
    self.id = id
    self.email = email
    self.language = language
    self.grant = grant
    self.invitedBy = invitedBy
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}

/// A link by which somebody who lost the password or the second factor gets in again.
public struct Recovery: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable, Named {
    case password, secondFactor

    public static let textPrefix = "recoveryKind"
  }

  public let account: Exact.ID<Account>
  public let kind: Kind
  /// Who made the link; none when its owner asked for it by e-mail.
  public let madeBy: Exact.ID<Account>?
  public let expiresAt: Instant

  /// A link that was asked for by e-mail works for one hour.
  public static let lifetimeByMail: Int64 = 3_600_000
  /// A link that somebody hands over works for a day.
  public static let lifetimeByHand: Int64 = 86_400_000

  public init(
    account: Exact.ID<Account>, kind: Kind, madeBy: Exact.ID<Account>?, expiresAt: Instant
  ) {
    self.account = account
    self.kind = kind
    self.madeBy = madeBy
    self.expiresAt = expiresAt
  }
}
