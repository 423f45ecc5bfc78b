public import Civic
import Database
public import Exact

extension AccountStore {
  /// Invites somebody to a role, in place of an open invitation of the same person to it.
  ///
  /// - Parameter letter: Put in the queue in the same transaction, where mail is sent.
  /// - Throws: ``AccountError/emailTaken`` when they have an account already, to which the role is
  ///   better given, ``AccountError/roleElsewhere(_:)``, `AccessError`.
  public func invite(
    _ invitation: Invitation, tokenDigest: Digest, letter: Letter?, by viewer: Viewer
  ) async throws {
    let now = invitation.createdAt
    try await database.write { connection in
      try viewer.requireToGive(invitation.grant)
      guard try AccountReader(connection).account(email: invitation.email) == nil else {
        throw AccountError.emailTaken
      }
      let (role, scope) = (invitation.grant.role, invitation.grant.scope)
      try connection.execute(
        """
        UPDATE invitation SET used_at = \(now.milliseconds)
        WHERE email = \(invitation.email) AND role = \(role.rawValue) AND used_at IS NULL
          AND scope_kind = \(scope.kind.rawValue) AND scope_key = \(scope.key)
        """)
      try connection.execute(
        """
        INSERT INTO invitation (token_digest, id, email, language, role, scope_kind, scope_key,
          invited_by, created_at, expires_at)
        VALUES (\(tokenDigest.rawValue), \(invitation.id.rawValue), \(invitation.email),
          \(invitation.language.rawValue), \(role.rawValue), \(scope.kind.rawValue),
          \(scope.key), \(viewer.account?.rawValue), \(now.milliseconds),
          \(invitation.expiresAt.milliseconds))
        """)
      try AccountWriter(connection, at: now, by: viewer.account).log(.invited, nil)
      if let letter { try MailQueue(connection).put(letter, at: now) }
    }
  }

  /// The invitation of a link.
  ///
  /// - Throws: ``AccountError/linkInvalid`` when it is unknown, used or expired.
  public func invitation(tokenDigest: Digest, at now: Instant) async throws -> Invitation {
    try await database.read { try Self.invitation(tokenDigest, in: $0, at: now) }
  }

  private static func invitation(
    _ digest: Digest, in connection: any Connection, at now: Instant
  ) throws -> Invitation {
    let row = try connection.row(
      """
      SELECT * FROM invitation WHERE token_digest = \(digest.rawValue) AND used_at IS NULL
        AND expires_at > \(now.milliseconds)
      """)
    guard let found = try row.flatMap(Self.invitation) else { throw AccountError.linkInvalid }
    return found
  }

  /// Makes the account of somebody who was invited; the link works once, and the person's other
  /// open invitations are accepted with it.
  ///
  /// - Throws: ``AccountError/linkInvalid``, ``AccountError/emailTaken``.
  public func accept(
    _ tokenDigest: Digest, as account: Account, passwordHash: String
  ) async throws {
    let now = account.createdAt
    try await database.write { connection in
      let invitation = try Self.invitation(tokenDigest, in: connection, at: now)
      guard invitation.email == account.email else { throw AccountError.linkInvalid }
      let writer = AccountWriter(connection, at: now)
      try writer.insert(account, passwordHash: passwordHash)
      let open = try connection.rows(
        """
        SELECT * FROM invitation WHERE email = \(invitation.email) AND used_at IS NULL
          AND expires_at > \(now.milliseconds)
        """
      ).compactMap(Self.invitation)
      for one in open {
        try writer.give(one.grant, to: account.id, givenBy: one.invitedBy)
      }
      try connection.execute(
        """
        UPDATE invitation SET used_at = \(now.milliseconds)
        WHERE email = \(invitation.email) AND used_at IS NULL
        """)
      try writer.log(.invitationAccepted, account.id)
    }
  }

  /// The open invitations that the viewer may take back, the newest first.
  public func invitations(for viewer: Viewer, at now: Instant) async throws -> [Invitation] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT * FROM invitation WHERE used_at IS NULL AND expires_at > \(now.milliseconds)
        ORDER BY created_at DESC, id
        """
      ).compactMap(Self.invitation).filter { viewer.mayGive($0.grant) }
    }
  }

  /// Takes an invitation back: its link is void.
  public func withdraw(
    _ invitation: ID<Invitation>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      let row = try connection.row(
        "SELECT * FROM invitation WHERE id = \(invitation.rawValue) AND used_at IS NULL")
      guard let found = try row.flatMap(Self.invitation) else { throw StoreError.notFound }
      try viewer.requireToGive(found.grant)
      try connection.execute(
        "UPDATE invitation SET used_at = \(now.milliseconds) WHERE id = \(invitation.rawValue)")
    }
  }

  private static func invitation(_ row: Row) throws -> Invitation? {
    guard let grant = try AccountReader.grant(row) else { return nil }
    return Invitation(
      id: ID(rawValue: try row.value("id")), email: try row.value("email"),
      language: Language(rawValue: try row.value("language")) ?? .english, grant: grant,
      invitedBy: try row.value("invited_by", as: String?.self).map(ID.init(rawValue:)),
      createdAt: Instant(milliseconds: try row.value("created_at")),
      expiresAt: Instant(milliseconds: try row.value("expires_at")))
  }
}
