/// What happened to a thing that is decided on; later versions may add to these.
public struct LogEvent: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static let opened = LogEvent(rawValue: "opened")
  public static let closed = LogEvent(rawValue: "closed")
  public static let counted = LogEvent(rawValue: "counted")
  public static let approved = LogEvent(rawValue: "approved")
  public static let published = LogEvent(rawValue: "published")
  public static let corrected = LogEvent(rawValue: "corrected")
  /// Who may vote was changed.
  public static let registerChanged = LogEvent(rawValue: "register-changed")
}

/// One line of the log; its ``head`` covers it and, through ``previous``, all lines before it.
public struct LogEntry: Hashable, Sendable {
  /// From 1, without a gap.
  public let sequence: Int64
  public let at: Instant
  public let event: LogEvent
  /// What it happened to, such as `plan/0a1b2c…`.
  public let subject: String
  /// Of what was opened, counted, approved or published.
  public let digest: Digest
  /// The head of the entry before; ``Digest/genesis`` in the first.
  public let previous: Digest

  /// - Parameters:
  ///   - sequence: 1 to 2^53, the caller's duty: canonical JSON has no larger whole numbers.
  ///   - record: What happened.
  ///   - previous: The head of the entry before.
  public init(sequence: Int64, record: LogRecord, previous: Digest) {
    precondition((1...1 << 53).contains(sequence), "an entry's number must be exact as a double")
    self.sequence = sequence
    at = record.at
    event = record.event
    subject = record.subject
    digest = record.digest
    self.previous = previous
  }

  /// SHA-256 of the canonical JSON of the entry.
  public var head: Digest { Digest(of: json) }
}

/// What is to be entered in the log.
public struct LogRecord: Hashable, Sendable {
  public let at: Instant
  public let event: LogEvent
  public let subject: String
  public let digest: Digest

  public init(at instant: Instant, event: LogEvent, subject: String, digest: Digest) {
    at = instant
    self.event = event
    self.subject = subject
    self.digest = digest
  }
}

extension LogEntry {
  static let fields = ["at", "digest", "event", "previous", "sequence", "subject"]

  public var json: JSONValue {
    var object = JSONObject()
    object["at"] = .string(at.description)
    object["digest"] = .string(digest.rawValue)
    object["event"] = .string(event.rawValue)
    object["previous"] = .string(previous.rawValue)
    object["sequence"] = JSONNumber(exactly: sequence).map { .number($0) }
    object["subject"] = .string(subject)
    return .object(object)
  }

  init(_ fields: JSONFields) throws(JSONFieldError) {
    let sequence = try fields.integer("sequence")
    guard (1...1 << 53).contains(sequence) else { throw fields.error("sequence", .invalid) }
    self.init(
      sequence: sequence,
      record: LogRecord(
        at: try fields.text("at") { Instant(canonical: $0) },
        event: LogEvent(rawValue: try fields.string("event")),
        subject: try fields.string("subject"),
        digest: try fields.text("digest") { Digest(rawValue: $0) }),
      previous: try fields.text("previous") { Digest(rawValue: $0) })
  }

  /// Reads what ``json`` writes, and nothing else.
  public init(json: JSONValue) throws(JSONFieldError) {
    try self.init(JSONFields(json, known: Self.fields))
  }
}
