import Civic
import Exchange
import Foundation
import Ranking
import Testing

@Suite struct `The report of a ranking` {
  private static let sample = """
    {"criteria": [
       {"id": "cost", "direction": "min", "value": [[0, 100], [1000, 0]], "q": 10, "p": 50,
        "veto": 800, "preference": {"function": "linear", "q": 10, "p": 100}},
       {"id": "use", "direction": "max", "value": [[0, 0], [5, 100]], "q": 0, "p": 1}],
     "alternatives": [
       {"id": "park", "name": "A park", "scores": {"cost": 400, "use": 4}},
       {"id": "pond", "scores": {"cost": 200, "use": 2}},
       {"id": "path", "scores": {"cost": 900, "use": 5}}],
     "profiles": [{"name": "good", "scores": {"cost": 500, "use": 3}}],
     "weights": {"kind": "swing", "values": {"cost": 50, "use": 100}},
     "people": [
       {"name": "Ana", "weights": {"kind": "exact", "values": [1, 3]}},
       {"name": "Bo", "weights": {"kind": "order", "values": ["cost", "use"]}}]}
    """

  private static func schema() throws -> JSONSchema {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Golden/schemas/gradnik-ranking-1.schema.json")
    return JSONSchema(try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  private static func report(
    _ text: String = sample, _ change: (inout RankingRequest) -> Void = { _ in }
  ) async throws -> (JSONObject, Digest) {
    let bytes = Array(text.utf8)
    let file =
      text.hasPrefix("{") ? try RankingJSONReader().read(bytes) : try RankingCSVReader().read(bytes)
    var request = RankingRequest()
    request.samples = 5000
    change(&request)
    var run = try RankingRun(file, request)
    try await run.run()
    return (RankingReport(run).object(input: Digest(of: bytes)), Digest(of: bytes))
  }

  private static let comparing = sample.replacing(
    #"{"kind": "swing", "values": {"cost": 50, "use": 100}}"#,
    with: #"{"kind": "pairwise", "values": {"use": {"cost": 2}}}"#)
  private static let bestWorst = sample.replacing(
    #"{"kind": "swing", "values": {"cost": 50, "use": 100}}"#,
    with: """
      {"kind": "best-worst", "best": "use", "worst": "cost",
       "values": {"best_to_others": {"cost": 2, "use": 1}, "others_to_worst": [1, 2]}}
      """
  ).replacing(#""people""#, with: #""nobody""#)

  @Test(arguments: RankingMethod.allCases)
  func `follows its schema for every method`(method: RankingMethod) async throws {
    let text = method == .bwm ? Self.bestWorst : method == .ahp ? Self.comparing : Self.sample
    let (object, _) = try await Self.report(text) { request in
      request.method = method
      request.explained = "pond"
      request.compared = ["park", "pond"]
    }
    #expect(try Self.schema().violations(in: .object(object)) == [])
    #expect(object["ranking"]?.array?.count == 3)
    #expect(object["comparison"]?["a"] == "park")
    #expect(object["explanation"]?["rank"] != nil)
    let isByCriterion = method != .smaa && method != .electreIII
    #expect((object["explanation"]?["criteria"] != nil) == isByCriterion)
  }

  @Test func `has a digest that anyone can recompute`() async throws {
    var (object, input) = try await Self.report()
    let digest = object["digest"]
    for name in ["format", "version", "notes", "digest"] { object[name] = nil }
    let whole: JSONValue = [
      "input": .string(input.rawValue), "settings": object["settings"] ?? .null,
      "result": .object(object),
    ]
    #expect(digest == .string(Digest(of: whole).rawValue))
  }

  @Test func `says why, what would change it and how sure it is`() async throws {
    let (object, _) = try await Self.report { $0.explained = "pond" }
    // park: 60/3 + 2·80/3 = 73 1/3; path: 10/3 + 2·100/3 = 70; pond: 80/3 + 2·40/3 = 53 1/3.
    #expect(object["ranking"]?.array?.map { $0["id"] } == ["park", "path", "pond"])
    #expect(scoresNear([object["contributions"]!["park"]!["use"]!.real], [160.0 / 3], 1e-9))
    // park and path meet where 60w + 80(1 − w) = 10w + 100(1 − w): at w = 2/7; park and pond at
    // 60w + 80(1 − w) = 80w + 40(1 − w): at 2/3; path and pond at 6/13.
    #expect(scoresNear(object["stability"]!["cost"]!.reals, [2.0 / 7, 6.0 / 13], 1e-9))
    #expect(scoresNear(object["stability_first"]!["cost"]!.reals, [2.0 / 7, 2.0 / 3], 1e-9))
    let change = object["explanation"]!["against_first"]!["smallest_change"]!
    #expect(scoresNear([change["linf"]!["size"]!.real], [1.0 / 3], 1e-9))
    #expect(scoresNear([change["l1"]!["size"]!.real], [2.0 / 3], 1e-9))
    #expect(change["puts_ahead"] == "pond")
    // A value of 40 + 20·3/2 for use would do; no cost would.
    #expect(scoresNear([object["explanation"]!["value_needed"]!["use"]!.real], [70], 1e-9))
    #expect(object["explanation"]!["value_needed"]!["cost"] == .null)
  }

  @Test func `shows people's disagreement`() async throws {
    let (object, _) = try await Self.report()
    let group = object["group"]!
    #expect(group["people"]!.array!.map { $0["name"] } == ["Ana", "Bo"])
    #expect(group["people"]!.array![0]["ranking"]!.array![0]["id"] == "path")
    #expect(group["people"]!.array![1]["ranking"]!.array![0]["id"] == "pond")
    #expect(group["rank_range"]!["path"] == [1, 3])
    #expect(scoresNear([group["kendall_tau"]!.array![0].reals[1]], [-1], 1e-12))
    #expect(group["weights_by"] == "file")
  }

  @Test func `puts several people's comparisons together`() async throws {
    let text = """
      {"criteria": [{"id": "a"}, {"id": "b"}],
       "alternatives": [{"id": "x", "scores": [1, 0]}, {"id": "y", "scores": [0, 1]}],
       "people": [{"name": "Ana", "weights": ANA}, {"name": "Bo", "weights": BO}]}
      """
    let pairs = text.replacing(
      "ANA", with: #"{"kind": "pairwise", "values": [[1, 8], [0.125, 1]]}"#
    )
    .replacing("BO", with: #"{"kind": "pairwise", "values": [[1, 2], [0.5, 1]]}"#)
    let (hierarchy, _) = try await Self.report(pairs) { $0.method = .ahp }
    #expect(hierarchy["group"]!["weights_by"] == "aij-geometric-mean")
    #expect(scoresNear([hierarchy["weights"]!["a"]!.real], [0.8], 1e-9))
    let best =
      #"{"kind": "best-worst", "values": {"bestToOthers": [1, 3], "othersToWorst": [3, 1]}}"#
    let mixed = text.replacing("ANA", with: best)
      .replacing("BO", with: #"{"kind": "exact", "values": [1, 3]}"#)
    let (together, _) = try await Self.report(mixed) { $0.method = .bwm }
    #expect(together["group"]!["weights_by"] == "aip-mean")
    #expect(scoresNear([together["weights"]!["a"]!.real], [0.5], 1e-9))
    #expect(together["group"]!["people"]!.array![0]["consistency"] != nil)
    #expect(together["ranking"]!.array!.map { $0["rank"] } == [1, 1])
  }

  @Test func `reads CSV, with weights, intervals and gaps`() async throws {
    let (object, _) = try await Self.report(
      "id;price:min:0,5;use:1\r\nx;1,5;3..4\r\ny;2,5;\r\nz;0,5;5\r\n")
    #expect(scoresNear([object["weights"]!["price"]!.real], [1.0 / 3], 1e-9))
    let ranges = object["ranking"]!.array!.map { [$0["id"]!, $0["rank_range"]!] }
    // What y lacks could put it first or last.
    #expect(ranges.contains(["y", [1, 3]]))
    #expect(object["notes"] == [["note": "missing-scores", "count": 1]])
    #expect(object["ranking"]!.array!.allSatisfy { $0["rank_range"] != nil })
  }

  @Test func `diagnoses ties, constant and missing criteria`() async throws {
    let text = """
      {"criteria": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "alternatives": [
        {"id": "x", "scores": {"a": 5, "b": 7}}, {"id": "y", "scores": {"a": 5, "b": 7}}]}
      """
    let (object, _) = try await Self.report(text) { $0.method = .topsis }
    let names = object["diagnostics"]!.array!.map { $0["diagnostic"]! }
    for name in ["tie", "constant-criterion", "missing-criterion", "weights-equal"] {
      #expect(names.contains(.string(name)))
    }
    #expect(object["ranking"]!.array!.map { $0["rank"] } == [1, 1])
  }
}
