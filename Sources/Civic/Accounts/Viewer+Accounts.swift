extension Scope {
  /// What is asked for when somebody manages accounts here.
  public var subject: Subject {
    switch self {
    case .platform: .platform
    case .programme(let programme): .programme(programme)
    case .network(let network): .network(network)
    case .city(let city): .city(city)
    }
  }
}

extension Viewer {
  /// Whether the viewer may give or withdraw a role, or invite somebody to it: in the scope to which
  /// the role belongs, and where they manage accounts.
  public func mayGive(_ grant: Grant) -> Bool {
    grant.role.scopeKind == grant.scope.kind && may(.manageAccounts, grant.scope.subject)
  }

  /// - Throws: ``AccountError/roleElsewhere(_:)`` as a caller's mistake, ``AccessError`` otherwise.
  public func requireToGive(_ grant: Grant) throws {
    guard grant.role.scopeKind == grant.scope.kind else {
      throw AccountError.roleElsewhere(grant.role)
    }
    try require(.manageAccounts, grant.scope.subject)
  }

  /// Whether the viewer may close the account of somebody with these roles or let them in again.
  ///
  /// Who manages the accounts of one city may do so only for people who have roles there and nowhere
  /// else: a link for an administrator would make its bearer one.
  public func mayManageAccount(with grants: Set<Grant>) -> Bool {
    isAdministrator || (!grants.isEmpty && grants.allSatisfy(mayGive))
  }

  /// Whether there is any scope in which the viewer manages accounts.
  public var managesAccounts: Bool {
    maySomewhere(.manageAccounts)
  }
}
