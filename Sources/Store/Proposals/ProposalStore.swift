public import Civic
public import Database
public import Exact

/// The questions asked of the database about what residents propose.
public struct ProposalStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// All proposals of a round, oldest first; who may see which, the caller decides.
  public func proposals(of round: ID<ProposalRound>) async throws -> [Proposal] {
    try await database.read { try Self.proposals(of: round, $0) }
  }

  /// One proposal; whether it may be seen, the caller decides.
  public func proposal(_ id: ID<Proposal>) async throws -> Proposal {
    try await database.read { try Self.found(id, $0) }
  }

  public func picture(of id: ID<Proposal>) async throws -> (mediaType: String, bytes: [UInt8]) {
    let row = try await database.rows(
      "SELECT media_type, bytes FROM proposal_picture WHERE proposal = \(id.rawValue)"
    ).first
    guard let row else { throw StoreError.notFound }
    return (try row.value("media_type"), try row.value("bytes"))
  }

  /// How many support each proposal of a round; those of its parts count once a person.
  public func supporters(of round: ID<ProposalRound>) async throws -> [ID<Proposal>: Int] {
    try await database.read { try Self.supporters(of: round, $0) }
  }

  static func supporters(
    of round: ID<ProposalRound>, _ connection: any Connection
  ) throws -> [ID<Proposal>: Int] {
    let all = try proposals(of: round, connection)
    let place = Dictionary(all.map { ($0.id, $0.mergedInto ?? $0.id) }) { first, _ in first }
    var people: [ID<Proposal>: Set<String>] = [:]
    for row in try connection.rows(
      """
      SELECT proposal_support.proposal, proposal_support.resident FROM proposal_support
      JOIN proposal ON proposal.id = proposal_support.proposal
      WHERE proposal.round = \(round.rawValue)
      """)
    {
      let id = ID<Proposal>(rawValue: try row.value("proposal"))
      people[place[id] ?? id, default: []].insert(try row.value("resident"))
    }
    var counts = people.mapValues(\.count)
    for proposal in all {
      if let final = proposal.supporters { counts[proposal.id] = final }
    }
    return counts
  }

  static func proposals(
    of round: ID<ProposalRound>, _ connection: any Connection
  ) throws -> [Proposal] {
    try connection.rows(
      "SELECT content FROM proposal WHERE round = \(round.rawValue) ORDER BY id"
    ).map(decoded)
  }

  static func found(_ id: ID<Proposal>, _ connection: any Connection) throws -> Proposal {
    let row = try connection.row("SELECT content FROM proposal WHERE id = \(id.rawValue)")
    guard let row else { throw StoreError.notFound }
    return try decoded(row)
  }

  private static func decoded(_ row: Row) throws -> Proposal {
    try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
  }

  static func update(_ proposal: Proposal, _ connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE proposal
      SET content = \(CanonicalJSON.text(of: try JSONValue(encoding: proposal)))
      WHERE id = \(proposal.id.rawValue)
      """)
  }

  static func round(
    _ id: ID<ProposalRound>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> ProposalRound {
    guard let found = try RecordTable<ProposalRound>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return found
  }

  static func invalid(_ field: String, _ key: String) -> StoreError {
    .invalid([FieldFault(field: field, message: Message(key))])
  }
}

extension ProposalStore {
  /// Keeps what a resident proposes, with its picture.
  public func submit(
    _ proposal: Proposal, picture: (mediaType: String, bytes: [UInt8])?, _ tokenDigest: Digest,
    at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let round = try Self.round(proposal.round, connection, dialect)
      guard try round.state(on: connection.day(in: round.city, dialect, at: now)) == .collecting
      else {
        throw Self.invalid("", "problemListenClosed")
      }
      guard proposal.problems.isEmpty else {
        throw StoreError.invalid(
          proposal.problems.map { FieldFault(field: $0.field, message: $0.message) })
      }
      let resident = try ResidentTable(connection).require(tokenDigest, in: round.participation)
      try connection.execute(
        """
        INSERT INTO proposal (id, round, content)
        VALUES (\(proposal.id.rawValue), \(round.id.rawValue),
          \(CanonicalJSON.text(of: try JSONValue(encoding: proposal))))
        """)
      try connection.execute(
        """
        INSERT INTO proposal_author (proposal, resident)
        VALUES (\(proposal.id.rawValue), \(resident.rawValue))
        """)
      if let picture {
        try connection.execute(
          """
          INSERT INTO proposal_picture (proposal, media_type, bytes)
          VALUES (\(proposal.id.rawValue), \(picture.mediaType), \(picture.bytes))
          """)
      }
    }
  }

  /// Supports a proposal, or takes that back; somebody counts once.
  public func support(
    _ id: ID<Proposal>, isOn: Bool, _ tokenDigest: Digest, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let proposal = try Self.found(id, connection)
      let round = try Self.round(proposal.round, connection, dialect)
      guard proposal.isShown, proposal.mergedInto == nil else { throw StoreError.notFound }
      guard try round.state(on: connection.day(in: round.city, dialect, at: now)) == .collecting
      else {
        throw Self.invalid("", "problemListenClosed")
      }
      let resident = try ResidentTable(connection).require(tokenDigest, in: round.participation)
      if isOn {
        try connection.execute(
          """
          INSERT INTO proposal_support (proposal, resident)
          VALUES (\(id.rawValue), \(resident.rawValue))
          ON CONFLICT (proposal, resident) DO NOTHING
          """)
      } else {
        try connection.execute(
          """
          DELETE FROM proposal_support
          WHERE proposal = \(id.rawValue) AND resident = \(resident.rawValue)
          """)
      }
    }
  }

  /// What a participant wrote and supports.
  public func mine(
    _ tokenDigest: Digest, in round: ProposalRound
  ) async throws -> (written: Set<ID<Proposal>>, supported: Set<ID<Proposal>>) {
    try await database.read { connection in
      let resident = try ResidentTable(connection).require(tokenDigest, in: round.participation)
      return (
        Set(try Self.written(by: resident, connection)),
        Set(
          try connection.rows(
            "SELECT proposal FROM proposal_support WHERE resident = \(resident.rawValue)"
          ).map { ID(rawValue: try $0.value("proposal")) })
      )
    }
  }

  private static func written(
    by resident: ID<Resident>, _ connection: any Connection
  ) throws -> [ID<Proposal>] {
    try connection.rows(
      "SELECT proposal FROM proposal_author WHERE resident = \(resident.rawValue)"
    ).map { ID(rawValue: try $0.value("proposal")) }
  }

  /// Asks the city to look again at a proposal of one's own that it refused.
  public func appeal(
    _ text: String?, about id: ID<Proposal>, _ tokenDigest: Digest, in round: ProposalRound
  ) async throws {
    try await database.write { connection in
      let resident = try ResidentTable(connection).require(tokenDigest, in: round.participation)
      guard try Self.written(by: resident, connection).contains(id) else {
        throw StoreError.notFound
      }
      var proposal = try Self.found(id, connection)
      guard proposal.moderation.mayBeAppealed else { throw StoreError.notFound }
      guard let text, text.count <= 1000 else {
        throw Self.invalid("appeal-\(id.rawValue)", "problemAppeal")
      }
      proposal.moderation.appeal = text
      try Self.update(proposal, connection)
    }
  }

  /// Forgets a participant. Proposals that others have seen stay, without name and picture; any other
  /// goes.
  public func erase(_ tokenDigest: Digest, in round: ProposalRound) async throws {
    try await database.write { connection in
      let resident = try ResidentTable(connection).require(tokenDigest, in: round.participation)
      try connection.execute(
        "DELETE FROM proposal_support WHERE resident = \(resident.rawValue)")
      for id in try Self.written(by: resident, connection) {
        try connection.execute("DELETE FROM proposal_author WHERE proposal = \(id.rawValue)")
        try connection.execute("DELETE FROM proposal_picture WHERE proposal = \(id.rawValue)")
        var proposal = try Self.found(id, connection)
        if proposal.isShown {
          proposal.credit = nil
          proposal.picture = nil
          try Self.update(proposal, connection)
        } else {
          try connection.execute("DELETE FROM proposal_support WHERE proposal = \(id.rawValue)")
          try connection.execute("DELETE FROM proposal WHERE id = \(id.rawValue)")
          try ModerationLog(connection).forget(id.rawValue, of: round.participation)
        }
      }
      try connection.execute("DELETE FROM resident WHERE id = \(resident.rawValue)")
    }
  }
}
