import Civic
import Exact
import Foundation
import Maturity
import Testing

@testable import Exchange

@Suite struct `Frameworks written as files` {
  /// The frameworks that come with the program.
  private static func shipped(_ name: String) throws -> [UInt8] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return Array(
      try Data(contentsOf: root.appending(path: "Sources/gradnik/Frameworks/\(name).yaml")))
  }

  private static func again(_ file: FrameworkFile) throws -> FrameworkFile {
    let yaml = FrameworkWriter.yaml(
      of: FrameworkDraft(file), key: file.framework.id.rawValue, version: file.framework.version)
    return try FrameworkReader.read(Array(yaml.utf8))
  }

  @Test(arguments: ["digital-maturity", "integration-aspects", "city-indicators"])
  func `A framework that is taken over and exported says and counts the same`(name: String) throws {
    let file = try FrameworkReader.read(Self.shipped(name))
    let written = try Self.again(file)
    #expect(written.framework == file.framework)
    #expect(written.languages == file.languages && written.name == file.name)
    #expect(written.texts == file.texts && written.descriptions == file.descriptions)
    #expect(written.evidence == file.evidence && written.units == file.units)
    #expect(written.sources == file.sources && written.codes == file.codes)
    // A text without a language is in the first of the file.
    #expect(
      written.help.mapValues { Array($0.values).sorted() }
        == file.help.mapValues { Array($0.values).sorted() })
    #expect(written.notes.isEmpty)
  }

  @Test func `The exported file gives the same result, to the last digit`() throws {
    let bytes = try Self.shipped("digital-maturity")
    let file = try FrameworkReader.read(bytes)
    var rows = ["question,respondent,level,evidence"]
    for (index, question) in file.framework.questions.enumerated() where index % 5 != 3 {
      rows.append("\(question.id),Ana,\(index % 5 + 1),minutes")
      if index % 4 == 0 { rows.append("\(question.id),Bojan,\((index + 2) % 5 + 1),") }
    }
    let answers = Array(rows.joined(separator: "\n").utf8)
    let written = try Self.again(file)
    let results = try [file, written].map { file in
      try AssessmentReport(file, answers: AnswerReader.read(answers, for: file.framework))
        .object(inputs: [])
    }
    #expect(results[0] == results[1] && results[0]["score"] != nil)
  }

  @Test(arguments: [
    "Plain", "a: *b", "[[[[{{{{", "\"quoted\" \\ 'and' # not a comment", "- list", "да: *не",
    "tab\tand\nline", "\u{85}\u{2028}", "🏙️ 100 %", "null", "~", "&a *a",
  ])
  func `Any text stays as it was written`(text: String) throws {
    var draft = FrameworkDraft(name: Multilingual(text, in: .macedonian))
    var dimension = DraftDimension(id: "d", name: Multilingual(text, in: .english))
    var question = DraftQuestion(id: "q", text: Multilingual(text, in: .english))
    question.levels = ["No", text].map { Multilingual($0, in: .english) }
    question.weight = ExactDecimal(significand: 125, scale: 3)
    dimension.questions = [question]
    draft.dimensions = [dimension]
    let yaml = FrameworkWriter.yaml(of: draft, key: "k", version: "1")
    let file = try FrameworkReader.read(Array(yaml.utf8))
    #expect(file.name["mk"] == text && file.texts["q"]?["en"] == text)
    #expect(file.descriptions["q"]?.last?["en"] == text)
    #expect(file.framework.questions.first?.weight == Rational(1) / Rational(8))
  }

  @Test func `Parts of parts, targets and indicators come back`() throws {
    let yaml = """
      id: own
      version: "3"
      name: {en: Own}
      description: {en: What it is for}
      languages: [en]
      aggregation: all-targets
      licence: CC0-1.0
      levels: [{id: low, name: {en: Low}}, {id: high, name: {en: High}}]
      dimensions:
        - id: a
          name: {en: A}
          dimensions:
            - id: b
              name: {en: B}
              weight: 2.5
              questions:
                - id: x
                  text: {en: X}
                  help: {en: How it is meant}
                  code: KPI-1
                  indicator: {unit: km, direction: lower, worst: 10, target: 2}
                  targets: [reported, 4]
                - id: y
                  text: {en: Y}
                  roles: [council, it]
                  target: 2
                  levels: [{en: No}, {en: Half}, {en: Yes}]
      """
    let file = try FrameworkReader.read(Array(yaml.utf8))
    let written = try Self.again(file)
    #expect(written.framework == file.framework && written.licence == "CC0-1.0")
    #expect(written.help["x"]?["en"] == "How it is meant" && written.codes["x"] == "KPI-1")
    #expect(written.help[""]?["en"] == "What it is for")
  }

  @Test func `Changes between versions are named question by question`() throws {
    func file(_ questions: String) throws -> FrameworkFile {
      let yaml = """
        id: own
        version: "1"
        name: {en: Own}
        dimensions:
          - id: a
            name: {en: A}
            questions:
        \(questions)
        """
      return try FrameworkReader.read(Array(yaml.utf8))
    }
    func question(_ id: String, _ text: String, _ levels: [String], more: String = "") -> String {
      let list = levels.map { "{en: \($0)}" }.joined(separator: ", ")
      return "      - {id: \(id), text: {en: \(text)}, levels: [\(list)]\(more)}"
    }
    let old = try file(
      [
        question("same", "Same", ["No", "Yes"]), question("words", "Before", ["No", "Yes"]),
        question("scale", "Scale", ["No", "Yes"]), question("gone", "Gone", ["No", "Yes"]),
      ].joined(separator: "\n"))
    let new = try file(
      [
        question("same", "Same", ["No", "Yes"]), question("words", "After", ["No", "Always"]),
        question("scale", "Scale", ["No", "Half", "Yes"], more: ", weight: 2"),
        question("fresh", "Fresh", ["No", "Yes"]),
      ].joined(separator: "\n"))
    let difference = FrameworkDifference(from: old, to: new)
    #expect(difference[ID(rawValue: "same")].isEmpty)
    #expect(difference[ID(rawValue: "words")] == [.reworded, .levelsReworded])
    #expect(difference[ID(rawValue: "scale")] == [.rescaled, .reweighted])
    #expect(difference[ID(rawValue: "fresh")] == [.added])
    #expect(difference[ID(rawValue: "gone")] == [.removed])
  }
}
