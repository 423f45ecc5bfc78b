import Civic
import Exact
import Exchange
import Foundation
import Investment
import Testing

/// The solver and the plans that other programs have solved, where they are.
enum InvestmentFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let hasSolver: Bool = {
    let named = ProcessInfo.processInfo.environment["GRADNIK_HIGHS"].map { [$0] } ?? []
    return HiGHS.open(
      at: named + ["so", "dylib"].map { root.appending(path: ".highs/lib/libhighs.\($0)").path }
        + ["libhighs.so.1"]) != nil
  }()
  static let plans = root.appending(path: "../shared/data/oracle/decision/milp")
  static let hasPlans = FileManager.default.fileExists(atPath: plans.path)
  static let control = SearchControl(elapsed: { ProcessInfo.processInfo.systemUptime })

  static func plan(_ name: String) throws -> PlanFile {
    try CityPlanReader.read([UInt8](Data(contentsOf: plans.appending(path: "\(name).json"))))
  }
}

@Suite(.serialized, .enabled(if: InvestmentFixture.hasSolver))
struct `The report of an investment plan` {
  private static func schema() throws -> JSONSchema {
    let file = InvestmentFixture.root
      .appending(path: "Tests/Golden/schemas/gradnik-investment-1.schema.json")
    return JSONSchema(try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  private static func report(
    _ text: String = `The reader of investment plans`.sample
  ) throws -> InvestmentReport {
    let file = try `The reader of investment plans`.read(text)
    let settings = InvestmentSettings(time: 10)
    let result = try file.plan.optimum(settings, control: InvestmentFixture.control)
    return InvestmentReport(file, settings: settings, result: result)
  }

  @Test func `follows its schema with all that can be asked`() throws {
    var report = try Self.report()
    let (plan, control) = (report.file.plan, InvestmentFixture.control)
    report.add(try plan.prices(per: 100))
    report.add(
      try plan.acceptability(
        5, report.file.uncertainty, report.settings, seconds: 5, control: control), asked: 5)
    report.add(robust: try plan.robustPortfolios(report.file.uncertainty))
    report.add(
      try plan.paretoFront(
        [.value, .cost], steps: 3, report.settings, seconds: 5, control: control),
      aims: [("value", .value), ("cost", .cost)])
    report.add(try plan.lossIntervals(given: report.result, seconds: 5, control: control))
    let object = report.object(input: Digest(of: [1]), solver: "HiGHS")
    #expect(try Self.schema().violations(in: .object(object)) == [])
    let why = try plan.whyNot(0, given: report.result, report.settings, control: control)
    report.add(try #require(why))
    let second = report.object(input: Digest(of: [1]), solver: "HiGHS")
    #expect(try Self.schema().violations(in: .object(second)) == [])
  }

  @Test func `names the rules in conflict`() throws {
    let text = `The reader of investment plans`.sample
      .replacing(#""own":[100,100]"#, with: #""own":[10,10]"#)
    var report = try Self.report(text)
    #expect(report.result.status == .infeasible)
    report.add(try report.file.plan.conflict(seconds: 5, control: InvestmentFixture.control))
    let object = report.object(input: Digest(of: [1]), solver: "HiGHS")
    #expect(try Self.schema().violations(in: .object(object)) == [])
    #expect(
      object["conflict"] == [
        ["rule": "minimum-actions", "objective": 1, "least": 1],
        ["rule": "budget", "source": "own"],
      ])
  }

  @Test func `has a digest that anyone can recompute`() throws {
    let report = try Self.report()
    let input = Digest(of: [1])
    var object = report.object(input: input, solver: "HiGHS")
    let digest = object["digest"]
    for name in ["format", "version", "notes", "digest"] { object[name] = nil }
    let whole: JSONValue = [
      "input": .string(input.rawValue), "settings": object["settings"] ?? .null,
      "result": .object(object),
    ]
    #expect(digest == .string(Digest(of: whole).rawValue))
  }

  @Test(
    .enabled(if: InvestmentFixture.hasPlans),
    arguments: [("plan_20x4_s2", 711_147_997)])
  func `equals the optimum that three solvers proved`(name: String, optimum: Int64) throws {
    let file = try InvestmentFixture.plan(name)
    let result = try file.plan.optimum(
      InvestmentSettings(time: 60), control: InvestmentFixture.control)
    #expect(result.status == .optimal)
    #expect(result.value == optimum)
    #expect(file.plan.breaches(in: try #require(result.portfolio)) == [])
  }

  @Test(.enabled(if: InvestmentFixture.hasPlans))
  func `says what cannot be kept together in a plan without a solution`() throws {
    let file = try InvestmentFixture.plan("plan_20x4_s1")
    let result = try file.plan.optimum(
      InvestmentSettings(), control: InvestmentFixture.control)
    #expect(result.status == .infeasible)
    let conflict = try file.plan.conflict(seconds: 20, control: InvestmentFixture.control)
    #expect(conflict?.parts == [.precedence(0), .minimumActions(objective: 3)])
    #expect(conflict?.isIrreducible == true)
  }

  @Test(
    .enabled(if: InvestmentFixture.hasPlans),
    arguments: [
      ("plan_200x6_s1", 6_346_122_502),
      ("plan_200x6_s2", 8_170_128_926),
    ])
  func `stays between a checked plan and a bound when its time is limited`(
    name: String, most: Int64
  ) throws {
    let file = try InvestmentFixture.plan(name)
    let result = try file.plan.optimum(
      InvestmentSettings(gap: 0.02, time: 60), control: InvestmentFixture.control)
    let portfolio = try #require(result.portfolio)
    #expect(file.plan.breaches(in: portfolio) == [])
    #expect(try file.plan.value(of: portfolio) == result.value)
    #expect(result.value ?? 0 <= most)
    #expect(result.bound ?? 0 >= result.value ?? 0)
  }

  /// Where one can be found in `../shared`: the plans other solvers found are checked by our rules.
  @Test(
    .enabled(if: InvestmentFixture.hasPlans),
    arguments: [
      ("plan_20x4_s2", "g0.0"), ("plan_40x5_s1", "g0.0"), ("plan_200x6_s1", "g0.01"),
      ("plan_200x6_s2", "g0.01"),
    ])
  func `values the plans of another solver as it did`(name: String, gap: String) throws {
    let file = try InvestmentFixture.plan(name)
    let solution = try JSONValue(
      parsing: [UInt8](
        Data(contentsOf: InvestmentFixture.plans.appending(path: "\(name).sol_\(gap).json"))
          .replacingInfinity))
    var starts = [Int?](repeating: nil, count: file.plan.actions.count)
    for (index, action) in file.plan.actions.enumerated() {
      starts[index] = solution["starts"]?[action.id.rawValue]?.number?.integer.map { Int($0) }
    }
    let value = try file.plan.value(of: Portfolio(starts: starts, funding: []))
    let theirs = try #require(solution["objective"]?.number?.double)
    #expect(abs(Double(value) - theirs) < 1)
  }
}

extension Data {
  /// Some programs write `Infinity` and `NaN`, which JSON does not have.
  fileprivate var replacingInfinity: Data {
    let text = String(decoding: self, as: UTF8.self)
    return Data(
      text.replacing("Infinity", with: "0").replacing("NaN", with: "0").utf8)
  }
}
