public import Civic
import Exact

/// Reads what somebody wants to change to see what would follow.
public enum FundWhatIfForm {
  public static func read(
    _ input: FormInput, of scenario: FundingScenario, _ texts: Texts
  ) -> (changes: [ScenarioChange], problems: [FieldProblem]) {
    var reading = ScenarioReading(input, texts, scenario.currency)
    var changes: [ScenarioChange] = []
    let source = { (field: String) in
      scenario.sources.first { $0.code == input.text(field) }?.id
    }
    let action = { (field: String) in
      scenario.actions.first { $0.id.rawValue == input.text(field) }
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
    if changes.isEmpty, reading.problems.isEmpty { reading.fail("", "investNoChange") }
    return (changes, reading.problems)
  }
}

/// What if: one or more changes of a run's scenario, searched again.
struct FundWhatIf: Component {
  let work: WorkFrame
  let words: FundWords
  let run: FundingRun
  let input: FormInput?
  let problems: [FieldProblem]

  private var texts: Texts { words.texts }
  private var scenario: FundingScenario { run.scenario }
  private var fields: ScenarioFields {
    ScenarioFields(texts: texts, currency: scenario.currency, input: input, problems: problems)
  }

  var html: HTML {
    guard work.mayEdit else { return .empty }
    let form = Form(
      action: work.frame.address(.fundRun(run.id, of: scenario.plan, .whatIf)),
      token: work.frame.csrfField, content: "\(money)\(dates)\(points)",
      buttons: [Button(label: texts(.investWhatIfButton), kind: .secondary)])
    return """
      <section id="what-if"><h2>\(texts(.investWhatIf))</h2><p>\(texts(.investWhatIfLead))</p>\
      \(form)</section>
      """
  }

  private func sources(_ name: String, _ label: TextKey) -> HTML {
    let chosen = fields.typed(name, "")
    return Select(
      name: name, label: texts(label),
      choices: scenario.sources.map {
        Choice(
          value: $0.code, label: words.name($0.id), isChosen: $0.code == chosen)
      }, notes: fields.notes(name), placeholder: texts(.investUnchanged)
    ).html
  }

  private func actions(_ name: String, _ label: TextKey) -> HTML {
    let chosen = fields.typed(name, "")
    return Select(
      name: name, label: texts(label),
      choices: scenario.actions.map {
        Choice(
          value: $0.id.rawValue, label: words.name($0.id), isChosen: $0.id.rawValue == chosen)
      }, notes: fields.notes(name), placeholder: texts(.investUnchanged)
    ).html
  }

  private func text(_ name: String, _ label: TextKey) -> HTML {
    TextField(
      name: name, label: texts(label), value: fields.typed(name, ""), notes: fields.notes(name),
      width: .short
    ).html
  }

  private var money: HTML {
    let year = fields.typed("budget-year", "")
    let years = Select(
      name: "budget-year", label: texts(.yearLabel),
      choices: scenario.years.map {
        Choice(value: String($0), label: String($0), isChosen: String($0) == year)
      }, notes: fields.notes("budget-year"), placeholder: texts(.investEveryYear))
    return """
      \(FieldRow(fields: [
        sources("budget-source", .investWhatBudget), years.html,
        text("budget-amount", .investWhatAmount),
      ]))\(FieldRow(fields: [sources("rate-source", .investWhatRate), text("rate", .investWhatPercent)]))
      """
  }

  private var dates: HTML {
    FieldRow(fields: [
      actions("window-action", .investWhatWindow), text("window-from", .investFrom),
      text("window-until", .investUntil),
    ]).html
  }

  private var points: HTML {
    """
    \(FieldRow(fields: [actions("value-action", .investWhatValue), text("value", .investPoints)]))\
    \(FieldRow(fields: [
      actions("demand-action", .investWhatDemand),
      fields.choices("demand", texts(.investDemand), ScenarioDemand.free),
    ]))
    """
  }
}
