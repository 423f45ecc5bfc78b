import Civic
import Exact

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
      token: work.frame.csrfField, content: "\(money)\(dates)\(points)\(weights)\(objective)",
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

  /// Weights of the criteria behind the values; what is left empty shares the rest.
  private var weights: HTML? {
    guard scenario.valueSource.isRanked, let criteria = scenario.criteria, !criteria.isEmpty else {
      return nil
    }
    let boxes = criteria.map { criterion -> HTML in
      let name = "weight-\(criterion.id)"
      var notes = fields.notes(name)
      notes.hint = texts(.investWeightNow, ["percent": .percent(criterion.weight)])
      return NumberField(
        name: name, label: words.name(criterion), value: fields.typed(name, ""), notes: notes,
        unit: "%", allowsFraction: true
      ).html
    }
    return Fieldset(
      id: "weights", legend: texts(.investWhatWeights),
      notes: FieldNotes(hint: texts(.investWhatWeightsHint)), content: FieldRow(fields: boxes).html
    ).html
  }

  private var objective: HTML? {
    guard !scenario.objectives.isEmpty else { return nil }
    let chosen = fields.typed("objective", "")
    let select = Select(
      name: "objective", label: texts(.investWhatObjective),
      choices: scenario.objectives.enumerated().map {
        Choice(
          value: String($0.offset), label: words.frame.words($0.element.name),
          isChosen: String($0.offset) == chosen)
      }, notes: fields.notes("objective"), placeholder: texts(.investUnchanged))
    return FieldRow(fields: [select.html, text("objective-weight", .investWeight)]).html
  }
}
