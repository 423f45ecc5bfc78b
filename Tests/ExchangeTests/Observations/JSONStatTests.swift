import Civic
import Exact
import Foundation
import Testing

import Exchange

@Suite struct `JSON-stat` {
  private static let folder = "standards/jsonstat"

  private func read(_ text: String) throws -> JSONStatDocument {
    try JSONStatReader().read(Array(text.utf8))
  }

  /// A dataset of two cells, with parts of it replaced.
  private func dataset(
    value: String = "[1,2]", status: String? = nil, index: String = "[\"A\",\"B\"]",
    more: String = "", category: String = ""
  ) -> String {
    """
    {"version":"2.0","class":"dataset","id":["geo"],"size":[2],\
    "dimension":{"geo":{"category":{"index":\(index)\(category)}}},\
    "value":\(value)\(status.map { ",\"status\":" + $0 } ?? "")\(more)}
    """
  }

  @Test(.enabled(if: SharedData.isThere))
  func `follows every case of the public validator`() throws {
    let cases = try JSONSerialization.jsonObject(
      with: Data(try SharedData.bytes("\(Self.folder)/corpus/cases.json")))
    let list = try #require(cases as? [[String: Any]])
    #expect(list.count == 20)
    for entry in list {
      let id = try #require(entry["id"] as? String)
      let input = try JSONSerialization.data(withJSONObject: try #require(entry["input"]))
      let expected = try #require(entry["expected"] as? [String: Any])
      let codes = expected["codes"] as? [String] ?? []
      let isValid = expected["valid"] as? Bool ?? true
      do {
        let document = try JSONStatReader().read(Array(input))
        #expect(isValid, "\(id)")
        let notes = document.notes + document.tables.flatMap(\.notes)
        if codes == ["METRIC_UNIT_MISSING"] {
          #expect(notes == [.unitsMissing(dimension: "metric")])
        } else if codes == ["BUNDLE_DEPRECATED"] {
          #expect(notes.contains(.deprecatedBundle) && document.kind == .bundle)
        } else {
          #expect(codes.isEmpty, "\(id)")
        }
      } catch {
        let fault = error
        #expect(!isValid, "\(id): \(fault)")
        guard case .jsonStat(let rule) = fault.reason else {
          Issue.record("\(id): \(fault)")
          continue
        }
        #expect(codes == [rule.rawValue], "\(id)")
      }
    }
  }

  @Test(arguments: SharedData.files(in: "standards/jsonstat/tests/samples", ending: ".json"))
  func `reads every public sample and writes its datasets back`(path: String) throws {
    let document = try JSONStatReader().read(try SharedData.bytes(path))
    #expect(
      !document.tables.isEmpty || !document.links.isEmpty || !document.dimensions.isEmpty)
    for table in document.tables {
      let copy = try read(JSONStatWriter().text(table)).tables[0]
      #expect(copy.dimensions == table.dimensions)
      #expect(copy.origin == table.origin)
      #expect(copy.count == table.count)
      for row in 0..<table.count {
        #expect(copy.value(row) == table.value(row))
        #expect(copy.status(row) == table.status(row))
        #expect(copy.text(row) == table.text(row))
      }
    }
  }

  @Test(.enabled(if: SharedData.isThere))
  func `reads the sample of Canada with units, one status for all and a place by its label`() throws
  {
    let bytes = try SharedData.bytes("\(Self.folder)/tests/samples/canada.json")
    let table = try JSONStatReader().read(bytes).tables[0]
    #expect(table.count == 120 && table.valueCount == 120)
    let row = try #require(table.row(of: ["CA", "2012", "T", "POP", "T"]))
    #expect(table.value(row) == ExactDecimal("34880.5"))
    #expect(table.status(row) == "a")
    #expect(table.dimensions.map(\.role) == [.place, .time, nil, .indicator, nil])
    #expect(table.dimensions[3].categories[1].unit?.symbol == "%")
  }

  @Test func `keeps decimals as they are written and says what was rounded`() throws {
    let table = try read(dataset(value: "[0.10, 0.12345678901250001]")).tables[0]
    #expect(table.value(0) == ExactDecimal("0.10"))
    #expect(table.value(1) == ExactDecimal("0.123456789013"))
    #expect(table.notes == [.roundedValues(1)])
  }

  @Test func `reads statuses as a text, a list and an object`() throws {
    let one = try read(dataset(status: "\"e\"")).tables[0]
    #expect((0..<2).map(one.status) == ["e", "e"])
    let list = try read(dataset(status: "[\"p\",null]")).tables[0]
    #expect((0..<2).map(list.status) == ["p", nil])
    let object = try read(dataset(value: "{\"0\":5}", status: "{\"1\":\"c\"}")).tables[0]
    #expect(object.count == 2)
    #expect(object.value(1) == nil && object.status(1) == "c")
  }

  @Test func `reads a hierarchy and refuses one that bites its tail`() throws {
    let table = try read(dataset(category: ",\"child\":{\"A\":[\"B\"]}")).tables[0]
    #expect(table.dimensions[0].categories[0].children == [1])
    #expect(
      throws: ObservationFault(
        .jsonStat(.childCycle), at: .field("/dimension/geo/category/child"))
    ) { try read(dataset(category: ",\"child\":{\"A\":[\"A\"]}")) }
  }

  @Test func `reads a dataset of version 1`() throws {
    let text = """
      {"old":{"label":"x","dimension":{"id":["y"],"size":[2],"role":{"time":["y"]},
      "y":{"category":{"index":{"2020":1,"2019":0}}}},"value":[1,null]}}
      """
    let document = try read(text)
    #expect(document.kind == .bundle && document.notes == [.deprecatedBundle])
    let table = document.tables[0]
    #expect(table.dimensions[0].categories.map(\.code) == ["2019", "2020"])
    #expect(table.dimensions[0].role == .time)
    #expect(table.count == 1 && table.notes == [.emptyCells(1)])
  }

  @Test func `reads what Eurostat adds and what it answers instead of data`() throws {
    let more = ",\"extension\":{\"status\":{\"label\":{\"p\":\"provisional\"}}}"
    let table = try read(dataset(value: "{\"0\":1}", status: "{\"0\":\"p\"}", more: more)).tables[0]
    #expect(table.origin.statusLabels == ["p": "provisional"])
    let error = "{\"error\":[{\"status\":404,\"id\":100,\"label\":\"no such table\"}]}"
    #expect(
      throws: ObservationFault(
        .refusedBySource(status: 404, label: "no such table"), at: .field("/error"))
    ) { try read(error) }
  }

  @Test(arguments: [
    ("[]", ObservationFault.Reason.wrongType), ("{}", .missing),
    ("{\"class\":\"cube\"}", .unknownClass("cube")),
    ("{\"a\":1,\"a\":2}", .json(.duplicateName("a"))), ("{\"a\":01}", .json(.badNumber)),
    ("{\"class\":\"dataset\"", .json(.unexpectedEnd)),
    (String(repeating: "[", count: 100), .json(.tooDeep(limit: 64))),
  ])
  func `refuses what is no JSON-stat`(text: String, reason: ObservationFault.Reason) {
    let fault = #expect(throws: ObservationFault.self) { try read(text) }
    #expect(fault?.reason == reason)
  }

  @Test func `refuses cubes and numbers that are made to overflow`() throws {
    let huge = dataset().replacingOccurrences(of: "[2]", with: "[9223372036854775807]")
    #expect(throws: ObservationFault.self) { try read(huge) }
    let fault = #expect(throws: ObservationFault.self) { try read(dataset(value: "[1e999,2]")) }
    #expect(fault == ObservationFault(.numberTooLarge(""), at: .field("/value/0")))
    var reader = JSONStatReader()
    reader.limits.values = 1
    #expect(throws: ObservationFault.self) { try reader.read(Array(dataset().utf8)) }
  }
}
