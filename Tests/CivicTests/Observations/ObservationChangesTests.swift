import Civic
import Exact
import Testing

@Suite struct `Changes of a source` {
  @Test func `are new, revised, removed and reflagged figures`() throws {
    let before = try sampleTable([
      ("A", "2020", "1.0", ""), ("A", "2021", "2", "p"), ("B", "2020", "3", ""),
      ("B", "2021", "4", ""), ("A", "2022", nil, "c"),
    ])
    let after = try sampleTable([
      ("B", "2021", nil, "c"), ("B", "2020", "3.5", ""), ("A", "2021", "2", ""),
      ("A", "2020", "1", ""), ("A", "2022", "7", ""),
    ])
    let changes = ObservationChanges(from: before, to: after)
    #expect(changes.shape.isEmpty && changes.unchanged == 1)
    #expect(changes.new.map(\.codes) == [["A", "2022"]])
    #expect(changes.revised.map(\.codes) == [["B", "2020"]])
    #expect(changes.revised.first?.before?.value == ExactDecimal("3"))
    #expect(changes.revised.first?.after?.value == ExactDecimal("3.5"))
    #expect(changes.removed.map(\.codes) == [["B", "2021"]])
    #expect(changes.reflagged.map(\.codes) == [["A", "2021"]])
  }

  @Test func `are nothing when categories only stand in another order`() throws {
    let rows: [(String, String, String?, String)] = [
      ("A", "2020", "1", ""), ("B", "2021", "2", ""), ("C", "2019", "3", "e"),
    ]
    let changes = ObservationChanges(
      from: try sampleTable(rows), to: try sampleTable(rows.reversed()))
    #expect(changes.isEmpty && changes.unchanged == 3)
  }

  @Test func `are categories that vanish, come, or mean something else`() throws {
    let before = try sampleTable(
      [("A", "2020", "1", ""), ("B", "2020", "2", ""), ("C", "2020", "3", "")],
      labels: ["A": "Bitola", "B": "Ohrid", "C": "Celje"])
    let after = try sampleTable(
      [("A", "2020", "1", ""), ("X", "2020", "2", ""), ("D", "2020", "4", "")],
      labels: ["A": "Skopje", "X": "Ohrid", "D": "Kranj"])
    let changes = ObservationChanges(from: before, to: after)
    #expect(
      changes.shape == [
        .categoryRelabelled(dimension: "geo", code: "A", from: "Bitola", to: "Skopje"),
        .categoryRecoded(dimension: "geo", label: "Ohrid", from: "B", to: "X"),
        .categoryRemoved(dimension: "geo", code: "C", label: "Celje"),
        .categoryAdded(dimension: "geo", code: "D", label: "Kranj"),
      ])
    #expect(changes.removed.map(\.codes) == [["B", "2020"], ["C", "2020"]])
    #expect(changes.new.map(\.codes) == [["X", "2020"], ["D", "2020"]])
  }

  @Test func `are dimensions and units, and then no figures are compared`() throws {
    let before = try sampleTable([("A", "2020", "1", "")], unit: "persons")
    let after = try sampleTable([("A", "2020", "1", "")], time: "year", unit: "thousands")
    let changes = ObservationChanges(from: before, to: after)
    #expect(changes.hasChangedShape() && changes.new.isEmpty && changes.removed.isEmpty)
    #expect(changes.shape.contains(.dimensionRemoved("time")))
    #expect(changes.shape.contains(.dimensionAdded("year")))
    #expect(changes.shape.count == 3)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `add up for any two tables`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func rows() -> [String: Int] {
      var rows: [String: Int] = [:]
      for _ in 0..<Int.random(in: 1...30, using: &random) {
        let city = Int.random(in: 1...5, using: &random)
        let year = Int.random(in: 2020...2025, using: &random)
        rows["\(city) \(year)"] = Int.random(in: 0...2, using: &random)
      }
      return rows
    }
    func table(_ rows: [String: Int]) throws -> ObservationTable {
      try sampleTable(
        rows.map { key, value in
          let parts = key.split(separator: " ").map(String.init)
          return (parts[0], parts[1], String(value), "")
        })
    }
    let (before, after) = (rows(), rows())
    let changes = ObservationChanges(from: try table(before), to: try table(after))
    let both = Set(before.keys).intersection(after.keys)
    #expect(changes.new.count == Set(after.keys).subtracting(before.keys).count)
    #expect(changes.removed.count == Set(before.keys).subtracting(after.keys).count)
    #expect(changes.revised.count == both.count { before[$0] != after[$0] })
    #expect(changes.unchanged == both.count { before[$0] == after[$0] })
  }
}
