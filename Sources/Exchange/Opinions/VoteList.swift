import Exact
import Opinions

/// Reads a file that has a row for each vote.
struct VoteList {
  private let statementColumn: Int
  private let participantColumn: Int
  private let voteColumn: Int
  /// `nil` without times: the order of the file counts.
  private let timeColumn: Int?
  private let names: [String]

  init(_ names: [String], line: Int) throws(OpinionFileError) {
    statementColumn = try ColumnName.require(ColumnName.statement, in: names, line: line)
    participantColumn = try ColumnName.require(ColumnName.participant, in: names, line: line)
    voteColumn = try ColumnName.require(ColumnName.vote, in: names, line: line)
    timeColumn = ColumnName.find(ColumnName.time, in: names)
    self.names = names
  }

  func read(
    _ rows: inout DelimitedRows, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) -> VotesFile {
    var statements = IdentifierTable<Statement>()
    var participants = IdentifierTable<Participant>()
    var votes: [Vote] = []
    votes.reserveCapacity(bytes.count / 48)
    while try rows.next() {
      guard rows.fields.count <= names.count else {
        throw OpinionFileError(
          line: rows.line, .tooManyFields(expected: names.count, found: rows.fields.count))
      }
      let statement = statements.place(of: try field(statementColumn, rows, bytes))
      let participant = participants.place(of: try field(participantColumn, rows, bytes))
      guard let statement, let participant else {
        throw OpinionFileError(
          line: rows.line, field: names[statement == nil ? statementColumn : participantColumn],
          .identifierTooLong(limit: IdentifierTable<Statement>.longest))
      }
      guard let stance = VoteText.stance(try field(voteColumn, rows, bytes)) else {
        throw OpinionFileError(
          line: rows.line, field: names[voteColumn], .notAVote(rows.text(of: voteColumn)))
      }
      votes.append(
        Vote(
          participant: participant, statement: statement, stance: stance,
          time: try time(rows, bytes)))
    }
    return try file(statements.identifiers, participants.identifiers, votes)
  }

  private func file(
    _ statements: [ID<Statement>], _ participants: [ID<Participant>], _ votes: [Vote]
  ) throws(OpinionFileError) -> VotesFile {
    guard statements.count <= VoteMatrix.mostStatements else {
      throw OpinionFileError(.tooManyStatements(limit: VoteMatrix.mostStatements))
    }
    let matrix = VoteMatrix(participants: participants, statements: statements, votes: votes)
    var notes: [OpinionNote] = []
    if votes.count > matrix.voteCount {
      notes.append(.replacedVotes(votes.count - matrix.voteCount))
      if timeColumn == nil { notes.append(.timesMissing) }
    }
    return VotesFile(matrix: matrix, notes: notes)
  }

  private func field(
    _ column: Int, _ rows: DelimitedRows, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) -> UnsafeBufferPointer<UInt8> {
    let range = column < rows.fields.count ? rows.range(of: column) : 0..<0
    guard !range.isEmpty else {
      throw OpinionFileError(line: rows.line, field: names[column], .missingValue)
    }
    return UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// A whole number, also as `1500000000000.0`.
  private func time(
    _ rows: DelimitedRows, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) -> Int64 {
    guard let timeColumn else { return 0 }
    var text = try field(timeColumn, rows, bytes)[...]
    if text.count > 2, text.suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")]) {
      text = text.dropLast(2)
    }
    var number: Int64 = 0
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text
    guard (1...18).contains(digits.count), digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) else {
      throw OpinionFileError(
        line: rows.line, field: names[timeColumn], .notAnInteger(rows.text(of: timeColumn)))
    }
    for digit in digits { number = number * 10 + Int64(digit - 48) }
    return isNegative ? -number : number
  }
}
