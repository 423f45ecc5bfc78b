internal import CPostgres
internal import Database
internal import Foundation

/// One connection of libpq, used by one task at a time: commands go out in one batch (a pipeline),
/// and come back as answers.
///
/// After an error the server skips the rest of the batch; its end is always read, so that the next
/// batch finds the connection in order.
final class Wire {
  // A class because a connection cannot be copied, and is closed when nobody has it.
  private let handle: OpaquePointer
  private var cache = StatementCache()

  /// Commands that go out before the next batch, so that they cost no journey of their own.
  private var ahead: [Command] = []

  /// What is still to be answered of the batch under way, in order.
  private var expected: [Expectation] = []
  private var position = 0
  private var answers: [Answer] = []
  private var failure: (any Error)?

  /// Whether the connection is of no further use.
  private(set) var isLost = false
  /// Batches that were answered since the transaction began.
  private(set) var exchanges = 0

  private enum Expectation {
    /// A command whose answer nobody reads.
    case unread
    case preparation(StatementCache.Key, name: String)
    case answer
  }

  /// Takes over a connection that is open.
  init(_ handle: OpaquePointer) throws {
    self.handle = handle
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
      throw DatabaseError.connectionLost
    }
  }

  deinit { PQfinish(handle) }

  /// Whether it goes through TLS, in which case it must not be waited for at the socket alone.
  var isEncrypted: Bool { PQsslInUse(handle) == 1 }

  /// The longest a wait at the socket may last before it is looked again.
  var longestWait: Duration? { isEncrypted ? .milliseconds(100) : nil }

  var descriptor: Int32 { PQsocket(handle) }

  /// The number of the server process, to end it in tests.
  var processNumber: Int32 { PQbackendPID(handle) }

  /// Whether a statement failed in the transaction that is open.
  var isTransactionBroken: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

  /// Whether nothing was sent yet of what stands ahead.
  var hasAhead: Bool { !ahead.isEmpty }

  /// Has a command go out with the next batch.
  func later(_ text: String) { ahead.append(.driver(text)) }

  /// Drops what has not gone out.
  func dropAhead() { ahead = [] }

  func beginTransaction(_ text: String) {
    exchanges = 0
    ahead = cache.takeForgotten().map { .driver("DEALLOCATE \($0)") }
    ahead.append(.driver(text))
  }

  /// Sends commands and waits on this thread for all their answers.
  func exchange(_ commands: [Command]) throws -> [Answer] {
    try send(commands)
    while !isAnswered {
      var sockets = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if try flush() { sockets.events |= Int16(POLLOUT) }
      if poll(&sockets, 1, isEncrypted ? 100 : -1) < 0, errno != EINTR { throw lost() }
      try receive()
    }
    return try takeAnswers()
  }

  /// Puts a batch under way.
  func send(_ commands: [Command]) throws {
    if isLost { throw DatabaseError.connectionLost }
    (expected, position, answers, failure) = ([], 0, [], nil)
    let first = ahead
    ahead = []
    for command in first { try put(command, .unread) }
    for command in commands { try put(command, .answer) }
    guard PQpipelineSync(handle) == 1 else { throw lost() }
    _ = try flush()
  }

  /// Whether the batch under way is answered as far as it has come.
  private(set) var isAnswered = true

  /// The answers of the batch, or the error that ended it.
  func takeAnswers() throws -> [Answer] {
    if let failure { throw failure }
    exchanges += 1
    return answers
  }

  /// Sends what waits to be sent.
  ///
  /// - Returns: Whether something is left.
  func flush() throws -> Bool {
    let left = PQflush(handle)
    if left < 0 { throw lost() }
    return left == 1
  }

  /// Reads what has arrived, without waiting.
  func receive() throws {
    // What was decrypted already does not show at the socket: it is asked for until it is read.
    for _ in 0..<(isEncrypted ? 4 : 1) where PQconsumeInput(handle) == 0 { throw lost() }
    while !isAnswered, PQisBusy(handle) == 0 {
      guard let result = PQgetResult(handle) else {
        if PQstatus(handle) == CONNECTION_BAD { throw lost() }
        position += 1
        continue
      }
      defer { PQclear(result) }
      take(result)
    }
    if PQstatus(handle) == CONNECTION_BAD { throw lost() }
  }

  private func take(_ result: OpaquePointer) {
    switch PQresultStatus(result) {
    case PGRES_PIPELINE_SYNC: isAnswered = true
    case PGRES_PIPELINE_ABORTED: break
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
      guard expected.indices.contains(position) else { return }
      switch expected[position] {
      case .unread: break
      case .preparation(let key, let name): cache.keep(key, as: name)
      case .answer:
        do { answers.append(try AnswerReader.read(result)) } catch { failure = failure ?? error }
      }
    default:
      let error = DatabaseError(answer: result)
      if error == .connectionLost { isLost = true }
      failure = failure ?? error
    }
  }

  private func put(_ command: Command, _ expectation: Expectation) throws {
    isAnswered = false
    switch command {
    case .driver(let text):
      try sent(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0))
    case .statement(let text, let values, let isKept):
      let bound = BoundValues(values)
      let count = Int32(values.count)
      guard isKept else {
        try sent(
          bound.lend { types, pointers, lengths, formats in
            PQsendQueryParams(handle, text, count, types, pointers, lengths, formats, 0)
          })
        break
      }
      let name = try prepared(text, bound)
      try sent(
        bound.lend { _, pointers, lengths, formats in
          PQsendQueryPrepared(handle, name, count, pointers, lengths, formats, 0)
        })
    }
    expected.append(expectation)
  }

  /// The name of a statement, which is prepared in the same batch when it is new.
  private func prepared(_ text: String, _ bound: BoundValues) throws -> String {
    let key = StatementCache.Key(text: text, types: bound.types)
    if let name = cache.name(of: key) { return name }
    let name = cache.newName()
    try sent(PQsendPrepare(handle, name, text, Int32(bound.types.count), bound.types))
    expected.append(.preparation(key, name: name))
    return name
  }

  private func sent(_ answer: Int32) throws {
    if answer == 1 { return }
    let reason = String(cString: PQerrorMessage(handle))
    // What was put before is still under way: the connection is given up.
    isLost = true
    isAnswered = true
    throw PQstatus(handle) == CONNECTION_BAD
      ? DatabaseError.connectionLost : DatabaseError.other(reason)
  }

  private func lost() -> DatabaseError {
    isLost = true
    isAnswered = true
    if let error = failure as? DatabaseError { return error }
    return .connectionLost
  }
}
