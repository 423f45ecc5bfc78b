import Civic
import Exact
import Exchange
import Ranking
import Testing

/// What must not change a ranking by any method.
@Suite struct `Any ranking` {
  private static func table(
    _ rows: [(id: String, scores: [Double])], weights: [Double]
  ) throws -> JSONObject {
    var table = JSONObject()
    table["criteria"] = .array(
      weights.indices.map { j in
        [
          "id": .string("c\(j)"), "q": 2, "p": 10, "veto": 60,
          "preference": ["function": .string(["usual", "linear", "gaussian"][j % 3]), "s": 20],
        ]
      })
    table["alternatives"] = .array(
      rows.map { row in
        ["id": .string(row.id), "scores": .array(row.scores.map { .number(JSONNumber($0)!) })]
      })
    table["weights"] = [
      "kind": "exact", "values": .array(weights.map { .number(JSONNumber($0)!) }),
    ]
    table["profiles"] = [[30, 30, 30, 30], [60, 60, 60, 60]]
    return table
  }

  private static func ranks(_ table: JSONObject, _ method: RankingMethod) async throws -> [String:
    Int]
  {
    let found = try await RankingOracles.run(table) { request in
      request.method = method
      request.samples = 500
      request.testsReversals = false
    }
    var ranks: [String: Int] = [:]
    for entry in found["ranking"]?.array ?? [] {
      ranks[entry["id"]?.string ?? ""] = Int(entry["rank"]?.real ?? 0)
    }
    return ranks
  }

  @Test(arguments: RankingMethod.allCases.filter { $0 != .bwm }, 0..<8 as Range<UInt64>)
  func `is the same in any order of the table and at any size of weights`(
    method: RankingMethod, seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    var rows = (0..<9).map { i in
      (id: "a\(i)", scores: (0..<4).map { _ in Double(Int.random(in: 1...99, using: &random)) })
    }
    let weights = (0..<4).map { _ in Double(Int.random(in: 1...9, using: &random)) }
    let ranks = try await Self.ranks(try Self.table(rows, weights: weights), method)
    #expect(ranks.count == 9 && ranks.values.contains(1))
    rows.shuffle(using: &random)
    let again = try await Self.ranks(
      try Self.table(rows, weights: weights.map { $0 * 8 }), method)
    #expect(ranks == again)
  }

  @Test(
    arguments: [RankingMethod.mavt, .promethee, .electreTri, .mrSort, .smaa],
    0..<20 as Range<UInt64>)
  func `does not put an alternative lower because it does better`(
    method: RankingMethod, seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    var rows = (0..<7).map { i in
      (id: "a\(i)", scores: (0..<4).map { _ in Double(Int.random(in: 1...80, using: &random)) })
    }
    let weights = (0..<4).map { _ in Double(Int.random(in: 1...9, using: &random)) }
    let before = try await Self.ranks(try Self.table(rows, weights: weights), method)
    rows[3].scores[Int(seed % 4)] += 15
    let after = try await Self.ranks(try Self.table(rows, weights: weights), method)
    #expect(after["a3"]! <= before["a3"]!)
  }
}
