public import Civic
import Exact
public import Exchange

/// One way to rank, to be set beside others.
public struct ScenarioResult: Sendable {
  public let name: String
  /// By action; empty where the way gives no ranking.
  public let ranks: [String: Int]

  public init(name: String, ranks: [String: Int]) {
    self.name = name
    self.ranks = ranks
  }
}

/// What the members' judgements say together, how sure it is, and what would change it.
public struct ResultPage: Sendable {
  let view: RoundFrame
  let ranked: RankedRound
  let questions: [NextQuestion]
  let scenarios: [ScenarioResult]
  /// The members' names by those in the table.
  let names: [String: String]
  /// The two that the reader wants to see swapped.
  let swap: RankedRound.Swap?
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, ranked: RankedRound,
    questions: [NextQuestion], scenarios: [ScenarioResult], names: [String: String],
    swap: RankedRound.Swap?, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.ranked = ranked
    self.questions = questions
    self.scenarios = scenarios
    self.names = names
    self.swap = swap
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { view.texts }
  private var charts: RankingCharts {
    let frame = view.frame
    return RankingCharts(texts: texts, ranked: ranked) { frame.words($0) }
  }

  public var html: HTML {
    view.page(
      texts(.decideResult), isWide: true, problems: problems,
      """
      <p class="lead">\(texts(.rankingLead))</p>\(charts.acceptability)\(charts.shares)\(next)\
      \(gaps)<section><h2>\(texts(.rankingValueTitle))</h2>\(charts.contributions)</section>\
      <section><h2>\(texts(.rankingStabilityTitle))</h2>\(charts.stability)\(swapping)</section>\
      <section><h2>\(texts(.rankingDisagreementTitle))</h2>\(disagreement)</section>\
      <section><h2>\(texts(.rankingScenarios))</h2>\(scenarioTable)\(scenarioForm)</section>\
      \(DiagnosticList(charts: charts))\
      <p><a href="\(view.address(.table))" download>\(texts(.rankingTableFile))</a></p>
      """)
  }

  private var next: HTML? {
    guard let first = questions.first else { return nil }
    let others = questions.dropFirst().prefix(2).map { "<li>\(words($0))</li>" as HTML }
    let more: HTML? =
      others.isEmpty ? nil : "<p>\(texts(.questionOthers))</p><ul>\(others)</ul>"
    return Notice(
      tone: .info, title: texts(.questionTitle),
      content: "<p><strong>\(words(first))</strong></p><p>\(effect(first))</p>\(more)"
    ).html
  }

  private func words(_ question: NextQuestion) -> String {
    switch question.subject {
    case .weight(let criterion):
      texts(.questionWeight, ["criterion": .text(charts.name(ofMeasure: criterion))])
    case .score(let action, let criterion):
      texts(
        .questionScore,
        [
          "action": .text(charts.name(ofPlace: action)),
          "criterion": .text(charts.name(ofMeasure: criterion)),
        ])
    }
  }

  private func effect(_ question: NextQuestion) -> String {
    let drop = question.before > 0 ? 1 - question.after / question.before : 0
    return texts(
      .questionEffect,
      [
        "share": .text(texts.formats.percent(drop * 100, decimals: 0)),
        "before": .text(String(question.openBefore)), "after": .text(String(question.openAfter)),
      ])
  }

  private var gaps: HTML? {
    guard !ranked.unknown.isEmpty else { return nil }
    let items = ranked.unknown.prefix(12).map { cell -> HTML in
      "<li>\(charts.name(ofPlace: cell.action)): \(charts.name(ofMeasure: cell.criterion))</li>"
    }
    return Notice(
      tone: .warning,
      title: texts(.rankingUnknownTitle, ["count": .count(ranked.unknown.count)]),
      content: "<p>\(texts(.rankingUnknownText))</p><ul>\(items)</ul>"
    ).html
  }

  private var swapping: HTML {
    let choices = { (chosen: String?) in
      ranked.places.map {
        Choice(value: $0.id, label: view.frame.words($0.label), isChosen: $0.id == chosen)
      }
    }
    let shown = swap ?? ranked.swap
    let sentence: HTML? = shown.map { "<p role=\"status\">\(charts.sentence($0))</p>" }
    return """
      <h3>\(texts(.rankingSwapTitle))</h3>\(sentence)\(FilterBar(
        action: view.address(.result) + "#swap", label: texts(.rankingSwapTitle),
        fields: [
          Select(name: "a", label: texts(.rankingSwapFirst), choices: choices(shown?.behind)).html,
          Select(name: "b", label: texts(.rankingSwapSecond), choices: choices(shown?.ahead)).html,
        ], submit: texts(.rankingSwapAsk)))
      """
  }

  private var disagreement: HTML {
    guard ranked.members.count > 1 else { return "<p>\(texts(.rankingOneMember))</p>" }
    let w = ranked.concordance.map { texts.formats.number($0, decimals: 2) } ?? "–"
    let name = { (key: String) in names[key] ?? key }
    let places = Table(
      id: "member-places", caption: texts(.rankingMemberPlaces),
      columns: [Table.Column(title: texts(.planViewActions))]
        + ranked.members.map { Table.Column(title: name($0.name), isNumeric: true) },
      rows: ranked.places.map { place in
        Table.Row(
          cells: ["\(view.frame.words(place.label))"]
            + ranked.members.map { "\($0.ranks[place.id].map { String($0) } ?? "–")" })
      })
    let taus = Table(
      id: "taus", caption: texts(.rankingTaus),
      columns: [Table.Column(title: texts(.decideMembers))]
        + ranked.members.map { Table.Column(title: name($0.name), isNumeric: true) },
      rows: zip(ranked.members, ranked.taus).map { member, row in
        Table.Row(
          cells: ["\(name(member.name))"]
            + row.map { "\($0.map { texts.formats.number($0, decimals: 2) } ?? "–")" })
      }, note: texts(.rankingTausNote))
    return """
      <p>\(texts(CouncilSentences.agreement(ranked.concordance), ["w": .text(w)]))</p>\
      \(places)\(taus)
      """
  }

  private var scenarioTable: HTML {
    Table(
      id: "scenarios", caption: texts(.rankingScenarios), hidesCaption: true,
      columns: [Table.Column(title: texts(.planViewActions))]
        + scenarios.map { Table.Column(title: $0.name, isNumeric: true) },
      rows: ranked.places.map { place in
        Table.Row(
          cells: ["\(view.frame.words(place.label))"]
            + scenarios.map { "\($0.ranks[place.id].map { String($0) } ?? "–")" })
      }, note: texts(.rankingScenariosNote)
    ).html
  }

  private var scenarioForm: HTML? {
    guard view.mayChair, view.round.phase == .together else { return nil }
    let removals = view.round.scenarios.enumerated().map { index, scenario in
      ActionForm(
        action: view.address(.scenarios), token: view.frame.csrfField,
        button: Button(
          label: texts(.scenarioRemove), kind: .quiet,
          spoken: "\(texts(.scenarioRemove)): \(scenario.name)"),
        fields: [HiddenField(name: "remove", value: String(index))])
    }
    let notes = { (field: String) in
      FieldNotes(
        error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
    }
    let weights = view.round.criteria.map { criterion in
      NumberField(
        name: "s-\(criterion.id)", label: view.name(of: criterion),
        value: input["s-\(criterion.id)"] ?? "", notes: notes("s-\(criterion.id)"),
        allowsFraction: true
      ).html
    }
    let form = Form(
      action: view.address(.scenarios), token: view.frame.csrfField,
      content: """
        \(TextField(
          name: "scenario", label: texts(.scenarioName), value: input["scenario"] ?? "",
          notes: notes("scenario"), width: .medium, maxLength: 100))\
        \(Select(
          name: "method", label: texts(.scenarioMethod),
          choices: ScenarioMethod.allCases.map {
            Choice(
              value: $0.rawValue, label: texts.name(of: $0), isChosen: $0.rawValue == input["method"])
          }))<p class="hint">\(texts(.scenarioWeightsHint))</p>\(FieldRow(fields: weights))
        """,
      buttons: [Button(label: texts(.scenarioAdd), kind: .secondary)])
    return
      "\(removals)\(Details(summary: texts(.scenarioNew), content: form.html, isOpen: !problems.isEmpty))"
  }
}

/// What was unusual about the table.
struct DiagnosticList: Component {
  let charts: RankingCharts

  var html: HTML {
    let items = charts.ranked.diagnostics.compactMap { entry -> HTML? in
      guard let known = RankingDiagnostic(rawValue: entry.name) else { return nil }
      let about = entry.about.map { id in
        charts.ranked.measure(id) == nil
          ? charts.name(ofPlace: id) : charts.name(ofMeasure: id)
      }
      let words = charts.texts.formats.list(about)
      return "<li>\(charts.texts.name(of: known))\(words.isEmpty ? "" : ": \(words)")</li>"
    }
    guard !items.isEmpty else { return .empty }
    return "<section><h2>\(charts.texts(.rankingDiagnostics))</h2><ul>\(items)</ul></section>"
  }
}
