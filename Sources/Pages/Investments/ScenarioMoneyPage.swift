public import Civic
import Exact

/// The money of a scenario by source and year, and its rules.
public struct ScenarioMoneyPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let scenario: FundingScenario
  /// Counted votes of residents that the scenario may take up.
  let votes: [VoteOffer]
  let input: FormInput?
  let problems: [FieldProblem]
  let hasConflict: Bool

  public init(
    frame: PageFrame, document: PlanDocument, scenario: FundingScenario, votes: [VoteOffer] = [],
    input: FormInput? = nil, problems: [FieldProblem] = [], hasConflict: Bool = false
  ) {
    (self.frame, self.document, self.scenario) = (frame, document, scenario)
    (self.votes, self.input, self.problems) = (votes, input, problems)
    self.hasConflict = hasConflict
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var years: [Int] { Array(scenario.years) }
  private var fields: ScenarioFields {
    ScenarioFields(
      texts: texts, currency: scenario.currency, input: input, problems: problems)
  }

  public var html: HTML {
    let parts = ScenarioParts(work: work, scenario: scenario)
    return work.page(
      texts(.investMoneyOf, ["name": .text(scenario.name)]), crumbs: [parts.crumb], isWide: true,
      problems: problems,
      """
      \(parts.conflict(hasConflict))\(parts.obstacles)<p>\(texts(.investMoneyLead))</p>\
      \(Form(
        action: frame.address(.scenario(scenario.id, of: document.plan.id, .money)),
        token: frame.csrfField,
        content: """
          \(parts.revision(input))\(name)<h2>\(texts(.investSources))</h2>\(sources)\
          <h2>\(texts(.investRules))</h2>\(rules)<h2>\(texts(.investVote))</h2>\(vote)\
          <h2>\(texts(.investSearch))</h2>\(search)
          """,
        buttons: work.mayEdit ? [Button(label: texts(.formSave))] : [],
        warnsUnsaved: texts(.formUnsaved)))
      """)
  }

  private var name: HTML {
    TextField(
      name: "name", label: texts(.investName), value: fields.typed("name", scenario.name),
      notes: fields.notes("name", hint: .investNameHint), isRequired: true, maxLength: 120
    ).html
  }

  /// A group a source, whose years stand side by side where there is room.
  private var sources: HTML {
    let groups = scenario.sources.enumerated().map { index, source -> HTML in
      let budgets = years.indices.map { year in
        fields.money(
          "budget-\(index)-\(year)", String(years[year]),
          source.budget.indices.contains(year) ? source.budget[year] : 0)
      }
      let name = frame.words(source.name)
      return Fieldset(
        id: "source-\(index)", legend: name, notes: FieldNotes(hint: source.rule),
        content: "\(FieldRow(fields: terms(source, index)))\(FieldRow(fields: budgets))"
      ).html
    }
    return """
      <p class="hint">\(texts(
        .investSourcesNote, ["currency": .text(scenario.currency.rawValue)]))</p>\(groups)
      """
  }

  private func terms(_ source: ScenarioSource, _ index: Int) -> [HTML] {
    let lag = fields.whole("lag-\(index)", texts(.investLag), source.lagYears)
    guard !source.isOwn else { return [lag] }
    return [
      fields.decimal(
        "rate-\(index)", texts(.investRate), source.rate ?? ExactDecimal(100), unit: "%"),
      lag,
    ]
  }

  private var rules: HTML {
    let staff = years.enumerated().map { index, year in
      TextField(
        name: "staff-\(index)", label: texts(.investStaffIn, ["year": .text(String(year))]),
        value: fields.typed(
          "staff-\(index)",
          scenario.staff.map { $0.indices.contains(index) ? fields.number($0[index]) : "" } ?? ""),
        notes: fields.notes("staff-\(index)"), width: .short, inputMode: "decimal"
      ).html
    }
    return """
      \(FieldRow(fields: [
        fields.decimal(
          "own", texts(.investOwnMinimum), scenario.ownMinimum, unit: "%",
          hint: .investOwnMinimumHint),
        fields.money("loan", texts(.investLoan), scenario.loanCeiling, hint: .investLoanHint),
        fields.decimal(
          "indexation", texts(.investIndexation), scenario.indexation, unit: "%",
          hint: .investIndexationHint),
        fields.decimal(
          "discount", texts(.investDiscount), scenario.discount, unit: "%",
          hint: .investDiscountHint),
      ]))\
      \(Fieldset(
        id: "staff", legend: texts(.investStaff),
        notes: FieldNotes(hint: texts(.investStaffHint)), content: FieldRow(fields: staff).html))\
      \(objectives)\(districts)
      """
  }

  private var objectives: HTML? {
    guard !scenario.objectives.isEmpty else { return nil }
    let rows = scenario.objectives.enumerated().map { index, objective -> Table.Row in
      let name = frame.words(objective.name)
      let serving = scenario.actions.count { $0.objective == objective.id }
      return Table.Row(cells: [
        "\(name)", "\(texts.formats.number(serving))",
        fields.decimal(
          "weight-\(index)", texts(.investWeightOf, ["name": .text(name)]), objective.weight,
          isHidden: true),
        fields.whole(
          "least-\(index)", texts(.investLeastOf, ["name": .text(name)]),
          objective.minimumActions, isHidden: true),
      ])
    }
    return Table(
      id: "objectives", caption: texts(.investObjectives),
      columns: [
        Table.Column(title: texts(.investObjective)),
        Table.Column(title: texts(.actionsTitle), isNumeric: true),
        Table.Column(title: texts(.investWeight)), Table.Column(title: texts(.investLeast)),
      ], rows: rows
    ).html
  }

  private var districts: HTML? {
    guard !scenario.districts.isEmpty else { return nil }
    let rows = scenario.districts.enumerated().map { index, district -> Table.Row in
      let serving = scenario.actions.count { $0.district == district.name }
      return Table.Row(cells: [
        "\(district.name)", "\(texts.formats.number(serving))",
        fields.decimal(
          "share-\(index)", texts(.investShareOf, ["name": .text(district.name)]),
          district.minimumShare, unit: "%", isHidden: true),
      ])
    }
    return Table(
      id: "districts", caption: texts(.investDistricts),
      columns: [
        Table.Column(title: texts(.actionDistrictLabel)),
        Table.Column(title: texts(.actionsTitle), isNumeric: true),
        Table.Column(title: texts(.investShare)),
      ], rows: rows, note: texts(.investDistrictsNote)
    ).html
  }

  private var vote: HTML {
    let role = fields.typed("vote", scenario.vote.role.rawValue)
    let decision = fields.typed("vote-decision", scenario.vote.decision?.rawValue ?? "")
    return """
      \(Radios(
        name: "vote", legend: texts(.investVoteRole),
        choices: VoteRole.allCases.map {
          Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: $0.rawValue == role)
        }))\
      \(TextField(
        name: "vote-source", label: texts(.investVoteSource),
        value: fields.typed("vote-source", scenario.vote.source ?? ""),
        notes: fields.notes("vote-source", hint: .investVoteSourceHint), maxLength: 200))\
      \(votes.isEmpty && decision.isEmpty ? nil : Select(
        name: "vote-decision", label: texts(.investVoteDecision),
        choices: choices(decision), placeholder: texts(.fieldNotStated)).html)\
      \(FieldRow(fields: [
        fields.decimal(
          "vote-weight", texts(.investVoteWeight), scenario.vote.weight,
          hint: .investVoteWeightHint),
        fields.decimal(
          "vote-floor", texts(.investVoteFloorField), scenario.vote.floor, unit: "%",
          hint: .investVoteFloorHint),
      ]))
      """
  }

  private func choices(_ chosen: String) -> [Choice] {
    let known = votes.map { vote in
      Choice(
        value: vote.decision.rawValue, label: frame.words(vote.name),
        isChosen: vote.decision.rawValue == chosen)
    }
    let isKnown = chosen.isEmpty || known.contains { $0.isChosen }
    return known + (isKnown ? [] : [Choice(value: chosen, label: chosen, isChosen: true)])
  }

  private var search: HTML {
    """
    \(FieldRow(fields: [
      fields.whole(
        "seconds", texts(.investSeconds), scenario.search.seconds, hint: .investSecondsHint),
      fields.whole(
        "side-seconds", texts(.investSideSeconds), scenario.search.besides,
        hint: .investSideSecondsHint),
      fields.whole(
        "megabytes", texts(.investMegabytes),
        scenario.search.megabytes ?? ScenarioSearch.usualMegabytes, unit: "MB",
        hint: .investMegabytesHint),
    ]))\
    \(FieldRow(fields: [
      fields.decimal(
        "gap", texts(.investGapField), scenario.search.gap, unit: "%", hint: .investGapHint),
      fields.whole(
        "samples", texts(.investSamples), scenario.search.samples, hint: .investSamplesHint),
    ]))\
    \(FieldRow(fields: [
      fields.decimal(
        "weight-spread", texts(.investWeightSpread), scenario.search.weightSpread, unit: "%"),
      fields.decimal(
        "value-spread", texts(.investValueSpread), scenario.search.valueSpread, unit: "%"),
      fields.choices("trade", texts(.investTradeOff), scenario.search.tradeOff),
    ]))
    """
  }
}

/// What the pages of a scenario share.
struct ScenarioParts {
  let work: WorkFrame
  let scenario: FundingScenario

  private var texts: Texts { work.texts }

  var crumb: Anchor {
    Anchor(text: texts(.investTitle), href: work.frame.address(.fund(scenario.plan)))
  }

  func revision(_ input: FormInput?) -> HTML {
    HiddenField(name: "revision", value: String(scenario.revision)).html
  }

  func conflict(_ isThere: Bool) -> HTML? {
    isThere
      ? Notice(
        tone: .warning, title: texts(.conflictTitle),
        content: "<p>\(texts(.investConflictText))</p>", isLive: true
      ).html : nil
  }

  var obstacles: HTML? {
    let obstacles = scenario.obstacles
    guard !obstacles.isEmpty else { return nil }
    let items = obstacles.map { "<li>\(texts.sentence($0))</li>" as HTML }
    return Notice(tone: .warning, content: "<ul>\(items)</ul>").html
  }
}
