public import Civic
import Exact

/// Reads what a scenario says of each action.
public enum ScenarioActionsForm {
  public static func read(
    _ input: FormInput, into scenario: FundingScenario, _ texts: Texts
  ) -> (scenario: FundingScenario, problems: [FieldProblem]) {
    var next = scenario
    var reading = ScenarioReading(input, texts, scenario.currency)
    for index in next.actions.indices where input["value-\(index)"] != nil {
      let old = next.actions[index].value
      reading.value("value-\(index)", into: &next.actions[index].value)
      if next.actions[index].value != old { next.valueSource = .entered }
      next.actions[index].demand = reading.choice(
        "demand-\(index)", next.actions[index].demand)
      reading.whole(
        "from-\(index)", scenario.firstYear...scenario.lastYear,
        into: &next.actions[index].earliestStart)
      reading.whole(
        "until-\(index)", scenario.firstYear...scenario.lastYear,
        into: &next.actions[index].latestFinish)
      sources(index, &next, &reading)
      votes(index, &next, &reading)
    }
    if next.valueSource == .entered { next.valueDecision = nil }
    return (next, reading.problems)
  }

  private static func sources(
    _ index: Int, _ next: inout FundingScenario, _ reading: inout ScenarioReading
  ) {
    let field = "sources-\(index)"
    let codes = reading.input.all(field).flatMap { $0.split(separator: " ").map(String.init) }
    var eligible: [ID<FundingSource>] = []
    for code in codes {
      guard let source = next.sources.first(where: { $0.code == code }) else {
        reading.fail(field, "investSourceUnknown", ["code": .text(String(code.prefix(40)))])
        return
      }
      if !eligible.contains(source.id) { eligible.append(source.id) }
    }
    next.actions[index].eligible = eligible
  }

  private static func votes(
    _ index: Int, _ next: inout FundingScenario, _ reading: inout ScenarioReading
  ) {
    let field = "votes-\(index)"
    if reading.input[field] != nil {
      if reading.input.text(field) == nil {
        next.actions[index].votes = nil
      } else {
        var votes = next.actions[index].votes ?? 0
        reading.whole(field, 0...100_000_000, into: &votes)
        next.actions[index].votes = votes
      }
    }
    next.actions[index].isWinner =
      reading.input.all("winners").contains(next.actions[index].id.rawValue)
  }
}

/// What a scenario says of each action: its value, its years, who may pay, what residents said.
public struct ScenarioActionsPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let scenario: FundingScenario
  let input: FormInput?
  let problems: [FieldProblem]
  let hasConflict: Bool

  public init(
    frame: PageFrame, document: PlanDocument, scenario: FundingScenario,
    input: FormInput? = nil, problems: [FieldProblem] = [], hasConflict: Bool = false
  ) {
    (self.frame, self.document, self.scenario) = (frame, document, scenario)
    (self.input, self.problems, self.hasConflict) = (input, problems, hasConflict)
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var words: FundWords { FundWords(frame: frame, scenario: scenario) }
  private var fields: ScenarioFields {
    ScenarioFields(
      texts: texts, currency: scenario.currency, input: input, problems: problems)
  }

  public var html: HTML {
    let parts = ScenarioParts(work: work, scenario: scenario)
    return work.page(
      texts(.investActionsOf, ["name": .text(scenario.name)]), crumbs: [parts.crumb],
      isWide: true, problems: problems,
      """
      \(parts.conflict(hasConflict))\(parts.obstacles)\(ScenarioWorth(words: words))\(left)\
      <p>\(texts(.investActionsLead))</p>\
      \(Form(
        action: frame.address(.scenario(scenario.id, of: document.plan.id, .actions)),
        token: frame.csrfField, content: "\(parts.revision(input))\(table)",
        buttons: work.mayEdit ? [Button(label: texts(.formSave))] : [],
        warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  /// What the plan has and the scenario cannot search over.
  private var left: HTML? {
    let known = Set(scenario.actions.map(\.id))
    let left = document.actions.filter { !known.contains($0.id) }
    guard !left.isEmpty else { return nil }
    return Details(
      summary: texts(.investLeftOut, ["count": .count(left.count)]),
      content: """
        <p>\(texts(.investLeftOutText))</p>\
        <ul>\(left.map { "<li>\(frame.content($0.label))</li>" as HTML })</ul>
        """
    ).html
  }

  private var table: HTML {
    Table(
      id: "scenario-actions", caption: texts(.investActionsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
        Table.Column(title: texts(.investPoints)), Table.Column(title: texts(.investDemand)),
        Table.Column(title: texts(.investFrom)), Table.Column(title: texts(.investUntil)),
        Table.Column(title: texts(.investWhoMayPay)), Table.Column(title: texts(.investVotes)),
        Table.Column(title: texts(.investWinner)),
      ], rows: scenario.actions.indices.map(row)
    ).html
  }

  private func label(_ key: TextKey, _ name: String) -> String {
    texts(.investCell, ["field": .text(texts(key)), "action": .text(name)])
  }

  private func row(_ index: Int) -> Table.Row {
    let action = scenario.actions[index]
    let name = words.name(action.id)
    let text = { (field: String, key: TextKey, value: String, mode: String?) in
      TextField(
        name: "\(field)-\(index)", label: label(key, name),
        value: fields.typed("\(field)-\(index)", value), notes: fields.notes("\(field)-\(index)"),
        width: .short, inputMode: mode, hidesLabel: true
      ).html
    }
    return Table.Row(
      cells: [
        "\(name)", "\(words.money(action.cost.reduce(0, +)))",
        text("value", .investPoints, words.value(action.value), nil),
        fields.choices(
          "demand-\(index)", label(.investDemand, name), action.demand, isHidden: true),
        text("from", .investFrom, String(action.earliestStart), "numeric"),
        text("until", .investUntil, String(action.latestFinish), "numeric"),
        payers(action, index, name),
        text("votes", .investVotes, action.votes.map { String($0) } ?? "", "numeric"),
        winner(action, index, name),
      ])
  }

  /// A box for each source that there is.
  private func payers(_ action: ScenarioAction, _ index: Int, _ name: String) -> HTML {
    let field = "sources-\(index)"
    let typed = input.map { $0.all(field).flatMap { $0.split(separator: " ").map(String.init) } }
    let isChosen = { (source: ScenarioSource) in
      typed?.contains(source.code) ?? action.eligible.contains(source.id)
    }
    let boxes = scenario.sources.map { source -> HTML in
      """
      <label><input type="checkbox" name="\(field)" value="\(source.code)"\
      \(attribute: "checked", if: isChosen(source))> \(frame.words(source.name))</label>
      """
    }
    let names = scenario.sources.filter(isChosen).map { frame.words($0.name) }
    let summary =
      names.count > 2
      ? texts(.investPayers, ["count": .count(names.count)]) : names.joined(separator: ", ")
    let fault = problems.first { $0.field == field }.map { texts.sentence($0.message) }
    return """
      \(fault.map { "<p class=\"error\" id=\"\(field)-error\">\($0)</p>" as HTML })\
      <details id="\(field)"\(attribute: "open", if: fault != nil)>\
      <summary>\(summary.isEmpty ? "–" : summary)<span class="unseen"> \
      \(label(.investWhoMayPay, name))</span></summary>\
      <fieldset class="boxes"><legend class="unseen">\(label(.investWhoMayPay, name))</legend>\
      \(boxes)</fieldset></details>
      """
  }

  private func winner(_ action: ScenarioAction, _ index: Int, _ name: String) -> HTML {
    let isChosen = input.map { $0.all("winners").contains(action.id.rawValue) } ?? action.isWinner
    return """
      <input type="checkbox" id="winner-\(index)" name="winners" value="\(action.id.rawValue)"\
      \(attribute: "checked", if: isChosen) aria-label="\(label(.investWinner, name))">
      """
  }
}
