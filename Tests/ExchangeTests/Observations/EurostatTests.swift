import Civic
import Exact
import Exchange
import Testing

@Suite struct `Eurostat's bulk tables` {
  private func read(_ text: String) throws(ObservationFault) -> ObservationTable {
    try EurostatTSVReader().read(Array(text.utf8))
  }

  private let header = "freq,indic_ur,cities\\TIME_PERIOD\t2024 \t2023 \n"

  @Test func `have values, flags and missing values`() throws {
    let table = try read(header + "A,DE1001V,MK001C\t: c\t530000.5 bp\nA,DE1001V,SI001C\t:\t7 \n")
    #expect(table.dimensions.map(\.role) == [nil, .indicator, .place, .time])
    #expect(table.dimensions[3].categories.map(\.code) == ["2023", "2024"])
    #expect(table.count == 3 && table.notes == [.emptyCells(1)])
    let row = try #require(table.row(of: ["A", "DE1001V", "MK001C", "2023"]))
    #expect(table.value(row) == ExactDecimal("530000.5") && table.status(row) == "bp")
    let missing = try #require(table.row(of: ["A", "DE1001V", "MK001C", "2024"]))
    #expect(table.value(missing) == nil && table.status(missing) == "c")
  }

  @Test(arguments: [
    ("A,B\t1\t2\n", ObservationFault.Reason.wrongCellCount(expected: 3, found: 2), 2),
    ("A,B,C,D\t1\t2\n", .wrongCellCount(expected: 3, found: 4), 2),
    ("A,B,C\t1\n", .wrongCellCount(expected: 2, found: 1), 2),
    ("A,B,C\t1\t2\t3\n", .wrongCellCount(expected: 2, found: 3), 2),
    ("A,,C\t1\t2\n", .emptyCode, 2),
    ("A,B,C\t1\t2\nA,B,C\t1\t3\n", .conflictingObservation, 3),
  ])
  func `are refused where a line has another shape`(
    body: String, reason: ObservationFault.Reason, line: Int
  ) {
    let fault = #expect(throws: ObservationFault.self) { try read(header + body) }
    #expect(fault == ObservationFault(reason, at: .line(line)))
  }

  @Test func `are refused where a cell is no number, and without a header`() {
    let fault = #expect(throws: ObservationFault.self) { try read(header + "A,B,C\t1\tx9 p\n") }
    #expect(fault == ObservationFault(.notANumber("x9"), at: .cell(line: 2, column: 3)))
    for text in ["", "\n", "a,b\t2019\n", "a\\b\n", "a\\b\t2019\t2019\n"] {
      #expect(throws: ObservationFault.self) { try read(text) }
    }
  }

  @Test(.enabled(if: SharedData.isThere))
  func `are read from a real excerpt`() throws {
    let bytes = try SharedData.bytes("standards/eurostat/demo_r_gind3_excerpt.tsv")
    let table = try EurostatTSVReader().read(bytes)
    #expect(table.dimensions.map(\.code) == ["indic_de", "geo", "time"])
    let row = try #require(table.row(of: ["CNMIGRAT", "AL", "2015"]))
    #expect(table.value(row) == ExactDecimal("-27007") && table.status(row) == "e")
    #expect(table.value(try #require(table.row(of: ["CNMIGRAT", "BE1", "2014"]))) == "1796")
    #expect(table.row(of: ["CNMIGRAT", "AL", "2019"]) == nil)
  }
}

extension ExactDecimal: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    self = ExactDecimal(text) ?? ExactDecimal(Int64.min)
  }
}
