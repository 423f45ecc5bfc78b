import Civic
import Exact
import Exchange
import Testing

/// Whatever the bytes are, a reader gives a table or a fault, and never runs into a trap.
@Suite struct `Damaged sources` {
  private static let jsonStat = """
    {"version":"2.0","class":"dataset","label":"x","id":["geo","time"],"size":[2,3],\
    "role":{"time":["time"],"geo":["geo"]},"dimension":{"geo":{"category":{"index":{"A":0,"B":1},\
    "label":{"A":"a","B":"b"},"child":{"A":["B"]},"unit":{"A":{"decimals":1}}}},\
    "time":{"category":{"index":["2019","2020","2021"]}}},"value":{"0":1.5,"4":-2e3,"5":null},\
    "status":{"4":"p","2":"c"},"extension":{"status":{"label":{"p":"provisional"}}}}
    """
  private static let sdmx = """
    {"meta":{"prepared":"2026"},"data":{"structures":[{"dimensions":{"dataSet":[{"id":"F",\
    "keyPosition":0,"values":[{"id":"A"}]}],"series":[{"id":"G","keyPosition":1,"values":[\
    {"id":"SI"},{"id":"MK"}]}],"observation":[{"id":"TIME_PERIOD","keyPosition":2,"values":[\
    {"id":"2020"},{"id":"2021"}]}]},"attributes":{"observation":[{"id":"OBS_STATUS","values":[\
    {"id":"P"}]}]}}],"dataSets":[{"structure":0,"series":{"0":{"observations":{"0":[1,0],\
    "1":[2]}},"1":{"observations":{"1":["3.5",null]}}}}]}}
    """
  private static let ngsi = """
    [{"id":"urn:a","type":"KeyPerformanceIndicator","name":"n","kpiValue":{"type":"Property",\
    "value":1.5,"unitCode":"P1","observedAt":"2026-01-01"},"address":{"addressLocality":"C"}},\
    {"id":"urn:b","type":["KeyPerformanceIndicator"],"kpiValue":[{"value":2},{"values":[[1,"x"]]}]}]
    """
  private static let tsv = "freq,geo\\TIME\t2021 \t2020 \nA,SI\t1.5 p\t: c\nA,MK\t:\t-7 \n"
  private static let sdmxCSV = """
    STRUCTURE,STRUCTURE_ID,ACTION,GEO: Place,TIME_PERIOD,OBS_VALUE,OBS_STATUS
    dataflow,A:B(1.0),I,"SI: Slovenia, all",2020,1.5,P
    dataflow,A:B(1.0),I,MK: North Macedonia,2021,,M
    """
  private static let table = "geo;name;2019;2020\nA;\"a;\"\"b\";1.234,5;\nB;b;-7 %;1 000\n"

  private func damage(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.removeSubrange(place...)
      case 3:
        let marks = Array("{}[]\",:;\\\t\n-0.9e: ".utf8)
        bytes.insert(marks[Int.random(in: 0..<marks.count, using: &random)], at: place)
      case 4:
        let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    return bytes
  }

  /// A table that came out is sound and can be written and read again.
  private func check(_ table: ObservationTable) throws {
    for row in 0..<table.count {
      #expect(table.row(of: table.codes(row)) == row)
      #expect(table.value(row) != nil || table.status(row) != nil || table.text(row) != nil)
    }
    let copy = try JSONStatReader().read(Array(JSONStatWriter().text(table).utf8)).tables[0]
    #expect(copy.count == table.count)
    #expect((0..<copy.count).allSatisfy { copy.value($0) == table.value($0) })
    let changes = ObservationChanges(from: table, to: copy)
    #expect(changes.revised.isEmpty && changes.new.isEmpty && changes.removed.isEmpty)
  }

  private func attempt(
    _ read: () throws(ObservationFault) -> [ObservationTable]
  ) throws {
    var tables: [ObservationTable] = []
    do throws(ObservationFault) { tables = try read() } catch { return }
    for table in tables { try check(table) }
  }

  private static let mapping: ObservationMapping = {
    var mapping = ObservationMapping(
      parts: [.init(code: "geo", column: .number(1), labels: .number(2))],
      values: .wide(first: .number(3), last: nil, code: "time", role: "time", times: .automatic))
    mapping.numbers.hasDecimalComma = true
    mapping.numbers.mayGroup = true
    mapping.numbers.mayHavePercent = true
    mapping.numbers.mayHaveFlag = true
    return mapping
  }()

  @Test func `are whole before they are damaged`() throws {
    #expect(try JSONStatReader().read(Array(Self.jsonStat.utf8)).tables[0].count == 3)
    #expect(try SDMXJSONReader().read(Array(Self.sdmx.utf8)).tables[0].count == 3)
    #expect(try KeyPerformanceIndicatorReader().read(Array(Self.ngsi.utf8)).count == 3)
    #expect(try EurostatTSVReader().read(Array(Self.tsv.utf8)).count == 3)
    #expect(try SDMXCSVReader().read(Array(Self.sdmxCSV.utf8)).count == 2)
    #expect(try MappedTableReader(mapping: Self.mapping).read(Array(Self.table.utf8)).count == 3)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `are read or refused`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5 {
      let jsonStat = damage(Self.jsonStat, &random)
      try attempt { () throws(ObservationFault) in
        try JSONStatReader().read(jsonStat).tables
      }
      let sdmx = damage(Self.sdmx, &random)
      try attempt { () throws(ObservationFault) in try SDMXJSONReader().read(sdmx).tables }
      let ngsi = damage(Self.ngsi, &random)
      try attempt { () throws(ObservationFault) in
        [try KeyPerformanceIndicatorReader().read(ngsi)]
      }
      let tsv = damage(Self.tsv, &random)
      try attempt { () throws(ObservationFault) in [try EurostatTSVReader().read(tsv)] }
      let csv = damage(Self.sdmxCSV, &random)
      try attempt { () throws(ObservationFault) in [try SDMXCSVReader().read(csv)] }
      let table = damage(Self.table, &random)
      let reader = MappedTableReader(mapping: Self.mapping)
      try attempt { () throws(ObservationFault) in [try reader.read(table)] }
      _ = try? reader.preview(table)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `are refused as gzip`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = [0x1F, 0x8B, 8]
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      bytes.append(UInt8.random(in: 0...255, using: &random))
    }
    #expect(throws: ZipError.self) { try GZipFile.contents(bytes) }
  }
}
