import Civic
import Exchange
import Foundation
import Testing

/// Real and published cases beside the project, where they are.
enum MatchingOracles {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/oracle/decision")

  static var areThere: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "stable_matching.json").path)
  }

  static func json(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: [UInt8](Data(contentsOf: folder.appending(path: name))))
  }

  static func text(gzip name: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", folder.appending(path: name).path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](data)
  }

  static func result(_ mode: MatchingRequest.Mode, _ input: JSONValue) throws -> JSONObject {
    try result(mode, CanonicalJSON.bytes(of: input))
  }

  static func result(_ mode: MatchingRequest.Mode, _ bytes: [UInt8]) throws -> JSONObject {
    try MatchingRequest(mode).report(on: MatchingInput(bytes)).result
  }
}

@Suite(.enabled(if: MatchingOracles.areThere))
struct `Published matchings` {
  /// The total was computed with HiGHS 1.15.1 and networkx 3.6.1 from the same file.
  @Test func `of 165 cities with three partners each have our total`() throws {
    let bytes = try MatchingOracles.text(gzip: "bmatching_165.json.gz")
    let result = try MatchingOracles.result(.pairs, bytes)
    #expect(result["total"] == "298235097")
    #expect(result["bound"] == "298235097")
  }

  /// OR-Library, assign100 (Beasley 1990): 305.
  @Test func `of the OR-Library have our cost`() throws {
    let bytes = try MatchingOracles.text(gzip: "assign/assign100.txt.gz")
    let numbers = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .compactMap { Int32($0) }
    let count = Int(numbers[0])
    var edges: [JSONValue] = []
    for one in 0..<count {
      for other in 0..<count {
        edges.append([
          .string("l\(one)"), .string("r\(other)"),
          .number(JSONNumber(1000 - numbers[1 + one * count + other])),
        ])
      }
    }
    let input: JSONValue = [
      "left": .array((0..<count).map { .string("l\($0)") }),
      "right": .array((0..<count).map { .string("r\($0)") }), "capacity": 1,
      "edges": .array(edges),
    ]
    #expect(try MatchingOracles.result(.pairs, input)["total"] == .string("\(100_000 - 305)"))
  }

  @Test func `of roommates are stable exactly when there is a stable choice`() throws {
    let cases = try #require(
      MatchingOracles.json("stable_matching.json")["stableRoommates"]?.array)
    for oracle in cases {
      let cities = try #require(oracle["preferences"]?.object).members.map { member in
        ["id": .string(member.name), "capacity": 1, "prefers": member.value] as JSONValue
      }
      let result = try MatchingOracles.result(.stable, ["cities": .array(cities)])
      var partners = JSONObject()
      for pair in result["pairs"]?.array ?? [] {
        partners[pair["a"]?.string ?? ""] = pair["b"]
        partners[pair["b"]?.string ?? ""] = pair["a"]
      }
      let all = try #require(oracle["expected"]?["allStableMatchings"]?.array)
      #expect(result["stable"] == .bool(!all.isEmpty))
      if !all.isEmpty { #expect(all.contains(.object(partners))) }
    }
  }

  @Test func `of residents and hospitals are ours`() throws {
    let cases = try #require(
      MatchingOracles.json("stable_matching.json")["hospitalResident"]?.array)
    for oracle in cases {
      let residents = try #require(oracle["residents"]?.object).members.map { member in
        ["id": .string(member.name), "group": "residents", "prefers": member.value] as JSONValue
      }
      let hospitals = try #require(oracle["hospitals"]?.object).members.map { member in
        [
          "id": .string(member.name), "group": "hospitals", "prefers": member.value,
          "capacity": oracle["capacities"]?[member.name] ?? 1,
        ] as JSONValue
      }
      let result = try MatchingOracles.result(.stable, ["cities": .array(residents + hospitals)])
      #expect(result["stable"] == true)
      for hospital in try #require(oracle["expected"]?.object).members {
        let found = (result["pairs"]?.array ?? []).filter { $0["b"] == .string(hospital.name) }
          .compactMap { $0["a"]?.string }
        #expect(Set(found) == Set((hospital.value.array ?? []).compactMap(\.string)))
      }
    }
  }
}
