import Exact
import Opinions

/// Reads a file that has a row for each participant and a column for each statement.
///
/// Columns whose name is a whole number are statements; the others but the participant's are skipped.
struct VoteTable {
  private let participantColumn: Int
  private let names: [String]
  /// For each column the place of its statement, or -1.
  private let places: [Int]
  private let statements: [ID<Statement>]

  init(
    _ names: [String], _ rows: inout DelimitedRows, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) {
    var table = IdentifierTable<Statement>()
    var places = [Int](repeating: -1, count: names.count)
    for (column, name) in names.enumerated()
    where !name.isEmpty && name.utf8.allSatisfy({ (48...57).contains($0) }) {
      let text = UnsafeBufferPointer(rebasing: bytes[rows.range(of: column)])
      let count = table.identifiers.count
      guard let place = table.place(of: text) else {
        throw OpinionFileError(
          line: rows.line, field: name,
          .identifierTooLong(limit: IdentifierTable<Statement>.longest))
      }
      guard place == count else {
        throw OpinionFileError(line: rows.line, field: name, .repeatedColumn)
      }
      places[column] = place
    }
    guard !table.identifiers.isEmpty else {
      throw OpinionFileError(line: rows.line, .missingColumn(ColumnName.vote))
    }
    guard table.identifiers.count <= VoteMatrix.mostStatements else {
      throw OpinionFileError(
        line: rows.line, .tooManyStatements(limit: VoteMatrix.mostStatements))
    }
    participantColumn = try ColumnName.require(
      ColumnName.participant, in: names, line: rows.line)
    self.names = names
    self.places = places
    statements = table.identifiers
  }

  func read(
    _ rows: inout DelimitedRows, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) -> VotesFile {
    var participants = IdentifierTable<Participant>()
    var votes: [Vote] = []
    while try rows.next() {
      guard rows.fields.count <= names.count else {
        throw OpinionFileError(
          line: rows.line, .tooManyFields(expected: names.count, found: rows.fields.count))
      }
      let participant = try participant(&participants, rows, bytes)
      for column in rows.fields.indices where places[column] >= 0 {
        let range = rows.range(of: column)
        guard !range.isEmpty else { continue }
        guard let stance = VoteText.stance(UnsafeBufferPointer(rebasing: bytes[range])) else {
          throw OpinionFileError(
            line: rows.line, field: names[column], .notAVote(rows.text(of: column)))
        }
        votes.append(Vote(participant: participant, statement: places[column], stance: stance))
      }
    }
    let matrix = VoteMatrix(
      participants: participants.identifiers, statements: statements, votes: votes)
    var notes: [OpinionNote] = []
    let absent = participants.identifiers.count - matrix.participants.count
    if absent > 0 { notes.append(.participantsWithoutVotes(absent)) }
    let unseen = statements.count - matrix.statements.count
    if unseen > 0 { notes.append(.statementsWithoutVotes(unseen)) }
    return VotesFile(matrix: matrix, notes: notes)
  }

  private func participant(
    _ participants: inout IdentifierTable<Participant>, _ rows: DelimitedRows,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpinionFileError) -> Int {
    let column = participantColumn
    let range = column < rows.fields.count ? rows.range(of: column) : 0..<0
    let count = participants.identifiers.count
    guard !range.isEmpty else {
      throw OpinionFileError(line: rows.line, field: names[column], .missingValue)
    }
    guard let place = participants.place(of: UnsafeBufferPointer(rebasing: bytes[range])) else {
      throw OpinionFileError(
        line: rows.line, field: names[column],
        .identifierTooLong(limit: IdentifierTable<Participant>.longest))
    }
    guard place == count else {
      throw OpinionFileError(
        line: rows.line, field: names[column], .repeatedParticipant(rows.text(of: column)))
    }
    return place
  }
}
