import ArgumentParser
import Civic
import Exchange
import Foundation
import Ranking
import Testing

@testable import gradnik

@Suite struct `The command rank` {
  private static let table = """
    {"criteria": [{"id": "cost", "direction": "min"}, {"id": "use"}],
     "alternatives": [{"id": "a", "scores": [4, 3]}, {"id": "b", "scores": [3, 2]},
       {"id": "c", "scores": [5, 1]}]}
    """

  private static func work(
    _ text: String, name: String = "table.json", _ change: (inout RankingRequest) -> Void = { _ in }
  ) async throws -> RankWork {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gradnik-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    var request = RankingRequest()
    request.samples = 1000
    change(&request)
    return try await RankWork(file: file.path, request: request, repeats: 0)
  }

  private static func failure(
    _ text: String, name: String = "table.json", _ change: (inout RankingRequest) -> Void = { _ in }
  ) async -> CommandFailure? {
    do {
      _ = try await work(text, name: name, change)
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  @Test(arguments: [RankingMethod.mavt, .smaa, .ahp, .promethee, .electreIII, .topsis, .vikor])
  func `ranks a table, in words too`(method: RankingMethod) async throws {
    let work = try await Self.work(Self.table) { $0.method = method }
    let object = work.report.object(input: work.input)
    #expect(object["format"] == "gradnik-ranking/1")
    let lines = RankText(object).lines
    #expect(lines[0] == method.rawValue)
    #expect(lines[1].hasPrefix("1. "))
  }

  @Test func `ends with bad input, and a sentence that names the place`() async {
    for (text, name, place) in [
      ("", "table.json", "empty"), ("{", "table.json", "line 1, column 2"),
      (Self.table.replacing("[4, 3]", with: "[NaN, 3]"), "t.json", "alternative a, criterion cost"),
      ("id,x\na,1\na,2\n", "table.csv", "a stands twice"),
      ("id,x\na,?\n", "table.csv", "line 2, alternative a, criterion x"),
    ] {
      let failure = await Self.failure(text, name: name)
      #expect(failure?.status == .badInput)
      #expect(failure?.description.contains(place) == true)
    }
    for method in [RankingMethod.bwm, .electreTri, .mrSort] {
      let failure = await Self.failure(Self.table) { $0.method = method }
      #expect(failure?.status == .badInput)
    }
  }

  @Test func `ends with wrong use for unknown names and numbers`() async {
    let failure = await Self.failure(Self.table) { $0.explained = "d" }
    #expect(failure?.status == .wrongUse)
    for words in [
      ["rank"], ["rank", "t.json", "--method", "best"], ["rank", "t.json", "--compare", "a"],
      ["rank", "t.json", "--samples", "0"], ["rank", "t.json", "--lambda", "0"],
      ["rank", "t.json", "--v", "2"], ["rank", "t.json", "--threads", "0"],
    ] {
      #expect(throws: (any Error).self) { try Gradnik.parseAsRoot(words) }
    }
  }
}
