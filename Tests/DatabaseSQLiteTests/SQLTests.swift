import Database
import Testing

@Suite struct `A statement` {
  @Test func `binds every interpolation and keeps its place`() {
    let ids = [3, 4]
    let part: SQL = "b = \(true) AND \(identifier: "name") IS \(String?.none)"
    let sql: SQL = "SELECT a FROM t WHERE a = \("x'y") AND c IN \(values: ids) AND \(sql: part)"
    let (text, values) = sql.statement { "$\($0)" }
    #expect(text == #"SELECT a FROM t WHERE a = $1 AND c IN ($2, $3) AND b = $4 AND "name" IS $5"#)
    #expect(values == [.text("x'y"), .integer(3), .integer(4), .integer(1), .null])
    #expect(sql.statement { _ in "?" }.text.contains("a = ? AND c IN (?, ?)"))
  }

  @Test func `binds bytes as one value and an empty list as null`() {
    let bytes: [UInt8] = [1, 2]
    let sql: SQL = "\(bytes) \(values: [String]())"
    #expect(sql.segments == [.value(.blob([1, 2])), .text(" (NULL)")])
  }

  @Test func `is the same however it was put together`() {
    let whole: SQL = "a = \(1) AND b = \(2)"
    let parts: [SQL] = ["a = \(1)", "b = \(2)"]
    #expect(parts.joined(separator: " AND ") == whole)
    #expect("a = " + ("\(1)" as SQL) + " AND " + "b = \(2)" == whole)
    #expect(SQL().isEmpty)
    #expect(([] as [SQL]).joined() == SQL())
  }

  @Test func `tells what controls a transaction`() {
    #expect(("  rollback TO a" as SQL).controlsTransaction)
    #expect(!("SELECT 'COMMIT'" as SQL).controlsTransaction)
    #expect(!("\(1)" as SQL).controlsTransaction)
    #expect(!("ENDING" as SQL).controlsTransaction)
  }

  @Test func `reads values only as what they are`() {
    #expect(Int(databaseValue: .real(1)) == nil)
    #expect(Double(databaseValue: .integer(3)) == 3)
    #expect(Double(databaseValue: .integer(.max)) == nil)
    #expect(Bool(databaseValue: .integer(2)) == nil)
    #expect(String(databaseValue: .blob([65])) == nil)
    #expect(Int?(databaseValue: .null) == .some(.none))
    #expect(Int?(databaseValue: .text("1")) == nil)
  }
}
