import BigInt
import Exact
import Foundation
import Testing

@testable import Investment

/// Cases with published or enumerated answers, where they are.
private enum Oracle {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/oracle/decision")
  static let isThere = FileManager.default.fileExists(atPath: folder.path)

  static func cases(_ name: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: folder.appending(path: name))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return object?["cases"] as? [[String: Any]] ?? []
  }

  /// A knapsack with several limits, as a plan whose years are the limits.
  static func plan(values: [Int64], costs: [[Int64]], budgets: [Int64]) -> InvestmentPlan {
    let own = BudgetSource(id: ID(rawValue: "own"), rate: nil, budget: budgets)
    let actions = values.indices.map { item in
      CityAction(
        id: ID(rawValue: "p\(item)"), cost: costs.map { $0[item] }, staff: costs.map { _ in 0 },
        value: [Score(values[item])], sources: 1)
    }
    return InvestmentPlan(years: budgets.count, actions: actions, sources: [own], weights: [1])
  }
}

@Suite(.serialized, .enabled(if: Oracle.isThere && SolverFixture.isThere))
struct `Published decisions` {
  @Test func `capital budgets reach their optimum`() throws {
    for entry in try Oracle.cases("capital_budgeting.json") {
      let values = try #require(entry["values"] as? [Int64])
      let costs = try #require(entry["costs"] as? [[Int64]])
      let budgets = try #require(entry["budgets"] as? [Int64])
      let expected = try #require((entry["expected"] as? [String: Any])?["optimum"] as? Int64)
      let plan = Oracle.plan(values: values, costs: costs, budgets: budgets)
      let result = try plan.optimum(InvestmentSettings(), control: SolverFixture.control)
      #expect(result.status == .optimal)
      #expect(result.value == expected * 10_000)
    }
  }

  @Test(arguments: ["mdkp_mknap1.json", "mdkp_mknap2.json"])
  func `knapsacks of the OR-Library reach their optimum`(name: String) throws {
    var proved = 0
    for entry in try Oracle.cases(name) {
      let profits = try #require(entry["profits"] as? [Double])
      let weights = try #require(entry["weights"] as? [[Double]])
      let capacities = try #require(entry["capacities"] as? [Double])
      let expected = (entry["expected"] as? [String: Any])?["optimum"] as? Double
      guard let optimum = expected ?? entry["optimum"] as? Double, profits.count <= 40,
        profits.allSatisfy({ $0 == $0.rounded() })
      else { continue }
      let plan = Oracle.plan(
        values: profits.map { Int64($0) }, costs: weights.map { $0.map { Int64($0) } },
        budgets: capacities.map { Int64($0) })
      let result = try plan.optimum(InvestmentSettings(time: 20), control: SolverFixture.control)
      #expect(result.value == Int64(optimum) * 10_000, "\(entry["id"] ?? "")")
      #expect(result.status == .optimal, "\(entry["id"] ?? "")")
      proved += 1
    }
    #expect(proved > 2)
  }

  @Test func `robust portfolios equal those of an exhaustive enumeration`() throws {
    for entry in try Oracle.cases("rpm.json") {
      let low = try #require(entry["scoresLow"] as? [[Int64]])
      let high = try #require(entry["scoresHigh"] as? [[Int64]])
      let costs = try #require(entry["costs"] as? [[Int64]])
      let budgets = try #require(entry["budgets"] as? [Int64])
      let corners = try #require(entry["weightExtremePoints"] as? [[Double]])
      let expected = try #require(entry["expected"] as? [String: Any])
      let feasible = (0..<(1 << low.count)).map { mask in
        low.indices.filter { mask >> $0 & 1 == 1 }
      }.filter { items in
        zip(costs, budgets).allSatisfy { cost, budget in
          items.reduce(Int64(0)) { $0 + cost[$1] } <= budget
        }
      }
      let robust = RobustPortfolios(
        low: low, high: high, feasible: feasible,
        weights: corners.map { $0.map { Rational(BigInt(Int64($0 * 1000)), over: 1000) } })
      let wanted = try #require(expected["nonDominated"] as? [[Int]])
      #expect(Set(robust.portfolios) == Set(wanted))
      let index = try #require(expected["coreIndex"] as? [String])
      #expect(low.indices.map { robust.coreIndex(of: $0).description } == index)
    }
  }
}
