internal import Database

/// A connection lent to a body for the length of a transaction.
struct PostgresBody: Connection {
  /// How many rows are fetched at once by ``forEachRow(_:_:)``.
  private static let rowsAtOnce = 500

  let wire: Wire
  let names: NameSource

  /// Numbers savepoints and cursors, which may stand within each other.
  final class NameSource {
    // A class because the copies of a lent connection share the numbers.
    private var last = 0

    func next(_ stem: String) -> String {
      last += 1
      return "\(stem)\(last)"
    }
  }

  init(_ wire: Wire) {
    self.wire = wire
    names = NameSource()
  }

  func rows(_ sql: SQL) throws -> [Row] {
    try answer(sql).rows
  }

  @discardableResult
  func execute(_ sql: SQL) throws -> Int {
    try answer(sql).changed
  }

  private func answer(_ sql: SQL) throws -> Answer {
    try wire.exchange([Command(sql)]).first ?? Answer()
  }

  /// Reads through a cursor, so that the body may run other statements meanwhile.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    let cursor = names.next("c")
    let fetch = Command.driver("FETCH \(Self.rowsAtOnce) FROM \(cursor)")
    let declare = "DECLARE \(cursor) NO SCROLL CURSOR FOR "
    var answers = try wire.exchange([Command(sql, before: declare, isKept: false), fetch])
    defer { if !wire.isLost, !wire.isTransactionBroken { wire.later("CLOSE \(cursor)") } }
    while let rows = answers.last?.rows {
      for row in rows { try body(row) }
      if rows.count < Self.rowsAtOnce { return }
      answers = try wire.exchange([fetch])
    }
  }

  func savepoint<T>(_ body: () throws -> T) throws -> T {
    let name = names.next("p")
    wire.later("SAVEPOINT \(name)")
    do {
      let result = try body()
      wire.later("RELEASE SAVEPOINT \(name)")
      return result
    } catch {
      if wire.isLost { throw error }
      _ = try wire.exchange([
        .driver("ROLLBACK TO SAVEPOINT \(name)"), .driver("RELEASE SAVEPOINT \(name)"),
      ])
      throw error
    }
  }

  /// Looks at deferred references now: found here, a dangling one fails this body alone; found by
  /// the commit, it would fail all who share it.
  func checkReferences() throws {
    _ = try wire.exchange([
      .driver("SET CONSTRAINTS ALL IMMEDIATE"), .driver("SET CONSTRAINTS ALL DEFERRED"),
    ])
  }
}
