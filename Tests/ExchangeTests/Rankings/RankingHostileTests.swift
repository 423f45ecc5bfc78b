import Civic
import Exchange
import Foundation
import Ranking
import Testing

@Suite struct `A table that is no table` {
  private static func failure(_ text: String) -> RankingFileError? {
    do throws(RankingFileError) {
      let bytes = Array(text.utf8)
      _ =
        try text.hasPrefix("id")
        ? RankingCSVReader().read(bytes) : RankingJSONReader().read(bytes)
      return nil
    } catch {
      return error
    }
  }

  private static func table(_ score: String, weights: String = #"{"kind": "none"}"#) -> String {
    """
    {"criteria": [{"id": "a"}, {"id": "b"}],
     "alternatives": [{"id": "x", "scores": {"a": \(score), "b": 1}}], "weights": \(weights)}
    """
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity", "\"nan\"", "\"12\"", "1e101"])
  func `is refused with the cell's name`(score: String) {
    let failure = Self.failure(Self.table(score))
    #expect(failure?.place == "alternative x, criterion a")
    if case .notANumber = failure?.problem {
    } else {
      Issue.record("\(String(describing: failure))")
    }
  }

  @Test func `is refused with line and column of its syntax`() {
    #expect(Self.failure("{\n  oops")?.place == "line 2, column 3")
    #expect(Self.failure("")?.problem == .empty)
    #expect(Self.failure(" \n")?.problem == .empty)
    #expect(Self.failure("[]")?.problem == .wrongType)
    #expect(Self.failure(String(repeating: "[", count: 100_000))?.problem == .tooDeep(limit: 64))
    #expect(Self.failure("id,a\nx,\"1\n")?.place == "line 2, column 3")
  }

  @Test(arguments: [
    (#"{"alternatives": []}"#, "/criteria"),
    (#"{"criteria": []}"#, ""), (#"{"format": "gradnik-tally/1"}"#, "/format"),
    (#"{"criteria": [{}]}"#, "/criteria/0/id"),
    (#"{"criteria": [{"id": "a", "direction": "up"}]}"#, "/criteria/0/direction"),
    (#"{"criteria": [{"id": "a", "value": [[0, 0]]}]}"#, "/criteria/0/value"),
    (#"{"criteria": [{"id": "a", "value": [[0, 0], [0, 1]]}]}"#, "/criteria/0/value/1"),
    (
      #"{"criteria": [{"id": "a", "preference": {"function": "linear", "q": 2, "p": 1}}]}"#,
      "/criteria/0/preference"
    ),
    (
      #"{"criteria": [{"id": "a", "preference": {"function": "x"}}]}"#,
      "/criteria/0/preference/function"
    ),
    (#"{"criteria": [{"id": "a"}], "alternatives": [{"scores": {}}]}"#, "/alternatives/0/id"),
    (
      #"{"criteria": [{"id": "a"}], "alternatives": [{"id": "x", "scores": {"b": 1}}]}"#,
      "/alternatives/0/scores"
    ),
    (
      #"{"criteria": [{"id": "a"}], "alternatives": [{"id": "x", "scores": {"a": [2, 1]}}]}"#,
      "alternative x, criterion a"
    ),
    ("id,a\nx,1\ny,one\n", "line 3, alternative y, criterion a"),
    ("id,a:up\nx,1\n", "line 1, column 2"),
    ("id,a\nx,1,2\n", "line 2, column 3"),
    ("id,a\n,1\n", "line 2, column 1"),
    ("id,a:max:1,b\nx,1,2\n", "line 1, weight of b"),
  ])
  func `is refused with the place`(text: String, place: String) {
    #expect(Self.failure(text)?.place == place)
  }

  @Test(arguments: [
    #"{"kind": "exact", "values": {"a": 1}}"#, #"{"kind": "exact", "values": [1, 2, 3]}"#,
    #"{"kind": "guess", "values": {}}"#, #"{"values": {}}"#, #"{"kind": "exact"}"#,
    #"{"kind": "order", "values": ["a", "a"]}"#, #"{"kind": "order", "values": ["a"]}"#,
    #"{"kind": "intervals", "values": {"a": [0.9, 0.1], "b": [0, 1]}}"#,
    #"{"kind": "intervals", "values": {"a": [0, 0.1], "b": [0, 0.1]}}"#,
    #"{"kind": "pairwise", "values": [[1, 2], [2, 1]]}"#,
    #"{"kind": "pairwise", "values": [[1, 0], [0, 1]]}"#,
    #"{"kind": "pairwise", "values": [[1]]}"#,
    #"{"kind": "best-worst", "values": {"bestToOthers": [1, 0.5], "othersToWorst": [2, 1]}}"#,
    #"{"kind": "best-worst", "values": {"bestToOthers": [2, 3], "othersToWorst": [2, 1]}}"#,
    #"{"kind": "best-worst", "values": {}}"#, "7",
  ])
  func `is refused for its weights`(weights: String) {
    let failure = Self.failure(Self.table("1", weights: weights))
    #expect(failure?.place.hasPrefix("/weights") == true)
  }

  @Test func `is refused when something stands twice`() {
    let alternatives = Self.failure("id,a\nx,1\nx,2\n")
    #expect(alternatives?.problem == .engine(.repeatedAlternative("x")))
    #expect(Self.failure("id,a,a\nx,1,2\n")?.problem == .engine(.repeatedCriterion("a")))
  }

  @Test(arguments: [
    RankingMethod.topsis, .vikor, .promethee, .electreIII, .electreTri, .mrSort, .ahp,
  ])
  func `is refused by methods that need numbers`(method: RankingMethod) async throws {
    let file = try RankingJSONReader().read(
      Array(
        #"{"criteria": [{"id": "a"}], "alternatives": [{"id": "x", "scores": {"a": 1}}, {"id": "y", "scores": {"a": null}}]}"#
          .utf8))
    var request = RankingRequest()
    request.method = method
    var run = try RankingRun(file, request)
    let cell = RankingError.Cell(alternative: "y", criterion: "a")
    await #expect(throws: RankingError.scoreNotExact(cell)) { try await run.run() }
  }

  /// Bytes changed at random give an answer or a reason, never a crash.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is survived`(seed: UInt64) async throws {
    var random = Chance(state: seed)
    var bytes = Array(
      #"{"criteria":[{"id":"a","q":1,"p":2,"veto":3,"direction":"min","value":[[0,1],[9,0]]},{"id":"b"}],"alternatives":[{"id":"x","scores":{"a":1,"b":[2,3]}},{"id":"y","scores":{"a":4,"b":null}},{"id":"z","scores":[5,6]}],"weights":{"kind":"intervals","values":{"a":[0.2,0.5],"b":0.6}},"profiles":[[3,4]]}"#
        .utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      bytes[Int.random(in: bytes.indices, using: &random)] = [48, 57, 45, 44, 93, 34, 101, 46]
        .randomElement(using: &random)!
    }
    guard let file = try? RankingJSONReader().read(bytes) else { return }
    for method in RankingMethod.allCases {
      var request = RankingRequest()
      (request.method, request.samples) = (method, 50)
      guard var run = try? RankingRun(file, request) else { continue }
      try? await run.run()
      _ = CanonicalJSON.bytes(of: .object(RankingReport(run).object(input: Digest(of: bytes))))
    }
  }

  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }
}
