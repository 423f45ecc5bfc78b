public import Exact

/// Who asks: every query that can return what is not public takes one.
public struct Viewer: Hashable, Sendable {
  public let account: Exact.ID<Account>?
  /// The name under which changes are recorded; empty for the anonymous.
  public let name: String
  private let held: Set<Grant>
  /// How far the token goes with which a program asks for somebody; none for people themselves.
  public private(set) var reach: TokenReach?

  public init(account: Exact.ID<Account>, name: String, grants: Set<Grant>) {
    self.account = account
    self.name = name
    held = grants
  }

  /// The roles; none for a program whose token is for one place.
  public var grants: Set<Grant> {
    reach.map { $0.place == .everywhere } ?? true ? held : []
  }

  /// The same person by a program, which may do no more than its token allows.
  public func limited(to reach: TokenReach) -> Viewer {
    var limited = self
    limited.reach = reach
    return limited
  }

  private init(withoutAccount grants: Set<Grant>) {
    account = nil
    name = ""
    held = grants
  }

  /// Somebody who is not signed in.
  public static let anonymous = Viewer(withoutAccount: [])

  /// Who works at the machine itself, by the command line: an administrator without an account.
  public static let machine = Viewer(withoutAccount: [Grant(.administrator, in: .platform)])

  /// Whether the viewer may do this to a subject. Reading what is published needs no account.
  public func may(_ permission: Permission, _ subject: Subject) -> Bool {
    if permission == .readPublished { return true }
    if let reach, !reach.allows(permission) || !reach.holds(for: subject) { return false }
    return held.contains { grant in
      subject.scopes.contains(grant.scope) && grant.role.allows(permission, in: subject.state)
    }
  }

  /// Whether the viewer may do this to some subject, which one ever.
  public func maySomewhere(_ permission: Permission) -> Bool {
    if let reach, !reach.allows(permission) || reach.place != .everywhere { return false }
    return grants.contains { $0.role.allows(permission, in: .none) }
  }

  /// - Throws: ``AccessError/refused(_:)`` when the viewer may not.
  public func require(_ permission: Permission, _ subject: Subject) throws(AccessError) {
    guard may(permission, subject) else { throw .refused(permission) }
  }

  public var isAdministrator: Bool {
    reach == nil && grants.contains(Grant(.administrator, in: .platform))
  }

  /// The cities in which the viewer has a role.
  public var cities: Set<Exact.ID<City>> {
    Set(
      grants.compactMap { grant in
        if case .city(let id) = grant.scope { id } else { nil }
      })
  }
}

/// What a permission is asked for: the scopes whose roles count, and its state.
public struct Subject: Hashable, Sendable {
  public let scopes: Set<Scope>
  public let state: SubjectState
  /// The plan, where it is one: a token can be for one alone.
  public let plan: Exact.ID<Plan>?

  public init(scopes: Set<Scope>, state: SubjectState, plan: Exact.ID<Plan>? = nil) {
    self.scopes = scopes
    self.state = state
    self.plan = plan
  }

  public static let platform = Subject(scopes: [.platform], state: .none)

  public static func city(_ city: Exact.ID<City>) -> Subject {
    Subject(scopes: [.platform, .city(city)], state: .none)
  }

  public static func programme(_ programme: Exact.ID<Programme>) -> Subject {
    Subject(scopes: [.platform, .programme(programme)], state: .none)
  }

  public static func network(_ network: Exact.ID<Network>) -> Subject {
    Subject(scopes: [.platform, .network(network)], state: .none)
  }

  public static func plan(_ plan: Plan) -> Subject {
    var scopes: Set<Scope> = [.platform, .city(plan.city)]
    if let network = plan.network { scopes.insert(.network(network)) }
    return Subject(scopes: scopes, state: SubjectState(plan.phase), plan: plan.id)
  }
}

public enum AccessError: Error, Equatable, Sendable {
  case refused(Permission)

  public var message: Message {
    switch self {
    case .refused: Message("accessRefused")
    }
  }
}
