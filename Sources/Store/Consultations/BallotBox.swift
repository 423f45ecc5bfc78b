public import Civic
public import Database
import Exact

/// Takes ballots. Those that arrive while a commit is under way go together into the next: one
/// transaction, one wait for the disk, whatever their number.
public actor BallotBox {
  /// A ballot as it is cast.
  public struct Cast: Sendable {
    let consultation: ID<Consultation>
    let voter: VoteKey.Tag
    let receipt: VoteReceipt.Code
    let marks: BallotMarks
    /// The mark of the ballot it replaces; empty for the first.
    let base: String
    let at: Instant
    /// Whether only those in the register may vote.
    let needsRegister: Bool

    public init(
      _ marks: BallotMarks, of voter: VoteKey.Tag, in rules: BudgetVoteRules,
      receipt: VoteReceipt.Code, replacing base: String, needsRegister: Bool, at now: Instant
    ) {
      consultation = rules.consultation
      self.voter = voter
      self.receipt = receipt
      self.marks = marks
      self.base = base
      self.needsRegister = needsRegister
      at = now
    }
  }

  /// What became of a ballot.
  public enum Outcome: Hashable, Sendable {
    case taken(isFirst: Bool)
    /// Another ballot of the voter came between; the mark of the one that counts now.
    case outdated(VoteReceipt.Code?)
    case votingClosed
    /// The voter took a ballot on paper.
    case onPaper
    case notEntitled
  }

  private struct Waiting {
    let cast: Cast
    let answer: CheckedContinuation<Outcome, any Error>
  }

  /// The most ballots in one transaction: the first of a batch must not wait long for the last.
  private static let mostTogether = 512

  private let database: any Database
  private var waiting: [Waiting] = []
  private var isRunning = false

  public init(_ database: any Database) {
    self.database = database
  }

  /// Casts a ballot; when it is answered the ballot is on disk.
  public func cast(_ ballot: Cast) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      waiting.append(Waiting(cast: ballot, answer: continuation))
      if !isRunning {
        isRunning = true
        Task { await self.runUntilEmpty() }
      }
    }
  }

  private func runUntilEmpty() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.mostTogether))
      waiting.removeFirst(batch.count)
      let casts = batch.map(\.cast)
      do {
        let outcomes = try await database.write { try Self.write(casts, $0) }
        for (one, outcome) in zip(batch, outcomes) { one.answer.resume(returning: outcome) }
      } catch {
        await writeSingly(batch)
      }
    }
    isRunning = false
  }

  /// One that cannot be written must not take others with it.
  private func writeSingly(_ batch: [Waiting]) async {
    for one in batch {
      let cast = one.cast
      do {
        let outcomes = try await database.write { try Self.write([cast], $0) }
        one.answer.resume(returning: outcomes[0])
      } catch {
        one.answer.resume(throwing: error)
      }
    }
  }

  private static func write(
    _ casts: [Cast], _ connection: any Connection
  ) throws -> [Outcome] {
    var open: [ID<Consultation>: Instant?] = [:]
    return try casts.map { cast in
      if open[cast.consultation] == nil {
        open[cast.consultation] = .some(try end(of: cast.consultation, connection))
      }
      guard let end = open[cast.consultation] ?? nil, cast.at < end else { return .votingClosed }
      return try write(cast, connection)
    }
  }

  /// When voting ends; nil when it is over or has not begun, whatever the clock says.
  private static func end(
    of id: ID<Consultation>, _ connection: any Connection
  ) throws -> Instant? {
    let row = try connection.row(
      """
      SELECT voting_until, voting_ends FROM consultation
      WHERE id = \(id.rawValue) AND phase = 'open'
      """)
    guard let row else { return nil }
    let end: String? = try row.value("voting_ends")
    if let end { return Instant(end) }
    let day: String? = try row.value("voting_until")
    return day.flatMap { Day($0) }.map { Instant(startOf: $0.adding(days: 1)) }
  }

  private static func write(_ cast: Cast, _ connection: any Connection) throws -> Outcome {
    let (key, voter) = (cast.consultation.rawValue, cast.voter.text)
    let present: String? = try connection.value(
      "SELECT receipt FROM ballot WHERE consultation = \(key) AND voter = \(voter)")
    let code = present.flatMap { VoteReceipt.Code(typed: $0) }
    guard (code?.mark ?? "") == cast.base else { return .outdated(code) }
    if try connection.row(
      "SELECT 1 FROM vote_on_paper WHERE consultation = \(key) AND voter = \(voter)") != nil
    {
      return .onPaper
    }
    if cast.needsRegister,
      try connection.row(
        "SELECT 1 FROM vote_entitled WHERE consultation = \(key) AND voter = \(voter)") == nil
    {
      return .notEntitled
    }
    try connection.execute(
      """
      INSERT INTO ballot (consultation, voter, receipt, marks)
      VALUES (\(key), \(voter), \(cast.receipt.text), \(cast.marks.text))
      ON CONFLICT (consultation, voter) DO UPDATE SET
        receipt = excluded.receipt, marks = excluded.marks
      """)
    if let present {
      try connection.execute(
        "INSERT INTO ballot_replaced (consultation, receipt) VALUES (\(key), \(present))")
    }
    return .taken(isFirst: present == nil)
  }
}
