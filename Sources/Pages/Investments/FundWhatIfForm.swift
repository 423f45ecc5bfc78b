public import Civic
import Exact

/// Reads what somebody wants to change to see what would follow.
public enum FundWhatIfForm {
  public static func read(
    _ input: FormInput, of scenario: FundingScenario, _ texts: Texts
  ) -> (changes: [ScenarioChange], problems: [FieldProblem]) {
    var reading = ScenarioReading(input, texts, scenario.currency)
    var changes: [ScenarioChange] = []
    money(scenario, &reading, &changes)
    actions(scenario, &reading, &changes)
    weights(scenario, &reading, &changes)
    if changes.isEmpty, reading.problems.isEmpty { reading.fail("", "investNoChange") }
    return (changes, reading.problems)
  }

  private static func money(
    _ scenario: FundingScenario, _ reading: inout ScenarioReading, _ changes: inout [ScenarioChange]
  ) {
    let input = reading.input
    let source = { (field: String) in
      scenario.sources.first { $0.code == input.text(field) }?.id
    }
    if let source = source("budget-source") {
      var amount: MinorUnits = 0
      if input.text("budget-amount") == nil { reading.fail("budget-amount", "investAmountMissing") }
      reading.money("budget-amount", into: &amount)
      let year = input.text("budget-year").flatMap { Int($0) }
      changes.append(.budget(source: source, year: year, amount: amount))
    }
    if let source = source("rate-source") {
      var rate = ExactDecimal(0)
      if input.text("rate") == nil { reading.fail("rate", "problemPercent") }
      reading.percent("rate", into: &rate)
      changes.append(.rate(source: source, percent: rate))
    }
  }

  private static func actions(
    _ scenario: FundingScenario, _ reading: inout ScenarioReading, _ changes: inout [ScenarioChange]
  ) {
    let input = reading.input
    let action = { (field: String) in
      scenario.actions.first { $0.id.rawValue == input.text(field) }
    }
    if let action = action("window-action") {
      var (from, until) = (action.earliestStart, action.latestFinish)
      if input.text("window-from") != nil {
        reading.whole("window-from", scenario.firstYear...scenario.lastYear, into: &from)
      }
      if input.text("window-until") != nil {
        reading.whole("window-until", scenario.firstYear...scenario.lastYear, into: &until)
      }
      changes.append(.window(action: action.id, from: from, until: until))
    }
    if let action = action("value-action") {
      var value = action.value
      reading.value("value", into: &value)
      changes.append(.value(action: action.id, value: value))
    }
    if let action = action("demand-action") {
      changes.append(
        .demand(action: action.id, demand: reading.choice("demand", ScenarioDemand.free)))
    }
  }

  /// Weights of the ranking's criteria, of which those left empty share the rest, and of an objective.
  private static func weights(
    _ scenario: FundingScenario, _ reading: inout ScenarioReading, _ changes: inout [ScenarioChange]
  ) {
    let input = reading.input
    let criteria = scenario.valueSource.isRanked ? scenario.criteria ?? [] : []
    var given: [WeightChange] = []
    for criterion in criteria where input.text("weight-\(criterion.id)") != nil {
      var percent = ExactDecimal(0)
      reading.decimal("weight-\(criterion.id)", upTo: 100, decimals: 1, into: &percent)
      given.append(WeightChange(criterion: criterion.id, percent: percent))
    }
    if let first = given.first {
      let sum = given.reduce(Rational.zero) { $0 + $1.percent.rational }
      let isWhole = sum == Rational(100)
      if sum > Rational(100) || (given.count == criteria.count && !isWhole) {
        reading.fail("weight-\(first.criterion)", "investWeightsSum")
      }
      changes.append(.weights(given))
    }
    guard let index = input.text("objective").flatMap({ Int($0) }),
      scenario.objectives.indices.contains(index)
    else { return }
    var weight = scenario.objectives[index].weight
    if input.text("objective-weight") == nil {
      reading.fail("objective-weight", "fieldMissing")
    }
    reading.decimal("objective-weight", upTo: 100, into: &weight)
    changes.append(.objective(scenario.objectives[index].id, weight: weight))
  }
}
