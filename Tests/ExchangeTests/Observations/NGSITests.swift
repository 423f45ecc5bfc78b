import Civic
import Exact
import Exchange
import Testing

@Suite struct `Key performance indicators of NGSI-LD` {
  private func read(_ text: String) throws(ObservationFault) -> ObservationTable {
    try KeyPerformanceIndicatorReader().read(Array(text.utf8))
  }

  @Test(
    .enabled(if: SharedData.isThere),
    arguments: [
      "example.json", "example.jsonld", "example-normalized.json", "example-normalized.jsonld",
    ])
  func `are read from every public example alike`(name: String) throws {
    let folder = "standards/ngsi-ld/kpi/KeyPerformanceIndicator/examples"
    let table = try KeyPerformanceIndicatorReader().read(
      try SharedData.bytes("\(folder)/\(name)"))
    #expect(table.count == 1 && table.value(0) == "20" && table.status(0) == "good")
    #expect(table.codes(0)[1...] == ["Ciudad", "2016-06-01/2016-06-30"])
    #expect(table.codes(0)[0].hasSuffix("kpi-2016-Ciudad-containers-faults"))
    #expect(table.dimensions[0].categories[0].label == "Incidencias-Contenedores-Mensual")
  }

  @Test func `may have several values with their moments and units`() throws {
    let text = """
      [{"id":"urn:a","type":["https://smartdatamodels.org/KeyPerformanceIndicator"],
        "https://smartdatamodels.org/dataModel.KPI/kpiValue":[
          {"type":"Property","value":1.50,"unitCode":"C62","observedAt":"2026-01-01T00:00:00Z"},
          {"value":2,"observedAt":"2025-01-01T00:00:00Z"}]},
       {"id":"urn:b","type":"KeyPerformanceIndicator",
        "kpiValue":{"type":"Property","values":[[3,"2026-01-01T00:00:00Z"],["low","2026-02-01"]]}},
       {"id":"urn:c","type":"Sensor"}]
      """
    let table = try read(text)
    #expect(table.count == 4 && table.notes == [.skippedRecords(1), .textValues(1)])
    let row = try #require(table.row(of: ["urn:a", "_Z", "2026-01-01T00:00:00Z"]))
    #expect(table.value(row) == "1.50")
    #expect(table.dimensions[0].categories[0].unit?.code == "C62")
    #expect(table.dimensions[2].categories.first?.code == "2025-01-01T00:00:00Z")
  }

  @Test(arguments: [
    ("[]", ObservationFault.Reason.noObservations, ""), ("3", .wrongType, ""),
    ("{\"id\":\"a\",\"type\":\"KeyPerformanceIndicator\"}", .missing, "/kpiValue"),
    (
      "[{\"id\":\"a\",\"type\":\"KeyPerformanceIndicator\",\"kpiValue\":[[1]]}]", .wrongType,
      "/0/kpiValue/0"
    ),
    (
      "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}",
      .refusedBySource(status: 404, label: "Not Found"), ""
    ),
  ])
  func `are refused with the place`(
    text: String, reason: ObservationFault.Reason, pointer: String
  ) {
    let fault = #expect(throws: ObservationFault.self) { try read(text) }
    #expect(fault == ObservationFault(reason, at: .field(pointer)))
  }
}
