public import Exact

/// A role that was given to an account, and what became of it; never deleted.
public struct GivenRole: Hashable, Identifiable, Sendable {
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case proposed, confirmed, withdrawn
  }

  public let id: Exact.ID<GivenRole>
  public let account: Exact.ID<Account>
  public let grant: Grant
  public let status: Status
  public let from: Instant
  public let until: Instant?
  /// Who gave it; none for the first administrator and the command line.
  public let givenBy: Exact.ID<Account>?

  public init(
    id: Exact.ID<GivenRole>, account: Exact.ID<Account>, grant: Grant, status: Status,
    from: Instant, until: Instant? = nil, givenBy: Exact.ID<Account>? = nil
  ) {
    self.id = id
    self.account = account
    self.grant = grant
    self.status = status
    self.from = from
    self.until = until
    self.givenBy = givenBy
  }
}
