public import Exact

extension VoteMatrix {
  /// Puts votes into a matrix; of several by one participant on one statement the latest counts,
  /// of equally late ones the last in the list.
  ///
  /// - Parameters:
  ///   - participants: Without repetition, in any order; those without a vote get no row.
  ///   - statements: Without repetition, in any order; those without a vote get no column.
  ///   - votes: Their places refer to the two lists.
  /// - Complexity: O(votes) and sorting the identifiers.
  public init(
    participants: [ID<Participant>], statements: [ID<Statement>], votes: [Vote]
  ) {
    precondition(statements.count <= Self.mostStatements, "a cell holds 32 bits")
    precondition(votes.count <= UInt32.max, "places of votes are kept in 32 bits")
    let rows = Axis(participants, used: votes.lazy.map { Int($0.participant) })
    let columns = Axis(statements, used: votes.lazy.map { Int($0.statement) })
    let byColumn = Self.sortStably(
      nil, count: votes.count, keys: columns.identifiers.count
    ) { columns.place[Int(votes[$0].statement)] }
    let order = Self.sortStably(
      byColumn, count: votes.count, keys: rows.identifiers.count
    ) { rows.place[Int(votes[$0].participant)] }

    var starts = [0]
    starts.reserveCapacity(rows.identifiers.count + 1)
    var cells: [UInt32] = []
    cells.reserveCapacity(votes.count)
    var last: (row: Int, column: Int, time: Int64) = (-1, -1, 0)
    for index in order {
      let vote = votes[Int(index)]
      let row = rows.place[Int(vote.participant)]
      let column = columns.place[Int(vote.statement)]
      let cell = Self.cell(column, vote.stance)
      if row == last.row, column == last.column {
        guard vote.time >= last.time else { continue }
        cells[cells.count - 1] = cell
      } else {
        if row != last.row, last.row >= 0 { starts.append(cells.count) }
        cells.append(cell)
      }
      last = (row, column, vote.time)
    }
    if last.row >= 0 { starts.append(cells.count) }
    self.init(
      participants: rows.identifiers, statements: columns.identifiers, rowStarts: starts,
      cells: cells)
  }

  /// The identifiers of one side that are used, in order, and where each went.
  private struct Axis<Entity> {
    let identifiers: [ID<Entity>]
    /// -1 for those without a vote.
    let place: [Int]

    init(_ all: [ID<Entity>], used: some Sequence<Int>) {
      var place = [Int](repeating: -1, count: all.count)
      for index in used { place[index] = 0 }
      var identifiers: [ID<Entity>] = []
      for index in IdentifierOrder.sorted(all) where place[index] == 0 {
        place[index] = identifiers.count
        identifiers.append(all[index])
      }
      self.identifiers = identifiers
      self.place = place
    }
  }

  /// Counting sort: equal keys stay in the order they had.
  private static func sortStably(
    _ order: [UInt32]?, count: Int, keys: Int, key: (Int) -> Int
  ) -> [UInt32] {
    var starts = [Int](repeating: 0, count: keys + 1)
    for index in 0..<count { starts[key(index) + 1] += 1 }
    for index in 0..<keys { starts[index + 1] += starts[index] }
    return [UInt32](unsafeUninitializedCapacity: count) { sorted, used in
      for position in 0..<count {
        let index = order.map { Int($0[position]) } ?? position
        let place = key(index)
        sorted[starts[place]] = UInt32(truncatingIfNeeded: index)
        starts[place] += 1
      }
      used = count
    }
  }
}
