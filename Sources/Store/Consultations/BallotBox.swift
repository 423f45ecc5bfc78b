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
    /// Whether nobody votes without being in the register, even where there is none.
    let needsRegister: Bool

    public init(
      _ marks: BallotMarks, of voter: VoteKey.Tag, in rules: BudgetVoteRules,
      receipt: VoteReceipt.Code, replacing base: String, at now: Instant
    ) {
      consultation = rules.consultation
      self.voter = voter
      self.receipt = receipt
      self.marks = marks
      self.base = base
      needsRegister = rules.entry != .email
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

  /// What a voter is told, read in the transaction that holds the ballot.
  public struct Answer: Hashable, Sendable {
    public let outcome: Outcome
    /// The newest head of the public log.
    public let logHead: Digest
  }

  private struct Waiting {
    let cast: Cast
    let answer: CheckedContinuation<Answer, any Error>
  }

  /// What is the same for all ballots of one vote in a transaction.
  private struct Vote {
    /// When voting ends; nil when it is over or has not begun, whatever the clock says.
    let end: Instant?
    let hasRegister: Bool
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
  public func cast(_ ballot: Cast) async throws -> Answer {
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
        let answers = try await database.write { try Self.write(casts, $0) }
        for (one, answer) in zip(batch, answers) { one.answer.resume(returning: answer) }
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
        let answers = try await database.write { try Self.write([cast], $0) }
        one.answer.resume(returning: answers[0])
      } catch {
        one.answer.resume(throwing: error)
      }
    }
  }

  private static func write(
    _ casts: [Cast], _ connection: any Connection
  ) throws -> [Answer] {
    var votes: [ID<Consultation>: Vote] = [:]
    let logHead = try DecisionStore.logHead(connection)
    return try casts.map { cast in
      let vote = try votes[cast.consultation] ?? Self.vote(cast.consultation, connection)
      votes[cast.consultation] = vote
      return Answer(outcome: try write(cast, in: vote, connection), logHead: logHead)
    }
  }

  /// The vote as the batch finds it; voting has no end when it is over or has not begun, whatever
  /// the clock says.
  private static func vote(
    _ id: ID<Consultation>, _ connection: any Connection
  ) throws -> Vote {
    let row = try connection.row(
      """
      SELECT voting_until, voting_ends FROM consultation
      WHERE id = \(id.rawValue) AND phase = 'open'
      """)
    let end = try row?.value("voting_ends", as: String?.self) ?? nil
    let day = try row?.value("voting_until", as: String?.self) ?? nil
    return Vote(
      end: end.flatMap { Instant($0) }
        ?? day.flatMap { Day($0) }.map { Instant(startOf: $0.adding(days: 1)) },
      hasRegister: try ConsultationStore.hasRegister(id, connection))
  }

  private static func write(
    _ cast: Cast, in vote: Vote, _ connection: any Connection
  ) throws -> Outcome {
    guard let end = vote.end, cast.at < end else { return .votingClosed }
    let (key, voter) = (cast.consultation.rawValue, cast.voter.text)
    let known = try connection.row(
      """
      SELECT
        (SELECT receipt FROM ballot WHERE consultation = \(key) AND voter = \(voter)) AS receipt,
        (SELECT count(*) FROM vote_on_paper
          WHERE consultation = \(key) AND voter = \(voter)) AS on_paper,
        (SELECT count(*) FROM vote_entitled
          WHERE consultation = \(key) AND voter = \(voter)) AS entitled
      """)
    guard let known else { throw StoreError.unstorable("ballot") }
    let present: String? = try known.value("receipt")
    let code = present.flatMap { VoteReceipt.Code(typed: $0) }
    guard (code?.mark ?? "") == cast.base else { return .outdated(code) }
    if try known.value("on_paper", as: Int.self) > 0 { return .onPaper }
    if cast.needsRegister || vote.hasRegister, try known.value("entitled", as: Int.self) == 0 {
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
