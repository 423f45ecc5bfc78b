public import Exact

/// A person who can sign in. Personal: kept apart from the change history of content.
public struct Account: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<Account>
  public var name: String
  /// Lower case; unique.
  public var email: String
  /// The language of pages and letters.
  public var language: Language
  public var isActive: Bool
  public var hasSecondFactor: Bool
  public var createdAt: Instant

  public init(
    id: Exact.ID<Account>, name: String, email: String, language: Language, createdAt: Instant
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.language = language
    isActive = true
    hasSecondFactor = false
    self.createdAt = createdAt
  }
}
