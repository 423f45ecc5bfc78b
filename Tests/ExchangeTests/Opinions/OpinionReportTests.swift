import Civic
import Exact
import Foundation
import Opinions
import Testing

@testable import Exchange

@Suite struct `The report of opinion groups` {
  private static let sample =
    "participant,1,2,3\n1,1,-1,1\n2,1,-1,1\n3,1,-1,1\n4,-1,1,1\n5,-1,1,1\n6,-1,1,1\n"

  private static func object(
    _ text: String = sample, _ settings: OpinionSettings = OpinionSettings()
  ) throws -> JSONObject {
    let file = try VotesReader().read(Array(text.utf8))
    let groups = try file.matrix.opinionGroups(settings)
    return OpinionReport(groups, notes: file.notes).object(input: Digest(of: Array(text.utf8)))
  }

  private static func schema() throws -> JSONSchema {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "Golden/schemas/gradnik-opinions-1.schema.json")
    return JSONSchema(try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  @Test(arguments: Convention.allCases, [nil, 1, 2, 5])
  func `follows its schema`(convention: Convention, groups: Int?) throws {
    let settings = OpinionSettings(
      convention: convention, groups: groups, centers: groups == nil ? [] : [Point(1, 0)])
    let object = try Self.object(Self.sample, settings)
    #expect(try Self.schema().violations(in: .object(object)) == [])
    let one = try Self.object("participant,1\n1,0\n", settings)
    #expect(try Self.schema().violations(in: .object(one)) == [])
  }

  @Test func `is refused by its schema when something is missing or too much`() throws {
    var object = try Self.object()
    object["k"] = nil
    object["extra"] = 1
    #expect(
      try Self.schema().violations(in: .object(object)) == ["/k: required", "/extra: additional"])
  }

  @Test func `names groups, sides and scores`() throws {
    let object = try Self.object()
    #expect(object["k"] == 2)
    #expect(object["groups"]?.array?.map { $0["members"] } == [["1", "2", "3"], ["4", "5", "6"]])
    #expect(object["statement_order"] == ["1", "2", "3"])
    #expect(
      object["representative"]?["1"] == [
        ["statement": "2", "side": "agree"], ["statement": "1", "side": "disagree"],
      ])
    #expect(object["consensus"] == ["agree": ["3"], "disagree": []])
    #expect(object["projection"]?["6"]?.array?[0].number?.double == -1.41421356237)
    #expect(object["settings"]?["convention"] == "polis")
    #expect(object["settings"]?["seed"] == "1")
  }

  @Test func `has a digest that anyone can recompute`() throws {
    var object = try Self.object()
    let digest = object["digest"]
    for name in ["format", "version", "notes", "digest"] { object[name] = nil }
    let whole: JSONValue = [
      "input": .string(Digest(of: Array(Self.sample.utf8)).rawValue),
      "settings": object["settings"] ?? .null, "result": .object(object),
    ]
    #expect(digest == .string(Digest(of: whole).rawValue))
  }

  @Test func `says when groups cannot be told apart, or are fewer than asked`() throws {
    func notes(_ text: String, _ settings: OpinionSettings) throws -> JSONValue? {
      try Self.object(text, settings)["notes"]
    }
    let same = "participant,1\n1,0\n2,0\n"
    #expect(try notes(same, OpinionSettings()) == [["note": "groups-not-told-apart"]])
    #expect(
      try notes(Self.sample, OpinionSettings(groups: 4)) == [
        ["note": "fewer-groups-than-asked", "count": 2]
      ])
  }
}

@Suite struct `Significant digits` {
  private static let samples: [(Double, Double)] = [
    (0.30000000000000004, 0.3), (0.3333333333333333, 0.333333333333),
    (666_666_666_666.6666, 666_666_666_667), (-123_456.789012345, -123_456.789012),
    (3.3333333333333335e-07, 3.33333333333e-7), (0, 0), (.infinity, 0), (.nan, 0),
    (1e300, 1e300), (5, 5), (9.9999999999996, 10),
  ]

  @Test(arguments: samples)
  func `are twelve`(number: Double, rounded: Double) {
    #expect(SignificantDigits.rounded(number) == rounded)
  }

  @Test func `are those that printing with twelve digits gives`() {
    var random = SeededGenerator(seed: 5)
    var differing = 0
    let scales: [Double] = [1e-9, 1e-4, 0.1, 1, 100, 1e8]
    for index in 0..<20_000 {
      let number = Double.random(in: -1...1, using: &random) * scales[index % scales.count]
      guard number.magnitude >= 1e-10 else { continue }
      let printed = Double(String(format: "%.11e", number)) ?? 0
      let rounded = SignificantDigits.rounded(number)
      #expect((rounded - printed).magnitude <= printed.magnitude * 1.001e-11)
      if rounded != printed { differing += 1 }
    }
    // Halves, but for rounding.
    #expect(differing < 5)
  }
}
