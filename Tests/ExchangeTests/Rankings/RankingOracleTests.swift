import Civic
import Exchange
import Foundation
import Ranking
import Testing

@Suite(.enabled(if: RankingOracles.arePresent))
struct `Published rankings` {
  @Test func `by TOPSIS are ours`() async throws {
    for oracle in try RankingOracles.cases("topsis") {
      let found = try await RankingOracles.run(RankingOracles.table(oracle)) {
        $0.method = .topsis
        $0.normalisation = oracle["normalization"]?.string.flatMap { .init(rawValue: $0) }
      }
      #expect(scoresNear(found.scoresInOrder, oracle["referenceComputed"]!.reals, 1e-11))
      let tolerance = oracle["tolerance"]!.real
      #expect(scoresNear(found.scoresInOrder, oracle["expected"]!["closeness"]!.reals, tolerance))
      #expect(found["settings"]?["normalisation"] == oracle["normalization"])
    }
  }

  @Test func `by VIKOR are ours`() async throws {
    for oracle in try RankingOracles.cases("vikor") {
      let found = try await RankingOracles.run(RankingOracles.table(oracle)) {
        $0.method = .vikor
      }
      let compromise = found["compromise"]!
      for (ours, theirs) in [("s", "S"), ("r", "R"), ("q", "Q")] {
        let reference = oracle["referenceComputed"]![theirs]!.reals
        #expect(scoresNear(compromise[ours]!.numbers("a"), reference, 1e-11))
      }
      guard let expected = oracle["expected"]?["compromise"]?.reals else { continue }
      #expect(compromise["set"] == .array(expected.map { .string("a\(Int($0))") }))
      #expect(compromise["acceptable_advantage"] == oracle["expected"]?["acceptableAdvantage"])
      #expect(compromise["acceptable_stability"] == oracle["expected"]?["acceptableStability"])
    }
  }

  @Test func `by PROMETHEE are ours`() async throws {
    for oracle in try RankingOracles.cases("promethee") {
      let table = RankingOracles.table(oracle) { j in
        var preference = JSONObject()
        preference["function"] = oracle["preferenceFunctions"]!.array![j]
        for name in ["q", "p", "s"] {
          if let value = oracle[name]?.array?[j], value != .null { preference[name] = value }
        }
        return ["preference": .object(preference)]
      }
      let found = try await RankingOracles.run(table) { $0.method = .promethee }
      let reference = oracle["referenceComputed"]!
      let count = oracle["matrix"]!.array!.count
      for (ours, theirs) in [("plus", "phiPlus"), ("minus", "phiMinus"), ("net", "phi")] {
        let flows = (0..<count).map { found["flows"]!["a\($0)"]![ours]!.real }
        #expect(scoresNear(flows, reference[theirs]!.reals, 1e-11))
      }
      for a in 0..<count {
        for b in 0..<count where a != b {
          #expect(
            found["relations"]!["a\(a)"]!["a\(b)"] == reference["promethee1"]!.array![a].array![b])
        }
      }
    }
  }

  private static func thresholds(_ oracle: JSONValue) -> JSONObject {
    RankingOracles.table(oracle) { j in
      [
        "q": oracle["q"]?.array?[j] ?? .null, "p": oracle["p"]?.array?[j] ?? .null,
        "veto": oracle["v"]?.array?[j] ?? .null,
      ]
    }
  }

  /// R's MCDA walks raw cuts instead; its ascending preorder of this case differs.
  @Test func `by ELECTRE III are ours`() async throws {
    for oracle in try RankingOracles.cases("electre").prefix(2) {
      let found = try await RankingOracles.run(Self.thresholds(oracle)) { $0.method = .electreIII }
      let reference = oracle["referenceComputed"]!
      for (i, row) in reference["credibility"]!.array!.enumerated() {
        #expect(scoresNear(found["credibility"]!["a\(i)"]!.numbers("a"), row.reals, 1e-11))
      }
      for name in ["descending", "ascending", "final"] {
        guard let expected = oracle["expected"]?[name]?.array else { continue }
        let classes = expected.map { JSONValue.array($0.reals.map { .string("a\(Int($0))") }) }
        #expect(found["preorder"]![name] == .array(classes))
      }
    }
  }

  /// OutrankingTools puts a3 in the second category, and rounds credibilities on the way.
  @Test func `by ELECTRE TRI are ours`() async throws {
    let oracle = try RankingOracles.cases("electre")[2]
    var table = Self.thresholds(oracle)
    table["profiles"] = oracle["profiles"]
    let found = try await RankingOracles.run(table) { $0.method = .electreTri }
    let reference = oracle["referenceComputed"]!
    for i in 0..<7 {
      let category = found["categories"]!["a\(i)"]!
      #expect(category["pessimistic"] == reference["pessimistic"]!.array![i])
      #expect(category["optimistic"] == reference["optimistic"]!.array![i])
      let credibilities = found["credibility"]!["a\(i)"]!.array!.flatMap(\.reals)
      #expect(scoresNear(credibilities, reference["credibility"]!.array![i].reals, 1e-11))
    }
    #expect(found["categories"]!["a3"]!["pessimistic"] == 3)
  }

  @Test func `by AHP are ours`() async throws {
    for oracle in try RankingOracles.cases("ahp") {
      let matrix = oracle["matrix"]!
      let local = oracle["alternativeMatrices"]?.array
      var table = JSONObject()
      table["criteria"] = .array(
        matrix.array!.indices.map { j in
          var criterion = JSONObject()
          criterion["id"] = .string("c\(j)")
          if let local { criterion["pairwise"] = local[j] }
          return .object(criterion)
        })
      table["weights"] = ["kind": "pairwise", "values": matrix]
      if local != nil { table["alternatives"] = .array((0..<4).map { ["id": .string("a\($0)")] }) }
      let reference = oracle["referenceComputed"]!
      func run(_ priorities: Priorities) async throws -> JSONObject {
        try await RankingOracles.run(table) {
          $0.method = .ahp
          $0.priorities = priorities
          $0.synthesis = .distributive
        }
      }
      let found = try await run(.eigenvector)
      let consistency = found["consistency"]!
      #expect(
        scoresNear(
          ["lambda_max", "ci", "cr", "gci"].map { consistency[$0]!.real },
          ["lambdaMax", "CI", "CR_saatyRI", "GCI"].map { reference[$0]!.real }, 1e-10))
      for (ours, theirs) in [
        ("eigenvector", "eigenvector"), ("geometric_mean", "geometricMean"),
        ("column_mean", "columnNormalisedMean"),
      ] {
        #expect(scoresNear(consistency[ours]!.numbers("c"), reference[theirs]!.reals, 1e-11))
      }
      #expect(consistency["ri_table"] == "saaty")
      guard local != nil else { continue }
      #expect(scoresNear(found.scoresInOrder, reference["hierarchyScores_eigen"]!.reals, 1e-11))
      let expected = oracle["expected"]!
      let column = try await run(.columnMean)
      #expect(
        scoresNear(column.scoresInOrder, expected["hierarchyScores_columnNormalised"]!.reals, 1e-5))
      #expect(
        scoresNear(
          [consistency["column_mean_lambda"]!.real, consistency["column_mean_cr"]!.real],
          [expected["columnNormalised_lambdaMax"]!.real, expected["CR"]!.real], 1e-9))
    }
  }

  /// pyDecision's penalty gives (.0773, .3062, .6166) for the first case.
  @Test func `by the best-worst method are ours`() async throws {
    for oracle in try RankingOracles.cases("bwm") {
      let names = oracle["bestToOthers"]!.array!.indices.map { "c\($0)" }
      var table = JSONObject()
      table["criteria"] = .array(names.map { ["id": .string($0)] })
      table["weights"] = [
        "kind": "best-worst",
        "values": [
          "bestToOthers": oracle["bestToOthers"]!, "othersToWorst": oracle["othersToWorst"]!,
        ],
      ]
      let found = try await RankingOracles.run(table) { $0.method = .bwm }
      let reference = oracle["referenceComputed"]!
      let consistency = found["consistency"]!
      #expect(scoresNear(found["weights"]!.numbers("c"), reference["linear_weights"]!.reals, 1e-10))
      #expect(
        scoresNear(
          [
            consistency["xi"]!.real, consistency["input_based_cr"]!.real,
            consistency["nonlinear"]!["xi"]!.real, consistency["cr"]!.real,
          ], ["linear_xi", "inputBasedCR", "nonlinear_xi", "CR"].map { reference[$0]!.real }, 1e-6
        ))
      if let published = oracle["expected"]?["weights"]?.reals {
        let other = try await RankingOracles.run(table) {
          $0.method = .bwm
          $0.bestWorstModel = .nonlinear
        }
        #expect(scoresNear(other["weights"]!.numbers("c"), published, 0.01))
        #expect(scoresNear([other["consistency"]!["xi"]!.real], [0.26], 0.01))
      }
      for (j, interval) in reference["nonlinear_weightIntervals"]!.array!.enumerated() {
        let ours = consistency["nonlinear"]!["weight_intervals"]!["c\(j)"]!.reals
        #expect(scoresNear(ours, interval.reals, 2e-7))
      }
    }
  }

  @Test func `by SMAA-2 with exact scores are ours within four standard errors`() async throws {
    let oracle = try RankingOracles.cases("smaa")[0]
    let found = try await RankingOracles.run(RankingOracles.table(oracle)) { $0.method = .smaa }
    let expected = oracle["expected"]!
    for (i, row) in expected["rankAcceptability"]!.array!.enumerated() {
      let errors = found["standard_error"]!["a\(i)"]!.reals
      for (rank, share) in row.reals.enumerated() {
        let ours = found["acceptability"]!["a\(i)"]!.reals[rank]
        #expect((ours - share).magnitude <= 4 * errors[rank] + 1e-12)
      }
      let central = expected["centralWeights"]!.array![i]
      let ours = found["central_weights"]!["a\(i)"]!
      #expect((central == .null) == (ours == .null))
      if central != .null { #expect(scoresNear(ours.numbers("c"), central.reals, 0.01)) }
    }
  }

  @Test func `by SMAA-2 with given samples are ours`() throws {
    let url = RankingOracles.folder.appending(path: "smaa_thrombo_samples.json.gz")
    let bytes = try GZipFile.contents([UInt8](Data(contentsOf: url)))
    let samples = try JSONValue(parsing: bytes, limits: JSONLimits(bytes: 64 << 20))
    let found = Acceptability(
      weights: samples["weights"]!.array!.map(\.reals),
      values: samples["meas"]!.array!.map { $0.array!.map(\.reals) })
    let expected = try RankingOracles.cases("smaa")[1]["expected"]!
    for i in 0..<2 {
      #expect(scoresNear(found.ranks[i], expected["rankAcceptability"]!.array![i].reals, 5e-8))
      #expect(
        scoresNear(found.centralWeights[i]!, expected["centralWeights"]!.array![i].reals, 5e-8))
      #expect(scoresNear([found.entropies[i]], [expected["rankingEntropy"]!.real], 5e-8))
    }
    #expect(scoresNear(found.confidence.map { $0! }, expected["confidenceFactors"]!.reals, 5e-8))
  }

  @Test func `reverse by TOPSIS where they are known to, never by additive values`() async throws {
    let file = try RankingOracles.file("rank_reversal")
    for oracle in file["topsis"]!.array! {
      let table = RankingOracles.table(oracle)
      let found = try await RankingOracles.run(table) {
        $0.method = .topsis
        $0.normalisation = .vector
      }
      #expect(scoresNear(found.scoresInOrder, oracle["closeness"]!.reals, 1e-11))
      let removed = Int(oracle["removed"]!.real)
      let changing = found["reversals"]!["removal_changes_first"]!.array!
      #expect(changing.contains(.string("a\(removed)")))
      let additive = try await RankingOracles.run(table) { $0.method = .mavt }
      #expect(additive["reversals"]!["removal_changes_order"] == [])
    }
  }

  @Test func `by AHP keep their first in the ideal mode when a copy comes`() async throws {
    let oracle = try RankingOracles.file("rank_reversal")["ahp"]!
    let columns = oracle["scoresABC"]!.array!.map(\.reals)
    for (copy, synthesis, first) in [
      (false, Synthesis.ideal, "a1"), (true, .ideal, "a1"), (false, .distributive, "a1"),
      (true, .distributive, "a0"),
    ] {
      let rows = (0..<(copy ? 4 : 3)).map { i in
        JSONValue.array(columns.map { .number(JSONNumber($0[i == 3 ? 1 : i])!) })
      }
      let table = RankingOracles.table(
        ["matrix": .array(rows), "weights": oracle["criteriaWeights"]!])
      let found = try await RankingOracles.run(table) {
        $0.method = .ahp
        $0.synthesis = synthesis
      }
      #expect(found["ranking"]!.array![0]["id"] == .string(first))
      guard synthesis == .distributive else { continue }
      let name = copy ? "abcd" : "abc"
      #expect(scoresNear(found.scoresInOrder, oracle["referenceComputed"]![name]!.reals, 1e-11))
    }
  }

  @Test func `of portfolios have the same core, borderline and exterior`() throws {
    for oracle in try RankingOracles.cases("rpm") {
      func rows(_ name: String) -> [[Double]] { oracle[name]!.array!.map(\.reals) }
      let found = try PortfolioDominance(
        lows: rows("scoresLow"), highs: rows("scoresHigh"), costs: rows("costs"),
        budgets: oracle["budgets"]!.reals, weights: rows("weightExtremePoints"))
      let expected = oracle["expected"]!
      let portfolios = expected["nonDominated"]!.array!.map { $0.reals.map { Int($0) } }
      #expect(Set(found.nonDominated) == Set(portfolios))
      for (name, standing) in [
        ("core", PortfolioDominance.Standing.core), ("borderline", .borderline),
        ("exterior", .exterior),
      ] {
        let members = found.standings.indices.filter { found.standings[$0] == standing }
        #expect(members == expected[name]!.reals.map { Int($0) })
      }
    }
  }
}
