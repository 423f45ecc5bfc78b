import Civic
import Exchange
import Foundation
import Tally
import Testing

@Suite struct `The report of a tally` {
  private static let sample = """
    META
    key;value
    unit;Exampleton
    budget;100,50
    vote_type;approval
    rule;equalshares/add1
    PROJECTS
    project_id;cost;name
    p1;60;Park
    p2;40.5;Playground
    p3;50;Pond
    VOTES
    voter_id;vote
    1;p1,p2
    2;p1
    3;p2,p3
    4;
    """

  private static func schema() throws -> JSONSchema {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Golden/schemas/gradnik-tally-1.schema.json")
    return JSONSchema(try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  private static func report(
    _ text: String = sample, _ change: (inout TallyRequest) -> Void = { _ in }
  ) throws -> (TallyReport, Digest) {
    let bytes = Array(text.utf8)
    let file = try PabulibReader().read(bytes)
    var request = TallyRequest()
    change(&request)
    let (settings, notes) = try request.settings(for: file)
    let outcome = try file.election.tally(settings)
    return (
      TallyReport(file, settings: settings, outcome: outcome, notes: notes), Digest(of: bytes)
    )
  }

  @Test(arguments: [
    "greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "poznan", "equalshares",
    "equal-shares", "equalshares/add1", "equalshares/add1u-comparison", "phragmen",
    "maximin-support", "optimum",
  ])
  func `follows its schema under every rule`(rule: String) throws {
    let (report, input) = try Self.report { request in
      request.rule = rule
      request.threshold = "2"
      request.eligibility = 3
    }
    for explanation in [nil, report.explanation(of: nil), report.explanation(of: 1)] {
      let object = report.object(input: input, explanation: explanation)
      #expect(try Self.schema().violations(in: .object(object)) == [])
    }
  }

  @Test func `is refused by its schema when something is missing or too much`() throws {
    let (report, input) = try Self.report()
    var object = report.object(input: input)
    object["cost"] = nil
    object["extra"] = 1
    #expect(
      try Self.schema().violations(in: .object(object)) == [
        "/cost: required", "/extra: additional",
      ])
  }

  @Test func `has exact amounts, and a digest that anyone can recompute`() throws {
    let (report, input) = try Self.report()
    var object = report.object(input: input)
    #expect(object["winners"] == ["p2", "p1"])
    #expect(object["cost"] == "100.5")
    #expect(object["budget"] == "100.5")
    #expect(object["voters"] == 4)
    let digest = object["digest"]
    for name in ["format", "version", "notes", "digest"] { object[name] = nil }
    let whole: JSONValue = [
      "input": .string(input.rawValue), "settings": object["settings"] ?? .null,
      "result": .object(object),
    ]
    #expect(digest == .string(Digest(of: whole).rawValue))
  }

  @Test func `takes equal shares written apart or in one word`() throws {
    for completion in ["", "/add1u", "/add1-comparison"] {
      let apart = try Self.report { $0.rule = "equal-shares" + completion }
      let together = try Self.report { $0.rule = "equalshares" + completion }
      #expect(apart.0.settings.rule == .equalShares)
      #expect(
        JSONValue.object(apart.0.object(input: apart.1))
          == .object(together.0.object(input: together.1)))
    }
  }

  @Test func `takes the rule from the file, and says when it cannot`() throws {
    func notes(_ rule: String, unit: String = "Exampleton") throws -> (Rule, [TallyRequest.Note]) {
      let text = Self.sample.replacingOccurrences(of: "equalshares/add1", with: rule)
        .replacingOccurrences(of: "Exampleton", with: unit)
      let (report, _) = try Self.report(text)
      return (report.settings.rule, report.notes)
    }
    #expect(try notes("greedy-custom") == (.greedy, [.customRuleAsGreedy]))
    #expect(try notes("greedy-custom", unit: "Poznań") == (.poznan, []))
    #expect(try notes("unknown") == (.greedy, [.ruleUnknown("unknown")]))
    #expect(try notes("None") == (.greedy, [.ruleMissing]))
    #expect(try notes("greedy-threshold") == (.greedy, [.thresholdMissing]))
    #expect(try notes("greedy-exclusive") == (.greedyExclusive, [.exclusiveGroupsMissing]))
    let (report, _) = try Self.report(
      Self.sample.replacingOccurrences(of: "add1", with: "add1-comparison"))
    #expect(report.settings.comparison)
    #expect(report.settings.start == .integral)
    #expect(throws: TallyRequest.Failure.unknownRule("best")) {
      try Self.report { $0.rule = "best" }
    }
    #expect(throws: TallyRequest.Failure.unknownProject("x")) {
      try Self.report { $0.exclusive = "p1,x" }
    }
  }
}
