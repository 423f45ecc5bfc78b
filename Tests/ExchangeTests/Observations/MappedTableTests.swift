import Civic
import Exact
import Exchange
import Foundation
import Testing

@Suite struct `Tables by a mapping` {
  private let long = ObservationMapping(
    parts: [
      .init(code: "geo", role: .place, column: .heading("Град"), labels: .heading("Name")),
      .init(code: "time", role: .time, column: .heading("Датум"), times: .dayMonthYear),
    ], values: .long(value: .heading("Value"), status: .heading("Flag")))

  private func read(
    _ text: String, _ mapping: ObservationMapping
  ) throws(ObservationFault) -> ObservationTable {
    try MappedTableReader(mapping: mapping).read(Array(text.utf8))
  }

  private func numbers(
    _ change: (inout ObservationMapping.NumberForm) -> Void
  ) -> ObservationMapping {
    var mapping = ObservationMapping(
      parts: [.init(code: "geo", column: .number(1))],
      values: .long(value: .number(2), status: nil))
    mapping.headerLine = 0
    change(&mapping.numbers)
    return mapping
  }

  @Test func `have places, labels, dates, values and flags in columns`() throws {
    var mapping = long
    mapping.numbers.hasDecimalComma = true
    mapping.numbers.mayGroup = true
    let text = """
      Град;Name;Датум;Value;Flag
      MK001;Скопје;31.12.2024;1.234,50;p
      MK002;Bitola;12/2023;:;c

      MK001;Skopje;2022;7;
      """
    let table = try read(text, mapping)
    #expect(table.dimensions[1].categories.map(\.code) == ["2022", "2023-12", "2024-12-31"])
    #expect(table.dimensions[0].categories.map(\.label) == ["Скопје", "Bitola"])
    let row = try #require(table.row(of: ["MK001", "2024-12-31"]))
    #expect(table.value(row) == ExactDecimal("1234.50") && table.status(row) == "p")
    let missing = try #require(table.row(of: ["MK002", "2023-12"]))
    #expect(table.value(missing) == nil && table.status(missing) == "c")
    #expect(table.notes == [.skippedRecords(1)])
  }

  @Test func `may have a column for each year, and an indicator for all`() throws {
    var mapping = ObservationMapping(
      parts: [.init(code: "geo", role: .place, column: .number(1))],
      values: .wide(
        first: .heading("2019"), last: nil, code: "time", role: "time", times: .automatic))
    mapping.headerLine = 2
    mapping.constants = [.init(code: "indicator", role: .indicator, category: "POP")]
    mapping.unit = "persons"
    let table = try read("Population\ncity,2019,2020,\nA,1,2,\nB,,4\n", mapping)
    #expect(table.count == 3 && table.origin.unit?.label == "persons")
    let row = try #require(table.row(of: ["B", "POP", "2020"]))
    #expect(table.value(row) == ExactDecimal("4"))
    let fault = #expect(throws: ObservationFault.self) {
      try read("x\ncity,2019,total\nA,1,2\n", mapping)
    }
    #expect(fault == ObservationFault(.notATime("total"), at: .cell(line: 2, column: 3)))
  }

  @Test(arguments: [
    ("1 234 567,5", "1234567.5"), ("1\u{A0}234", "1234"), ("1.234.567", "1234567"),
    ("-0,50 %", "-0.50"), ("1'000", "1000"), ("+3", "3"),
  ])
  func `have numbers as offices write them`(text: String, number: String) throws {
    let mapping = numbers {
      $0.hasDecimalComma = true
      $0.mayGroup = true
      $0.mayHavePercent = true
    }
    let table = try read("x\t\"\(text)\"\ny\t1", mapping)
    #expect(table.value(0) == ExactDecimal(number))
  }

  @Test(arguments: ["1.2345,6", "12.34", "1,2,3", "1,", "12a", "--1", "1.234 567"])
  func `refuse numbers that are none`(text: String) {
    let mapping = numbers {
      $0.hasDecimalComma = true
      $0.mayGroup = true
    }
    let fault = #expect(throws: ObservationFault.self) { try read("y\t1\nx\t\(text)\n", mapping) }
    #expect(fault == ObservationFault(.notANumber(text), at: .cell(line: 2, column: 2)))
  }

  @Test func `refuse one cell with two values and count one that only stands twice`() throws {
    let mapping = numbers { _ in }
    #expect(try read("a,1\nb,2\na,1\n", mapping).notes == [.repeatedObservations(1)])
    let fault = #expect(throws: ObservationFault.self) { try read("a,1\nb,2\na,3\n", mapping) }
    #expect(fault == ObservationFault(.conflictingObservation, at: .line(3)))
  }

  @Test func `are previewed with every fault at its cell`() throws {
    let text = "Град,Name,Датум,Value,Flag\nA,a,2020,1.5,p\nB,b,soon,x,\nC,c,2021,y,\n,d,2021,1,\n"
    let preview = try MappedTableReader(mapping: long).preview(Array(text.utf8))
    #expect(preview.dimensions == ["geo", "time"])
    #expect(preview.rows[0].observations.map(\.codes) == [["A", "2020"]])
    #expect(preview.rows[0].observations[0].value == ExactDecimal("1.5"))
    #expect(preview.rows[0].observations[0].status == "p")
    #expect(
      preview.rows[1].faults == [
        ObservationFault(.notATime("soon"), at: .cell(line: 3, column: 3)),
        ObservationFault(.notANumber("x"), at: .cell(line: 3, column: 4)),
      ])
    #expect(
      preview.rows[3].faults == [ObservationFault(.emptyCode, at: .cell(line: 5, column: 1))])
  }

  @Test func `may be sheets whose numbers have a point of their own`() throws {
    let mapping = numbers { $0.hasDecimalComma = true }
    let rows: [[Cell]] = [[.text("a"), Cell(.number("1.5"))], [.text("b"), .text("2,5")]]
    let table = try MappedTableReader(mapping: mapping).read(Table(name: "S", rows: rows))
    #expect(table.value(0) == ExactDecimal("1.5") && table.value(1) == ExactDecimal("2.5"))
  }

  @Test func `name the column that is not there`() {
    let fault = #expect(throws: ObservationFault.self) { try read("a,b\n1,2\n", long) }
    #expect(fault == ObservationFault(.unknownColumn("Град"), at: .line(1)))
  }

  @Test(.enabled(if: SharedData.isThere))
  func `are read in full from the Urban Audit`() throws {
    let packed = try SharedData.bytes("cities/urban-audit.csv.gz")
    let bytes = try GZipFile.contents(packed)
    let clock = ContinuousClock()
    let start = clock.now
    let table = try MappedTableReader(mapping: .urbanAudit).read(bytes)
    print("Urban Audit: \(bytes.count) bytes in \(clock.now - start)")
    #expect(table.valueCount == 116_667 && table.count == 116_667)
    #expect(table.dimensions[0].categories.count == 935)
    #expect(table.dimensions[2].categories.first?.code == "1989")
    let row = try #require(table.row(of: ["AT001C", "DE1001V", "1991"]))
    #expect(table.value(row) == ExactDecimal("1539848.0"))
    #expect(table.dimensions[0].categories[0].label == "Wien")
    #expect(table.notes.isEmpty)
  }
}
