import Civic
import Exact
import Database

/// Writes decisions and their log within one transaction.
struct DecisionWriter {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  /// Keeps a decision and enters it in the log as published.
  ///
  /// - Parameter inputs: The bytes of each of the decision's inputs by its name, kept for its
  ///   bundle; none where they are kept elsewhere.
  func take(_ decision: Decision, subject: String, inputs: [String: [UInt8]] = [:]) throws {
    try connection.execute(
      """
      INSERT INTO decision (id, kind, digest, decided_at, content)
      VALUES (\(decision.id.rawValue), \(decision.kind.rawValue), \(decision.digest.rawValue),
        \(decision.decidedAt.milliseconds), \(CanonicalJSON.text(of: decision.json)))
      """)
    for (name, bytes) in inputs.sorted(by: { $0.key < $1.key }) {
      try connection.execute(
        """
        INSERT INTO decision_input (decision, name, content)
        VALUES (\(decision.id.rawValue), \(name), \(bytes))
        """)
    }
    try append(
      LogRecord(
        at: decision.decidedAt, event: .published, subject: subject, digest: decision.digest))
  }

  /// Appends to the log; the database refuses a second entry after the same head.
  func append(_ record: LogRecord) throws {
    let last = try connection.row(
      "SELECT sequence, head FROM decision_log ORDER BY sequence DESC LIMIT 1")
    let sequence: Int64 = try last.map { try $0.value("sequence") } ?? 0
    let head: String? = try last.map { try $0.value("head") }
    let previous = head.flatMap(Digest.init(rawValue:)) ?? .genesis
    let entry = LogEntry(sequence: sequence + 1, record: record, previous: previous)
    try connection.execute(
      """
      INSERT INTO decision_log (sequence, at, event, subject, digest, previous, head)
      VALUES (\(entry.sequence), \(entry.at.description), \(entry.event.rawValue),
        \(entry.subject), \(entry.digest.rawValue), \(entry.previous.rawValue),
        \(entry.head.rawValue))
      """)
  }
}
