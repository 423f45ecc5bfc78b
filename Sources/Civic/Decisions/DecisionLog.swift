/// An append-only log whose entries are chained by their digests: who knows a later head can tell
/// whether anything before it was changed, added or removed.
///
/// Each entry is kept with the head that was stated for it, so that a log read from elsewhere can
/// be checked. A log may be an extract: then it starts at a later entry than the first, and vouches
/// for what comes before only through that entry's `previous`.
public struct DecisionLog: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public let entry: LogEntry
    /// The head as it was stated; equal to the entry's own unless something was changed.
    public let head: Digest

    public init(entry: LogEntry, head: Digest) {
      self.entry = entry
      self.head = head
    }
  }

  /// In the order of their numbers, unless something was changed.
  public private(set) var lines: [Line]

  public init(lines: [Line] = []) {
    self.lines = lines
  }

  /// The head of the last entry: the fingerprint of the whole log.
  public var head: Digest { lines.last?.head ?? .genesis }

  /// Enters what happened, after everything entered before.
  @discardableResult
  public mutating func append(_ record: LogRecord) -> LogEntry {
    let entry = LogEntry(
      sequence: (lines.last?.entry.sequence ?? 0) + 1, record: record, previous: head)
    lines.append(Line(entry: entry, head: entry.head))
    return entry
  }

  /// The entries from a number on: what a bundle carries.
  public func extract(from sequence: Int64) -> DecisionLog {
    DecisionLog(lines: Array(lines.drop { $0.entry.sequence < sequence }))
  }
}

/// The first place where a log is not a chain.
public struct LogFault: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// The number does not follow the one before.
    case sequence(expected: Int64)
    /// The entry does not point at the head before it.
    case previous(expected: Digest, found: Digest)
    /// The stated head is not the digest of the entry.
    case head(expected: Digest, found: Digest)
  }

  /// The number that the entry states.
  public let sequence: Int64
  public let problem: Problem
}

extension DecisionLog {
  /// The first entry that does not fit, or `nil` when the log is a chain.
  ///
  /// An entry with number 1 must follow ``Digest/genesis``; a later first entry starts an extract.
  ///
  /// - Complexity: O(*n*), one SHA-256 an entry.
  public var firstFault: LogFault? {
    guard let first = lines.first?.entry else { return nil }
    var expected = (
      sequence: first.sequence, previous: first.sequence == 1 ? Digest.genesis : first.previous
    )
    for line in lines {
      if let problem = Self.problem(of: line, after: expected) {
        return LogFault(sequence: line.entry.sequence, problem: problem)
      }
      expected = (line.entry.sequence + 1, line.head)
    }
    return nil
  }

  private static func problem(
    of line: Line, after expected: (sequence: Int64, previous: Digest)
  ) -> LogFault.Problem? {
    guard line.entry.sequence == expected.sequence else {
      return .sequence(expected: expected.sequence)
    }
    guard line.entry.previous == expected.previous else {
      return .previous(expected: expected.previous, found: line.entry.previous)
    }
    let head = line.entry.head
    return line.head == head ? nil : .head(expected: head, found: line.head)
  }
}

extension DecisionLog {
  /// An array of entries, each with its `head`.
  public var json: JSONValue {
    .array(
      lines.map { line in
        var object = line.entry.json.object ?? JSONObject()
        object["head"] = .string(line.head.rawValue)
        return .object(object)
      })
  }

  /// Reads what ``json`` writes, whether or not it is a chain.
  public init(json: JSONValue, at pointer: String = "") throws(JSONFieldError) {
    guard let values = json.array else {
      throw JSONFieldError(pointer: pointer, problem: .wrongType)
    }
    var lines: [Line] = []
    for (index, value) in values.enumerated() {
      let fields = try JSONFields(
        value, at: "\(pointer)/\(index)", known: LogEntry.fields + ["head"])
      let head = try fields.text("head") { Digest(rawValue: $0) }
      lines.append(Line(entry: try LogEntry(fields), head: head))
    }
    self.init(lines: lines)
  }
}
