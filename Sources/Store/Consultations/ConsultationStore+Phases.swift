public import Civic
import Database
public import Exact
public import Exchange

extension ConsultationStore {
  /// Opens a vote: fixes rules and projects, publishes their digest in the log.
  ///
  /// - Parameter receiptKey: What checks the receipts.
  /// - Throws: ``ConsultationError``, `AccessError`.
  public func open(
    _ id: ID<Consultation>, receiptKey: String, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      var consultation = try Self.find(id, connection, dialect)
      try viewer.require(.manageCity, .city(consultation.city))
      guard consultation.phase == .draft else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      let projects = try Self.projects(of: id, connection, dialect)
      guard let city = try RecordTable<City>(connection, dialect).find(consultation.city) else {
        throw StoreError.notFound
      }
      let rules = try BudgetVoteRules(
        consultation, projects: projects, city: city, receiptKey: receiptKey, at: now)
      do {
        try BudgetVoteCount.rehearse(rules)
      } catch {
        throw ConsultationError.uncountable
      }
      let bytes = try rules.bytes()
      try connection.execute(
        """
        INSERT INTO vote_rules (consultation, content, opened_at)
        VALUES (\(id.rawValue), \(String(decoding: bytes, as: UTF8.self)), \(now.milliseconds))
        """)
      let journal = Self.journal(connection, dialect, viewer, now)
      for project in projects {
        var fixed = project
        fixed.isFixed = true
        try journal.change(fixed, from: project, in: nil)
      }
      let draft = consultation
      consultation.phase = .open
      consultation.openedAt = now
      consultation.timeZone = rules.timeZone
      consultation.votingStarts = rules.votingStarts
      consultation.votingEnds = rules.votingEnds
      consultation.rulesDigest = Digest(of: bytes)
      try journal.change(consultation, from: draft, in: nil)
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: .opened, subject: consultation.subject, digest: Digest(of: bytes)))
    }
  }

  /// Takes no ballot any more, and puts what was cast where nothing leads back to a voter. The key
  /// of the vote can be destroyed after this, and the ballots be counted.
  ///
  /// - Throws: ``ConsultationError/votingNotOver`` before the day the rules name.
  public func close(_ id: ID<Consultation>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      var consultation = try Self.find(id, connection, dialect)
      try viewer.require(.manageCity, .city(consultation.city))
      if consultation.phase == .counting { return }
      guard consultation.phase == .open else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      guard let end = consultation.votingEnd, end <= now else {
        throw ConsultationError.votingNotOver
      }
      let unsettled = try Self.paperBallots(of: id, connection).count { $0.agreed == nil }
      guard unsettled == 0 else { throw ConsultationError.paperUnsettled(unsettled) }
      try Self.noteTheEnd(of: consultation, connection, at: now)
      try Self.empty(id, connection)
      let rules = try Self.rules(of: id, connection).rules
      let ballots = try Self.counted(id, connection)
      let open = consultation
      consultation.phase = .counting
      consultation.closedAt = now
      try Self.journal(connection, dialect, viewer, now).change(consultation, from: open, in: nil)
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: .closed, subject: consultation.subject,
          digest: Digest(of: BudgetVoteFile.bytes(rules, ballots: ballots))))
    }
  }

  /// How many were entitled and how many ballots are of paper: what only the box knew.
  private static func noteTheEnd(
    of consultation: Consultation, _ connection: any Connection, at now: Instant
  ) throws {
    let paper = try paperBallots(of: consultation.id, connection).count
    let hasRegister = try !registerChanges(of: consultation.id, connection).isEmpty
    let size = try registerSize(of: consultation.id, connection)
    let change: JSONValue = [
      "at": .string(now.description), "added": "0", "removed": "0",
      "size": hasRegister ? .string(String(size)) : .null, "paper": .string(String(paper)),
      "reason": "close",
    ]
    try enter(change, of: consultation, connection, at: now)
  }

  /// Moves every ballot out of the box; voters stay behind and are gone.
  private static func empty(_ id: ID<Consultation>, _ connection: any Connection) throws {
    let key = id.rawValue
    for paper in try paperBallots(of: id, connection) {
      guard let marks = paper.agreed else { continue }
      let code = try stub(of: paper.serial, in: id, connection)
      try connection.execute(
        """
        INSERT INTO ballot_counted (consultation, receipt, marks)
        VALUES (\(key), \(code.text), \(marks.text))
        """)
    }
    try connection.execute(
      """
      INSERT INTO ballot_counted (consultation, receipt, marks)
      SELECT consultation, receipt, marks FROM ballot WHERE consultation = \(key)
      """)
    try connection.execute("DELETE FROM ballot WHERE consultation = \(key)")
    try connection.execute("DELETE FROM vote_entitled WHERE consultation = \(key)")
    try connection.execute("DELETE FROM vote_on_paper WHERE consultation = \(key)")
    try connection.execute("DELETE FROM paper_entry WHERE consultation = \(key)")
    try connection.execute("DELETE FROM paper_receipt WHERE consultation = \(key)")
  }

  private static func counted(
    _ id: ID<Consultation>, _ connection: any Connection
  ) throws -> [BudgetVoteFile.Ballot] {
    try connection.rows(
      """
      SELECT receipt, marks FROM ballot_counted WHERE consultation = \(id.rawValue)
      ORDER BY receipt
      """
    ).map { row in
      let text: String = try row.value("marks")
      guard let marks = BallotMarks(text: text) else { throw StoreError.unstorable("marks") }
      return BudgetVoteFile.Ballot(receipt: try row.value("receipt"), marks: marks)
    }
  }

  /// Everything that is published of a vote that takes no more ballots.
  public func published(
    _ id: ID<Consultation>
  ) async throws -> (published: BudgetVoteCount.Published, openedAt: Instant) {
    let dialect = database.dialect
    return try await database.read { connection in
      let consultation = try Self.find(id, connection, dialect)
      guard consultation.phase == .counting || consultation.phase == .closed else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      let fixed = try Self.rules(of: id, connection)
      let replaced = try connection.rows(
        """
        SELECT receipt FROM ballot_replaced WHERE consultation = \(id.rawValue) ORDER BY receipt
        """
      ).map { try $0.value("receipt", as: String.self) }
      let register = JSONValue.array(try Self.registerChanges(of: id, connection))
      return (
        BudgetVoteCount.Published(
          rules: fixed.bytes,
          election: BudgetVoteFile.bytes(
            fixed.rules, ballots: try Self.counted(id, connection)),
          replaced: Array(replaced.map { $0 + "\n" }.joined().utf8),
          register: CanonicalJSON.bytes(of: register)), fixed.openedAt
      )
    }
  }

  /// Keeps the count as a decision; from here on everybody sees it.
  public func decide(
    _ id: ID<Consultation>, _ decision: Decision, inputs: [String: [UInt8]], by viewer: Viewer,
    at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      var consultation = try Self.find(id, connection, dialect)
      try viewer.require(.manageCity, .city(consultation.city))
      guard consultation.phase == .counting else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      let counting = consultation
      consultation.phase = .closed
      consultation.decision = decision.id
      try Self.journal(connection, dialect, viewer, now)
        .change(consultation, from: counting, in: nil)
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: .counted, subject: consultation.subject,
          digest: Digest(of: inputs[BudgetVoteCount.electionName] ?? [])))
      try DecisionWriter(connection).take(
        decision, subject: consultation.decisionSubject, inputs: inputs)
    }
  }

  /// Where the ballot of a receipt is.
  public enum Whereabouts: Hashable, Sendable {
    case counted(BallotMarks)
    /// The voter changed it later.
    case replaced
    case unknown
  }

  /// Finds the ballot of a receipt, once voting is over.
  public func whereabouts(
    of code: VoteReceipt.Code, in id: ID<Consultation>
  ) async throws -> Whereabouts {
    try await database.read { connection in
      let marks: String? = try connection.value(
        """
        SELECT marks FROM ballot_counted
        WHERE consultation = \(id.rawValue) AND receipt = \(code.text)
        """)
      if let marks, let read = BallotMarks(text: marks) { return .counted(read) }
      let replaced: String? = try connection.value(
        """
        SELECT receipt FROM ballot_replaced
        WHERE consultation = \(id.rawValue) AND receipt = \(code.text)
        """)
      return replaced == nil ? .unknown : .replaced
    }
  }

  /// The votes whose keys can go: they take no ballot any more.
  public func finished() async throws -> [ID<Consultation>] {
    try await database.rows("SELECT id FROM consultation WHERE phase IN ('counting', 'closed')")
      .map { ID(rawValue: try $0.value("id")) }
  }
}
