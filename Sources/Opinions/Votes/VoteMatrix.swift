public import Exact

/// Who thinks what: one row a participant, one column a statement, most cells empty.
///
/// Rows and columns are in the order of ``IdentifierOrder``; none is without a vote. A cell is kept
/// as `3 * column + stance + 1`, so that it points straight into a table of three values a column.
public struct VoteMatrix: Hashable, Sendable {
  public let participants: [ID<Participant>]
  public let statements: [ID<Statement>]
  /// The cells of row *i* are those from `rowStarts[i]` to before `rowStarts[i + 1]`.
  let rowStarts: [Int]
  /// Ascending within a row.
  let cells: [UInt32]

  init(
    participants: [ID<Participant>], statements: [ID<Statement>], rowStarts: [Int], cells: [UInt32]
  ) {
    self.participants = participants
    self.statements = statements
    self.rowStarts = rowStarts
    self.cells = cells
  }

  /// Cells that are not empty.
  public var voteCount: Int { cells.count }

  /// More columns would not fit a cell.
  public static let mostStatements = Int(UInt32.max / 3)

  /// How many statements a participant voted on.
  public func votes(ofParticipant row: Int) -> Int { rowStarts[row + 1] - rowStarts[row] }

  /// What a participant said, in the order of the statements.
  public func stances(ofParticipant row: Int) -> [(statement: Int, stance: Stance)] {
    cells[rowStarts[row]..<rowStarts[row + 1]].map { (Self.column($0), Self.stance($0)) }
  }

  static func cell(_ column: Int, _ stance: Stance) -> UInt32 {
    UInt32(truncatingIfNeeded: 3 * column + Int(stance.rawValue) + 1)
  }

  static func column(_ cell: UInt32) -> Int { Int(cell / 3) }

  static func stance(_ cell: UInt32) -> Stance {
    switch cell % 3 {
    case 0: .disagree
    case 1: .pass
    default: .agree
    }
  }

  /// How often each statement met disagreement, a pass, agreement: three counts a column.
  func tallies() -> [Int32] {
    var counts = [Int32](repeating: 0, count: 3 * statements.count)
    for cell in cells { counts[Int(cell)] += 1 }
    return counts
  }
}
