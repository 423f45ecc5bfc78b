public import Civic
import Database
public import Exact

/// A ballot on paper, as people typed it in.
public struct PaperBallot: Sendable {
  public struct Reading: Sendable {
    public let clerk: String
    public let marks: BallotMarks
    public let isSettlement: Bool
  }

  public let serial: Int
  public let readings: [Reading]

  /// What counts: the settlement, or what two people typed alike; nil while that is open.
  public var agreed: BallotMarks? {
    if let settled = readings.first(where: \.isSettlement) { return settled.marks }
    guard readings.count >= 2, Set(readings.map(\.marks)).count == 1 else { return nil }
    return readings[0].marks
  }

  /// Whether two people read it differently.
  public var differs: Bool { agreed == nil && readings.count >= 2 }
}

extension ConsultationStore {
  /// Notes that somebody takes a ballot on paper, and so votes no other way.
  ///
  /// - Returns: False, with nothing noted, when that voter has voted or is not entitled.
  public func handOutPaper(
    to voter: VoteKey.Tag, in id: ID<Consultation>, needsRegister: Bool, by viewer: Viewer
  ) async throws -> Bool {
    let dialect = database.dialect
    return try await database.write { connection in
      try Self.paperVote(id, connection, dialect, viewer)
      let (key, tag) = (id.rawValue, voter.text)
      if try connection.row(
        "SELECT 1 FROM ballot WHERE consultation = \(key) AND voter = \(tag)") != nil
      {
        return false
      }
      if needsRegister,
        try connection.row(
          "SELECT 1 FROM vote_entitled WHERE consultation = \(key) AND voter = \(tag)") == nil
      {
        return false
      }
      return try connection.execute(
        """
        INSERT INTO vote_on_paper (consultation, voter) VALUES (\(key), \(tag))
        ON CONFLICT (consultation, voter) DO NOTHING
        """) == 1
    }
  }

  /// Keeps what somebody reads on a ballot with a number.
  ///
  /// - Throws: ``ConsultationError/sameClerk`` when they have typed that ballot before.
  public func enterPaper(
    _ serial: Int, _ marks: BallotMarks, in id: ID<Consultation>, by viewer: Viewer
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try Self.paperVote(id, connection, dialect, viewer)
      let clerk = try Self.clerk(viewer)
      let readings = try connection.rows(
        """
        SELECT clerk FROM paper_entry
        WHERE consultation = \(id.rawValue) AND serial = \(serial)
        """
      ).map { try $0.value("clerk", as: String.self) }
      guard !readings.contains(clerk), readings.count < 2 else { throw ConsultationError.sameClerk }
      try Self.put(serial, marks, clerk, isSettlement: false, id, connection)
    }
  }

  /// Settles a ballot that two people read differently, with the paper at hand.
  public func settlePaper(
    _ serial: Int, _ marks: BallotMarks, in id: ID<Consultation>, by viewer: Viewer
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try Self.paperVote(id, connection, dialect, viewer)
      let clerk = try Self.clerk(viewer)
      let paper = try Self.paperBallots(of: id, connection).first { $0.serial == serial }
      guard let paper, paper.differs else { throw StoreError.notFound }
      try Self.put(serial, marks, "settled:\(clerk)", isSettlement: true, id, connection)
    }
  }

  /// Makes codes for the stubs of ballots on paper, by which their voters find them once they are
  /// counted.
  ///
  /// - Throws: ``ConsultationError/numberTaken`` when a number has a code or was typed already.
  public func makeStubs(
    _ serials: ClosedRange<Int>, in id: ID<Consultation>, by viewer: Viewer
  ) async throws -> [(serial: Int, receipt: VoteReceipt.Code)] {
    let dialect = database.dialect
    return try await database.write { connection in
      try Self.paperVote(id, connection, dialect, viewer)
      let key = id.rawValue
      let (first, last) = (serials.lowerBound, serials.upperBound)
      let taken = try connection.row(
        """
        SELECT serial FROM paper_receipt
        WHERE consultation = \(key) AND serial BETWEEN \(first) AND \(last)
        UNION ALL SELECT serial FROM paper_entry
        WHERE consultation = \(key) AND serial BETWEEN \(first) AND \(last) LIMIT 1
        """)
      guard taken == nil else { throw ConsultationError.numberTaken }
      var random = SystemRandomNumberGenerator()
      return try serials.map { serial in
        let code = VoteReceipt.Code(using: &random)
        try connection.execute(
          """
          INSERT INTO paper_receipt (consultation, serial, receipt)
          VALUES (\(key), \(serial), \(code.text))
          """)
        return (serial, code)
      }
    }
  }

  /// The code on the stub of a ballot on paper, a new one where it has none.
  static func stub(
    of serial: Int, in id: ID<Consultation>, _ connection: any Connection
  ) throws -> VoteReceipt.Code {
    let text: String? = try connection.value(
      """
      SELECT receipt FROM paper_receipt
      WHERE consultation = \(id.rawValue) AND serial = \(serial)
      """)
    var random = SystemRandomNumberGenerator()
    return text.flatMap { VoteReceipt.Code(typed: $0) } ?? VoteReceipt.Code(using: &random)
  }

  /// The ballots on paper that are not settled, for the people of the city.
  public func openPaperBallots(
    of id: ID<Consultation>, for viewer: Viewer
  ) async throws -> (ballots: [PaperBallot], settled: Int) {
    let dialect = database.dialect
    return try await database.read { connection in
      let consultation = try Self.find(id, connection, dialect)
      try viewer.require(.editContent, .city(consultation.city))
      let all = try Self.paperBallots(of: id, connection)
      let open = all.filter { $0.agreed == nil }
      return (open, all.count - open.count)
    }
  }

  static func paperBallots(
    of id: ID<Consultation>, _ connection: any Connection
  ) throws -> [PaperBallot] {
    let rows = try connection.rows(
      """
      SELECT serial, clerk, marks, is_settlement FROM paper_entry
      WHERE consultation = \(id.rawValue) ORDER BY serial, clerk
      """)
    var readings: [Int: [PaperBallot.Reading]] = [:]
    for row in rows {
      let text: String = try row.value("marks")
      guard let marks = BallotMarks(text: text) else { throw StoreError.unstorable("marks") }
      readings[try row.value("serial"), default: []].append(
        PaperBallot.Reading(
          clerk: try row.value("clerk"), marks: marks,
          isSettlement: try row.value("is_settlement")))
    }
    return readings.map { PaperBallot(serial: $0.key, readings: $0.value) }
      .sorted { $0.serial < $1.serial }
  }

  private static func put(
    _ serial: Int, _ marks: BallotMarks, _ clerk: String, isSettlement: Bool,
    _ id: ID<Consultation>, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO paper_entry (consultation, serial, clerk, marks, is_settlement)
      VALUES (\(id.rawValue), \(serial), \(clerk), \(marks.text), \(isSettlement))
      """)
  }

  private static func paperVote(
    _ id: ID<Consultation>, _ connection: any Connection, _ dialect: Dialect, _ viewer: Viewer
  ) throws {
    let consultation = try find(id, connection, dialect)
    try viewer.require(.editContent, .city(consultation.city))
    guard consultation.phase == .open, consultation.hasPaper else {
      throw ConsultationError.wrongPhase(consultation.phase)
    }
  }

  private static func clerk(_ viewer: Viewer) throws -> String {
    guard let account = viewer.account else { throw AccessError.refused(.editContent) }
    return account.rawValue
  }
}
