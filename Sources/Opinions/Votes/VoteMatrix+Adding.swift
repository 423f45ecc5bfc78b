import Exact

extension VoteMatrix {
  /// The matrix with some more votes, which replace earlier ones on the same.
  ///
  /// - Parameter votes: In the order in which they were cast.
  /// - Complexity: One copy of the matrix; rows without new votes are not looked into unless a
  ///   statement is new.
  public func adding(_ votes: [NewVote]) -> VoteMatrix {
    let rows = Self.merge(participants, votes.map(\.participant))
    let columns = Self.merge(statements, votes.map(\.statement))
    var additions = [[(column: Int, stance: Stance)]?](repeating: nil, count: rows.merged.count)
    for (index, vote) in votes.enumerated() {
      additions[rows.added[index], default: []].append((columns.added[index], vote.stance))
    }
    let isShifted = columns.kept.enumerated().contains { $0 != $1 }
    var old = [Int?](repeating: nil, count: rows.merged.count)
    for (row, place) in rows.kept.enumerated() { old[place] = row }
    var (starts, cells) = ([0], [UInt32]())
    cells.reserveCapacity(self.cells.count + votes.count)
    for row in rows.merged.indices {
      var kept = old[row].map { self.cells[rowStarts[$0]..<rowStarts[$0 + 1]] } ?? []
      if isShifted { kept = kept.map { Self.shift($0, by: columns.kept) }[...] }
      if let additions = additions[row] {
        cells += Self.merge(kept, additions)
      } else {
        cells += kept
      }
      starts.append(cells.count)
    }
    return VoteMatrix(
      participants: rows.merged, statements: columns.merged, rowStarts: starts, cells: cells)
  }

  private static func shift(_ cell: UInt32, by places: [Int]) -> UInt32 {
    VoteMatrix.cell(places[column(cell)], stance(cell))
  }

  /// A row with later votes put in.
  private static func merge(
    _ row: ArraySlice<UInt32>, _ additions: [(column: Int, stance: Stance)]
  ) -> [UInt32] {
    var stances: [Int: Stance] = [:]
    for addition in additions { stances[addition.column] = addition.stance }
    let kept = row.filter { stances[column($0)] == nil }
    return (kept + stances.map { cell($0.key, $0.value) }).sorted()
  }

  /// Old identifiers and new ones in one order, and where each went.
  private static func merge<Entity>(
    _ old: [ID<Entity>], _ new: [ID<Entity>]
  ) -> (merged: [ID<Entity>], kept: [Int], added: [Int]) {
    var seen = Set(old)
    let unseen = new.filter { seen.insert($0).inserted }
    let all = old + unseen
    let order = unseen.isEmpty ? Array(old.indices) : IdentifierOrder.sorted(all)
    var place = [Int](repeating: 0, count: all.count)
    for (position, index) in order.enumerated() { place[index] = position }
    let wanted = Set(new)
    var places: [ID<Entity>: Int] = [:]
    for (index, identifier) in all.enumerated() where wanted.contains(identifier) {
      places[identifier] = place[index]
    }
    return (
      order.map { all[$0] }, Array(place.prefix(old.count)), new.map { places[$0] ?? 0 }
    )
  }
}

extension Array {
  /// An element that is made when there is none yet.
  fileprivate subscript<Wrapped>(
    index: Int, default fallback: @autoclosure () -> Wrapped
  ) -> Wrapped where Element == Wrapped? {
    get { self[index] ?? fallback() }
    set { self[index] = newValue }
  }
}
