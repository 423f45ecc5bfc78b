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
    guard let text = reading.input[field] else { return }
    let codes = text.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }).map(
      String.init)
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
      \(parts.conflict(hasConflict))\(parts.obstacles)\(values)\(left)\
      <p>\(texts(.investActionsLead))</p>\
      \(Form(
        action: frame.address(.scenario(scenario.id, of: document.plan.id, .actions)),
        token: frame.csrfField, content: "\(parts.revision(input))\(table)",
        buttons: work.mayEdit ? [Button(label: texts(.formSave))] : [],
        warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  private var values: HTML {
    let link: HTML? = scenario.valueDecision.map {
      " <a href=\"\(frame.address(.decision($0)))\">\(texts(.investDecisionLink))</a>"
    }
    return Notice(
      tone: scenario.valueSource == .equal ? .warning : .info,
      content: "<p>\(texts.name(of: scenario.valueSource))\(link)</p>"
    ).html
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
    let codes = scenario.sources.filter { action.eligible.contains($0.id) }.map(\.code)
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
        text("sources", .investWhoMayPay, codes.joined(separator: " "), nil),
        text("votes", .investVotes, action.votes.map { String($0) } ?? "", "numeric"),
        winner(action, index, name),
      ])
  }

  private func winner(_ action: ScenarioAction, _ index: Int, _ name: String) -> HTML {
    let isChosen = input.map { $0.all("winners").contains(action.id.rawValue) } ?? action.isWinner
    return """
      <input type="checkbox" id="winner-\(index)" name="winners" value="\(action.id.rawValue)"\
      \(attribute: "checked", if: isChosen) aria-label="\(label(.investWinner, name))">
      """
  }
}
