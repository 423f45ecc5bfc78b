public import Civic
public import Database
public import Exact

/// The questions asked of the database about surveys. Answers leave it only once one is closed.
public struct SurveyStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  private static func found(
    _ id: ID<Survey>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Survey {
    guard let found = try RecordTable<Survey>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return found
  }

  private static func invalid(_ field: String, _ key: String) -> StoreError {
    .invalid([FieldFault(field: field, message: Message(key))])
  }

  /// Keeps the answers of a participant, in place of earlier ones.
  public func answer(
    _ id: ID<Survey>, with answers: [Int: [String]], _ tokenDigest: Digest, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let survey = try Self.found(id, connection, dialect)
      guard try survey.state(on: connection.day(in: survey.city, dialect, at: now)).takesVotes
      else {
        throw Self.invalid("", "problemListenClosed")
      }
      guard answers.values.contains(where: { !$0.isEmpty }) else {
        throw Self.invalid("q-0", "problemSurveyEmpty")
      }
      let wrong = answers.filter { place, values in
        !survey.questions.indices.contains(place) || !survey.questions[place].takes(values)
      }
      guard wrong.isEmpty else {
        throw StoreError.invalid(
          wrong.keys.sorted().map {
            FieldFault(field: "q-\($0)", message: Message("problemUnknown"))
          })
      }
      let resident = try ResidentTable(connection).require(tokenDigest, in: survey.participation)
      let content = CanonicalJSON.text(of: try JSONValue(encoding: answers))
      try connection.execute(
        """
        INSERT INTO survey_answer (survey, resident, content)
        VALUES (\(id.rawValue), \(resident.rawValue), \(content))
        ON CONFLICT (survey, resident) DO UPDATE SET content = \(content)
        """)
    }
  }

  /// What a participant answered.
  ///
  /// - Returns: Nil before they did.
  public func answers(of tokenDigest: Digest, to survey: Survey) async throws -> [Int: [String]]? {
    try await database.read { connection in
      let resident = try ResidentTable(connection).require(tokenDigest, in: survey.participation)
      return try connection.row(
        """
        SELECT content FROM survey_answer
        WHERE survey = \(survey.id.rawValue) AND resident = \(resident.rawValue)
        """
      ).map(Self.decoded)
    }
  }

  private static func decoded<Value: Decodable>(_ row: Row) throws -> Value {
    try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
  }

  public func erase(_ tokenDigest: Digest, in survey: Survey) async throws {
    try await database.write { connection in
      let resident = try ResidentTable(connection).require(tokenDigest, in: survey.participation)
      try connection.execute("DELETE FROM survey_answer WHERE resident = \(resident.rawValue)")
      try connection.execute("DELETE FROM resident WHERE id = \(resident.rawValue)")
    }
  }

  /// Fixes the questions: their fingerprint enters the public log.
  public func open(_ id: ID<Survey>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.found(id, connection, dialect)
      try viewer.require(.manageCity, .city(present.city))
      guard present.openedAt == nil else { return }
      let problems = present.problemsBeforeOpening
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: "", message: $0) })
      }
      var opened = present
      opened.openedAt = now
      let digest = Digest(of: try opened.rules())
      opened.rulesDigest = digest
      try DecisionWriter(connection).append(
        LogRecord(at: now, event: .opened, subject: opened.participation, digest: digest))
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(opened, from: present, in: nil)
    }
  }

  /// Counts a survey whose last day is over, keeps the answers in an order drawn by lot, and forgets
  /// who gave them.
  public func close(_ id: ID<Survey>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.found(id, connection, dialect)
      try viewer.require(.manageCity, .city(present.city))
      guard present.closedAt == nil else { return }
      guard try present.state(on: connection.day(in: present.city, dialect, at: now)) == .ended
      else {
        throw Self.invalid("", "problemListenNotOver")
      }
      var random = SystemRandomNumberGenerator()
      let answers: [[Int: [String]]] = try connection.rows(
        "SELECT content FROM survey_answer WHERE survey = \(id.rawValue)"
      ).map(Self.decoded).shuffled(using: &random)
      let result = try JSONValue(encoding: SurveyResult(present, answers))
      try connection.execute(
        """
        INSERT INTO survey_result (survey, content, answers)
        VALUES (\(id.rawValue), \(CanonicalJSON.text(of: result)),
          \(CanonicalJSON.text(of: try JSONValue(encoding: answers))))
        """)
      try connection.execute("DELETE FROM survey_answer WHERE survey = \(id.rawValue)")
      try ResidentTable(connection).forgetAll(in: present.participation)
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: .closed, subject: present.participation, digest: Digest(of: result)))
      var closed = present
      closed.closedAt = now
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(closed, from: present, in: nil)
    }
  }

  /// What came of a survey that is closed.
  public func result(of id: ID<Survey>) async throws -> SurveyResult? {
    try await database.rows("SELECT content FROM survey_result WHERE survey = \(id.rawValue)")
      .first.map(Self.decoded)
  }

  /// Every answer to a survey that is closed, for the city's own people.
  public func allAnswers(
    to survey: Survey, for viewer: Viewer
  ) async throws -> [[Int: [String]]] {
    try viewer.require(.manageCity, .city(survey.city))
    let row = try await database.rows(
      "SELECT answers AS content FROM survey_result WHERE survey = \(survey.id.rawValue)"
    ).first
    guard let row else { throw StoreError.notFound }
    return try Self.decoded(row)
  }
}
