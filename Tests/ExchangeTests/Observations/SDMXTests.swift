import Civic
import Exact
import Exchange
import Foundation
import Testing

@Suite struct `SDMX messages` {
  private static let samples = "standards/sdmx-json/data-message/samples"

  @Test(
    .enabled(if: SharedData.isThere),
    arguments: ["exr/exr-time-series.json", "exr/exr-flat.json", "exr/exr-cross-section.json"])
  func `say the same as series, flat and by section`(path: String) throws {
    let message = try SDMXJSONReader().read(try SharedData.bytes("\(Self.samples)/\(path)"))
    let table = try #require(message.tables.first)
    #expect(
      table.dimensions.map(\.code) == [
        "FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD",
      ])
    #expect(table.count == 4)
    let row = try #require(
      table.row(of: ["D", "RUB", "EUR", "SP00", "A", "2013-01-18"]))
    #expect(table.value(row) == "40.3426" && table.status(row) == "A")
    #expect(table.dimensions[1].categories[0].label == "New Zealand dollar")
    #expect(table.dimensions[5].role == .time)
  }

  @Test(.enabled(if: SharedData.isThere))
  func `have units, several datasets and datasets that delete`() throws {
    let rice = try SDMXJSONReader().read(try SharedData.bytes("\(Self.samples)/agri.json"))
    let table = try #require(rice.tables.first)
    #expect(table.count == 12 && table.origin.unit?.code == "TONES")
    #expect(table.origin.unit?.multiplier == 3)
    #expect(table.dimensions.map(\.role).contains(.place))
    let full = try SDMXJSONReader().read(
      try SharedData.bytes("\(Self.samples)/constructed-sample-full.json"))
    #expect(full.tables.map(\.valueCount) == [4, 4, 0, 4, 0])
    let deleting = try SDMXJSONReader().read(
      try SharedData.bytes("\(Self.samples)/exr/exr-action-delete.json"))
    #expect(deleting.deletions == 1 && deleting.tables.map(\.count) == [2])
  }

  /// The generated sample fits the schema, but its keys point at nothing.
  @Test(.enabled(if: SharedData.isThere))
  func `are refused when a key points at nothing`() throws {
    let bytes = try SharedData.bytes("\(Self.samples)/generated-sample.json")
    let fault = #expect(throws: ObservationFault.self) { try SDMXJSONReader().read(bytes) }
    guard case .field = fault?.place else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  private func csv(_ text: String) throws(ObservationFault) -> ObservationTable {
    try SDMXCSVReader().read(Array(text.utf8))
  }

  @Test func `are read as CSV of version 2 with both labels`() throws {
    let text = """
      STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD: Time,\
      OBS_VALUE: Value,OBS_STATUS: Status,UNIT_MEASURE: Unit,NOTE[]: Note
      dataflow,ESTAT:POP(1.0.0): Population,I,A: Annual,"MK: North Macedonia, Republic",2023,\
      1.50,P: Provisional,NR: Number,x
      dataflow,ESTAT:POP(1.0.0): Population,I,A: Annual,SI: Slovenia,2023,NaN,M: Missing,,
      dataflow,ESTAT:POP(1.0.0): Population,I,A: Annual,,,,,,note for all
      """
    let table = try csv(text)
    #expect(
      table.dimensions.map(\.code) == ["FREQ", "REF_AREA", "TIME_PERIOD", "UNIT_MEASURE"])
    #expect(table.dimensions[1].categories[0].label == "North Macedonia, Republic")
    #expect(table.origin.source == "ESTAT:POP(1.0.0)" && table.origin.label == "Population")
    #expect(table.value(0) == "1.50" && table.status(0) == "P")
    #expect(table.value(1) == nil && table.status(1) == "M" && table.codes(1)[3] == "_Z")
    #expect(table.notes == [.skippedRecords(1), .notKept("NOTE", count: 1)])
  }

  @Test func `are read as CSV with names beside codes, and semicolons`() throws {
    let text = """
      STRUCTURE;STRUCTURE_ID;STRUCTURE_NAME;ACTION;GEO;Geopolitical entity;TIME_PERIOD;OBS_VALUE
      dataflow;A:B(1.0);Some flow;I;MK;North Macedonia;2023;-3.25
      """
    let table = try csv(text)
    #expect(table.dimensions.map(\.code) == ["GEO", "TIME_PERIOD"])
    #expect(table.dimensions[0].categories[0].label == "North Macedonia")
    #expect(table.value(0) == "-3.25")
  }

  @Test func `are read as CSV of Eurostat's version 1`() throws {
    let text = """
      DATAFLOW,LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
      ESTAT:URB_CPOP1(1.0),21/11/26 11:00:00,A,SI,2023,12,p
      """
    let table = try csv(text)
    #expect(table.origin.updated == "21/11/26 11:00:00")
    #expect(table.status(0) == "p" && table.codes(0) == ["A", "SI", "2023"])
  }

  @Test func `are refused as CSV when they delete, miss columns or have none`() {
    let head = "STRUCTURE,STRUCTURE_ID,ACTION,GEO,OBS_VALUE\n"
    let cases: [(String, ObservationFault)] = [
      (
        head + "dataflow,x,D,SI,-\n",
        ObservationFault(.deletion, at: .cell(line: 2, column: 3))
      ),
      (
        head + "dataflow,x,I,SI\n",
        ObservationFault(.wrongCellCount(expected: 5, found: 4), at: .line(2))
      ),
      (
        head + "dataflow,x,I,SI,1e99\n",
        ObservationFault(.numberTooLarge("1e99"), at: .cell(line: 2, column: 5))
      ),
      ("geo,value\nSI,1\n", ObservationFault(.noHeader, at: .line(1))),
    ]
    for (text, expected) in cases {
      let fault = #expect(throws: ObservationFault.self) { try csv(text) }
      #expect(fault == expected)
    }
  }
}
