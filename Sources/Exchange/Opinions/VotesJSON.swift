import Civic
import Exact
import Opinions

/// Reads votes and statements as the API of Polis gives them: an array of records.
enum VotesJSON {
  static func read(_ bytes: [UInt8]) throws(OpinionFileError) -> VotesFile {
    var participants = IdentifierTable<Participant>()
    var statements = IdentifierTable<Statement>()
    var votes: [Vote] = []
    var hasTimes = true
    for (index, value) in try records(bytes).enumerated() {
      let record = try JSONRecord(value, at: "/\(index)")
      let participant = participants.place(ofText: try record.identifier(ColumnName.participant))
      let statement = statements.place(ofText: try record.identifier(ColumnName.statement))
      guard let participant, let statement else {
        throw OpinionFileError(
          field: record.pointer, .identifierTooLong(limit: IdentifierTable<Statement>.longest))
      }
      let text = try record.text(ColumnName.vote)
      guard let stance = Array(text.utf8).withUnsafeBufferPointer(VoteText.stance) else {
        throw OpinionFileError(field: "\(record.pointer)/vote", .notAVote(text))
      }
      let time = try record.time()
      if time == nil { hasTimes = false }
      votes.append(
        Vote(participant: participant, statement: statement, stance: stance, time: time ?? 0))
    }
    let matrix = VoteMatrix(
      participants: participants.identifiers, statements: statements.identifiers, votes: votes)
    var notes: [OpinionNote] = []
    if votes.count > matrix.voteCount {
      notes.append(.replacedVotes(votes.count - matrix.voteCount))
      if !hasTimes { notes.append(.timesMissing) }
    }
    return VotesFile(matrix: matrix, notes: notes)
  }

  static func records(_ bytes: [UInt8]) throws(OpinionFileError) -> [JSONValue] {
    let value = try value(bytes)
    guard let records = value.array else { throw OpinionFileError(.notTheRecord) }
    return records
  }

  static func value(_ bytes: [UInt8]) throws(OpinionFileError) -> JSONValue {
    do {
      return try JSONValue(parsing: bytes, limits: JSONLimits(bytes: 256 << 20))
    } catch {
      throw OpinionFileError(line: error.line, field: "at column \(error.column)", .notJSON)
    }
  }
}

/// One record; names are folded as those of columns.
struct JSONRecord {
  let pointer: String
  private let values: [String: JSONValue]

  init(_ value: JSONValue, at pointer: String) throws(OpinionFileError) {
    guard let object = value.object else { throw OpinionFileError(field: pointer, .notTheRecord) }
    self.pointer = pointer
    values = Dictionary(
      object.members.map { (ColumnName.folded($0.name), $0.value) }, uniquingKeysWith: { $1 })
  }

  /// The first of some members that is there and not null.
  func value(_ names: [String]) -> JSONValue? {
    names.lazy.compactMap { values[$0] }.first { $0 != .null }
  }

  /// A string, a number or a truth value as text.
  func optionalText(_ names: [String]) -> String? {
    switch value(names) {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let truth): truth ? "true" : "false"
    default: nil
    }
  }

  func text(_ names: [String]) throws(OpinionFileError) -> String {
    guard let text = optionalText(names), !text.isEmpty else {
      throw OpinionFileError(field: "\(pointer)/\(names[0])", .missingValue)
    }
    return text
  }

  func identifier(_ names: [String]) throws(OpinionFileError) -> String { try text(names) }

  /// Milliseconds, when the record has them as a number or its text.
  func time() throws(OpinionFileError) -> Int64? {
    guard let text = optionalText(["modified", "timestamp"]) else { return nil }
    guard let number = Double(text), number.magnitude < 1e18 else {
      throw OpinionFileError(field: "\(pointer)/modified", .notAnInteger(text))
    }
    return Int64(number)
  }
}

extension IdentifierTable {
  mutating func place(ofText text: String) -> Int? {
    var text = text
    return text.withUTF8 { place(of: $0) }
  }
}
