public import Exact

/// What a program uses in place of a person's password: named, limited, and of no use after a day.
public struct AccessToken: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<AccessToken>
  public let account: Exact.ID<Account>
  /// What its owner calls it; at most ``longestName`` characters.
  public let name: String
  public let reach: TokenReach
  public let createdAt: Instant
  public let expiresAt: Instant
  /// When it was last used, to the minute.
  public let usedAt: Instant?

  public init(
    id: Exact.ID<AccessToken>, account: Exact.ID<Account>, name: String, reach: TokenReach,
    createdAt: Instant, expiresAt: Instant, usedAt: Instant? = nil
  ) {
    self.id = id
    self.account = account
    self.name = name
    self.reach = reach
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.usedAt = usedAt
  }

  public static let longestName = 80
  /// The most that one account may have at once.
  public static let most = 20
  /// For how many days a token can be given.
  public static let lifetimes = [7, 30, 90, 365]

  public func isLive(at now: Instant) -> Bool { now < expiresAt }
}

/// How far a token goes; never further than its owner does.
public struct TokenReach: Hashable, Sendable {
  /// Each holds what those before it hold.
  public enum Access: String, CaseIterable, Hashable, Sendable, Named, Comparable {
    case read, write
    /// Also what others rely on: comments, review, approval, publication, votes, calls and scores.
    case decide
    /// Also accounts and roles.
    case administer

    public static let textPrefix = "tokenAccess"

    public static func < (one: Access, other: Access) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Where it holds.
  public enum Place: Hashable, Sendable {
    case everywhere
    case city(Exact.ID<City>)
    case plan(Exact.ID<Plan>)
  }

  public let access: Access
  public let place: Place

  public init(_ access: Access, in place: Place = .everywhere) {
    self.access = access
    self.place = place
  }

  /// Whether the token may do this at all.
  public func allows(_ permission: Permission) -> Bool {
    switch permission {
    case .readPublished, .readWorking, .readHistory: true
    case .editContent, .createPlan, .manageCity, .manageNetwork: access >= .write
    case .comment, .submit, .approve, .publish, .manageCalls, .assess: access >= .decide
    case .manageAccounts: access >= .administer
    }
  }

  /// Whether the token holds for this.
  func holds(for subject: Subject) -> Bool {
    switch place {
    case .everywhere: true
    case .city(let city): subject.scopes.contains(.city(city))
    case .plan(let plan): subject.plan == plan
    }
  }
}
