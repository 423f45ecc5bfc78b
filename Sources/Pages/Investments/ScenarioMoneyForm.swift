public import Civic
import Exact

/// Reads the money and the rules of a scenario.
public enum ScenarioMoneyForm {
  public static func read(
    _ input: FormInput, into scenario: FundingScenario, _ texts: Texts
  ) -> (scenario: FundingScenario, problems: [FieldProblem]) {
    var next = scenario
    var reading = ScenarioReading(input, texts, scenario.currency)
    if let name = input.text("name"), name.count <= 120 {
      next.name = name
    } else {
      reading.fail("name", "investNameWrong")
    }
    sources(&next, &reading)
    rules(&next, &reading)
    vote(&next, &reading)
    search(&next, &reading)
    return (next, reading.problems)
  }

  private static func sources(_ next: inout FundingScenario, _ reading: inout ScenarioReading) {
    for index in next.sources.indices {
      for year in next.sources[index].budget.indices {
        reading.money(
          "budget-\(index)-\(year)", into: &next.sources[index].budget[year])
      }
      if !next.sources[index].isOwn {
        var rate = next.sources[index].rate ?? ExactDecimal(100)
        reading.percent("rate-\(index)", into: &rate)
        next.sources[index].rate = rate
      }
      reading.whole("lag-\(index)", 0...10, into: &next.sources[index].lagYears)
    }
  }

  private static func rules(_ next: inout FundingScenario, _ reading: inout ScenarioReading) {
    reading.percent("own", into: &next.ownMinimum)
    reading.percent("indexation", into: &next.indexation)
    reading.percent("discount", into: &next.discount)
    if reading.input.text("loan") == nil {
      next.loanCeiling = nil
    } else {
      var ceiling = next.loanCeiling ?? 0
      reading.money("loan", into: &ceiling)
      next.loanCeiling = ceiling
    }
    let names = Array(next.years).indices.map { "staff-\($0)" }
    if names.allSatisfy({ reading.input.text($0) == nil }) {
      next.staff = nil
    } else {
      var staff = next.staff ?? names.map { _ in ExactDecimal(0) }
      for (index, name) in names.enumerated() where staff.indices.contains(index) {
        reading.decimal(name, upTo: 100_000, decimals: 3, into: &staff[index])
      }
      next.staff = staff
    }
    for index in next.objectives.indices {
      reading.decimal("weight-\(index)", upTo: 100, into: &next.objectives[index].weight)
      reading.whole("least-\(index)", 0...300, into: &next.objectives[index].minimumActions)
    }
    for index in next.districts.indices {
      reading.percent("share-\(index)", into: &next.districts[index].minimumShare)
    }
  }

  private static func vote(_ next: inout FundingScenario, _ reading: inout ScenarioReading) {
    next.vote.role = reading.choice("vote", next.vote.role)
    next.vote.source = reading.input.text("vote-source").map { String($0.prefix(200)) }
    next.vote.decision = reading.input.text("vote-decision").map {
      ID(rawValue: String($0.prefix(64)))
    }
    reading.decimal("vote-weight", upTo: 10_000, into: &next.vote.weight)
    reading.percent("vote-floor", into: &next.vote.floor)
    if next.vote.role != .none, next.vote.source == nil, next.vote.decision == nil {
      reading.fail("vote-source", "investVoteSourceMissing")
    }
  }

  private static func search(_ next: inout FundingScenario, _ reading: inout ScenarioReading) {
    reading.whole("seconds", 1...600, into: &next.search.seconds)
    var megabytes = next.search.megabytes ?? ScenarioSearch.usualMegabytes
    reading.whole("megabytes", 64...16_384, into: &megabytes)
    next.search.megabytes = megabytes
    var sideSeconds = next.search.besides
    reading.whole("side-seconds", 1...600, into: &sideSeconds)
    next.search.sideSeconds = sideSeconds
    reading.percent("gap", into: &next.search.gap)
    reading.whole("samples", 0...500, into: &next.search.samples)
    reading.percent("weight-spread", into: &next.search.weightSpread)
    reading.percent("value-spread", into: &next.search.valueSpread)
    next.search.tradeOff = reading.choice("trade", next.search.tradeOff)
  }
}
