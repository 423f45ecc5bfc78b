import Civic
import Exact
import Testing

@Suite struct `Funding check` {
  /// Celje in Cities@Heart: 72,075 EUR with at most 80 % from the ERDF.
  @Test func `takes 80 percent of 72,075 euros and leaves the rest to the city`() throws {
    var document = PlanSample.plan(actions: 1)
    document.fundingCalls = [PlanSample.call("urbact", percent: ExactDecimal(80))]
    document.fundingSources = [
      PlanSample.source("erdf", .erdf, call: "urbact"), PlanSample.source("own", .ownBudget),
    ]
    document.costLines = [PlanSample.cost(7_207_500, in: 2026)]
    document.fundingLines = [
      PlanSample.line("erdf", .rate, percent: ExactDecimal(80)), PlanSample.line("own", .rest),
    ]
    let check = document.fundingCheck()
    #expect(check.bySource.map(\.amount) == [5_766_000, 1_441_500])
    #expect(check.total.own == 1_441_500)
    #expect(check.total.gap == 0)
    #expect(check.byAction[0].shares[0].rate?.description == "4/5")
    #expect(!check.byAction[0].shares[0].isOverCeiling)
    #expect(document.check().filter { $0.severity == .error } == [])
  }

  @Test func `a cent above the ceiling is found`() {
    var document = PlanSample.plan(actions: 1)
    document.fundingCalls = [PlanSample.call("urbact", percent: ExactDecimal(80))]
    document.fundingSources = [PlanSample.source("erdf", .erdf, call: "urbact")]
    document.costLines = [PlanSample.cost(7_207_500, in: 2026)]
    document.fundingLines = [PlanSample.line("erdf", .amount, amount: 5_766_001)]
    #expect(document.fundingCheck().byAction[0].shares[0].isOverCeiling)
    #expect(document.check().contains { $0.message.key == "checkFundingCeiling" })
  }

  @Test func `a rate is rounded down and spread without losing a cent`() {
    var document = PlanSample.plan(actions: 1)
    document.fundingSources = [PlanSample.source("donor", .donor)]
    document.costLines = [
      PlanSample.cost(3_333, in: 2026), PlanSample.cost(3_333, in: 2027),
      PlanSample.cost(3_335, in: 2028),
    ]
    document.fundingLines = [
      PlanSample.line("donor", .rate, percent: ExactDecimal(significand: 333, scale: 1))
    ]
    let line = document.fundingCheck().byAction[0].lines[0]
    #expect(line.amount == 3_330)
    #expect(line.byYear == [2026: 1_110, 2027: 1_110, 2028: 1_110])
  }

  @Test func `money named twice is an error and what is missing a warning`() {
    var document = PlanSample.plan(actions: 2)
    document.fundingSources = [PlanSample.source("own", .ownBudget)]
    document.costLines = [
      PlanSample.cost(1_000, in: 2026), PlanSample.cost(1_000, in: 2026, of: "a2"),
    ]
    document.fundingLines = [
      PlanSample.line("own", .amount, amount: 1_001),
      PlanSample.line("own", .amount, of: "a2", status: .applied, amount: 999),
    ]
    let keys = document.check().filter { $0.record?.kind == "action" }.map(\.message)
    let cent = Message.Argument.money(Money(minorUnits: 1, currency: .euro))
    #expect(keys.contains(Message("checkFundingOver", ["amount": cent])))
    #expect(keys.contains(Message("checkFundingMissing", ["amount": cent])))
  }

  @Test func `one year funded above its cost is found though the sum fits`() {
    var document = PlanSample.plan(actions: 1)
    document.fundingSources = [PlanSample.source("own", .ownBudget)]
    document.costLines = [PlanSample.cost(500, in: 2026), PlanSample.cost(500, in: 2027)]
    document.fundingLines = [PlanSample.line("own", .amount, amount: 700, year: 2026)]
    #expect(document.check().contains { $0.message.key == "checkFundingYearOver" })
  }

  @Test func `two lines that take the rest are an error`() {
    var document = PlanSample.plan(actions: 1)
    document.fundingSources = [
      PlanSample.source("own", .ownBudget), PlanSample.source("loan", .loan),
    ]
    document.costLines = [PlanSample.cost(500, in: 2026)]
    document.fundingLines = [PlanSample.line("own", .rest), PlanSample.line("loan", .rest)]
    #expect(document.check().contains { $0.message.key == "checkFundingTwoRests" })
    #expect(document.fundingCheck().total.secured == 500)
  }

  @Test func `a source that gives more than it has is found`() {
    var document = PlanSample.plan(actions: 1)
    var source = PlanSample.source("own", .ownBudget)
    source.available = 499
    document.fundingSources = [source]
    document.costLines = [PlanSample.cost(500, in: 2026)]
    document.fundingLines = [PlanSample.line("own", .rest)]
    #expect(document.check().contains { $0.message.key == "checkSourceOverdrawn" })
  }

  @Test func `amounts out of range are refused before they are added up`() {
    var document = PlanSample.plan(actions: 1)
    document.costLines = [PlanSample.cost(.max, in: 2026), PlanSample.cost(1, in: 2027)]
    #expect(document.check().contains { $0.message.key == "checkFundingAmounts" })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `years, sources and actions add up to the same totals`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let document = Self.randomPlan(using: &random)
    let check = document.fundingCheck()
    let years = check.byYear.map(\.totals).reduce(FundingTotals(), +)
    let actions = check.byAction.map(\.totals).reduce(FundingTotals(), +)
    #expect(years == check.total)
    #expect(actions == check.total)
    let funds = check.total.secured + check.total.applied + check.total.identified
    #expect(check.bySource.reduce(0) { $0 + $1.amount } == funds)
    for source in check.bySource { #expect(source.byYear.reduce(0, +) == source.amount) }
    for action in check.byAction {
      let years = action.byYear.map(\.totals).reduce(FundingTotals(), +)
      #expect(years == action.totals)
    }
  }

  private static func randomPlan(using random: inout SeededGenerator) -> PlanDocument {
    var document = PlanSample.plan(actions: 3)
    document.fundingSources = [
      PlanSample.source("own", .ownBudget), PlanSample.source("erdf", .erdf),
      PlanSample.source("loan", .loan),
    ]
    for action in ["a1", "a2", "a3"] {
      for year in 2025...2029 where Bool.random(using: &random) {
        document.costLines.append(
          PlanSample.cost(.random(in: 0...10_000_019, using: &random), in: year, of: action))
      }
      let rate = ExactDecimal(significand: .random(in: 0...1000, using: &random), scale: 1)
      document.fundingLines.append(PlanSample.line("erdf", .rate, of: action, percent: rate))
      document.fundingLines.append(
        PlanSample.line(
          "loan", .amount, of: action, status: .applied,
          amount: .random(in: 0...1_000_003, using: &random),
          year: Bool.random(using: &random) ? 2026 : nil))
      document.fundingLines.append(PlanSample.line("own", .rest, of: action, status: .identified))
    }
    return document
  }
}
