import Civic
import Exact
import Exchange
import Foundation
import Maturity
import Testing

private let text = """
  id: sample
  version: "2"
  name: {en: Sample, mk: Пример}
  languages: [en, mk]
  aggregation: weighted-mean
  missing: interval
  dimensions:
    - id: a
      name: {en: First}
      weight: 0.5
      questions:
        - {id: x, text: {en: Question}, levels: [one, two, three, four, five], roles: [it]}
        - {id: y, indicator: {unit: "%", target: 90, direction: higher}, source: unverified}
  """

@Suite struct `Framework files` {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `are read with their texts`() throws {
    let file = try FrameworkReader.read(Array(text.utf8))
    #expect(file.framework.questions.map(\.id.rawValue) == ["x", "y"])
    #expect(file.languages == ["en", "mk"])
    #expect(FrameworkFile.pick(file.name, "mk") == "Пример")
    #expect(FrameworkFile.pick(file.texts["a"], "mk") == "First")
    #expect(file.units["y"] == "%")
    #expect(file.notes.isEmpty)
  }

  @Test(arguments: [
    "", "a", "[", "{", "id: x", "- 1", "id: [1]", "id: x\nversion: 1\ndimensions: 3",
    "id: x\nversion: 1\ndimensions:\n- 1", "a: &b [1]\nc: *b", "a: b: c", "\u{0}",
    "id: x\nversion: 1\naggregation: best\ndimensions: []",
    "id: x\nversion: 1\ndimensions:\n- {id: a, questions: [{id: q, levels: [1]}]}",
    "id: x\nversion: 1\ndimensions:\n- {id: a, weight: 1e9, questions: [{id: q, levels: [1, 2]}]}",
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
    String(repeating: "{a: ", count: 100_000),
  ])
  func `are refused when they cannot be one`(text: String) {
    #expect(throws: AssessmentFileError.self) { try FrameworkReader.read(Array(text.utf8)) }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `survive damage`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(text.utf8)
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] = UInt8.random(in: 0...255, using: &random)
    }
    _ = try? FrameworkReader.read(bytes)
  }

  private static let shipped: [String] = {
    let path = folder.appending(path: "Sources/gradnik/Frameworks").path
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  @Test(arguments: shipped)
  func `that come with Gradnik are whole in every language they name`(name: String) throws {
    let url = Self.folder.appending(path: "Sources/gradnik/Frameworks/\(name)")
    let file = try FrameworkReader.read([UInt8](try Data(contentsOf: url)))
    #expect(name == "\(file.framework.id.rawValue).yaml")
    #expect(file.notes.isEmpty)
    let languages = Set(file.languages)
    #expect(languages.contains("en"))
    for question in file.framework.questions {
      let id = question.id.rawValue
      #expect(Set(file.texts[id]?.keys ?? [:].keys) == languages, "\(id)")
      for level in file.descriptions[id] ?? [] { #expect(Set(level.keys) == languages, "\(id)") }
    }
    for result in try file.framework.assess([]).dimensions {
      #expect(Set(file.texts[result.dimension.id.rawValue]?.keys ?? [:].keys) == languages)
    }
  }
}
