import Civic
import Exchange
import Foundation
import Ranking

/// Published results and those of other programs, in `../shared`.
enum RankingOracles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/oracle/decision")

  static let arePresent = FileManager.default.fileExists(
    atPath: folder.appending(path: "topsis.json").path)

  static func cases(_ name: String) throws -> [JSONValue] {
    try file(name)["cases"]?.array ?? []
  }

  static func file(_ name: String) throws -> JSONValue {
    let url = folder.appending(path: "\(name).json")
    return try JSONValue(parsing: [UInt8](Data(contentsOf: url)))
  }

  /// A case as the file that a user would write.
  static func table(
    _ oracle: JSONValue, weights: JSONValue? = nil,
    criterion extra: (Int) -> [String: JSONValue] = { _ in [:] }
  ) -> JSONObject {
    let rows = oracle["matrix"]?.array ?? oracle["values"]?.array ?? []
    let count = rows.first?.array?.count ?? 0
    var criteria: [JSONValue] = []
    for j in 0..<count {
      var object = JSONObject()
      object["id"] = .string("c\(j)")
      object["direction"] = oracle["directions"]?.array?[j] ?? "max"
      for (name, value) in extra(j) where value != .null { object[name] = value }
      criteria.append(.object(object))
    }
    var table = JSONObject()
    table["criteria"] = .array(criteria)
    table["alternatives"] = .array(
      rows.enumerated().map { ["id": .string("a\($0)"), "scores": $1] })
    if let weights = weights ?? oracle["weights"] {
      table["weights"] = ["kind": "exact", "values": weights]
    }
    return table
  }

  static func run(
    _ table: JSONObject, _ change: (inout RankingRequest) -> Void
  ) async throws -> JSONObject {
    let bytes = CanonicalJSON.bytes(of: .object(table))
    var request = RankingRequest()
    change(&request)
    var run = try RankingRun(try RankingJSONReader().read(bytes), request)
    try await run.run()
    return RankingReport(run).object(input: Digest(of: bytes))
  }
}

extension JSONValue {
  var real: Double { number?.double ?? .nan }
  var reals: [Double] { (array ?? []).map(\.real) }

  /// The numbers of members `name0`, `name1`, ….
  func numbers(_ name: String) -> [Double] {
    (0..<(object?.members.count ?? 0)).map { self["\(name)\($0)"]?.real ?? .nan }
  }
}

extension JSONObject {
  /// The scores of a0, a1, ….
  var scoresInOrder: [Double] {
    let entries = self["ranking"]?.array ?? []
    return entries.indices.map { i in
      entries.first { $0["id"] == .string("a\(i)") }?["score"]?.real ?? .nan
    }
  }
}

/// Whether all numbers are near enough.
func scoresNear(_ found: [Double], _ expected: [Double], _ tolerance: Double) -> Bool {
  found.count == expected.count
    && zip(found, expected).allSatisfy { ($0 - $1).magnitude <= tolerance }
}
