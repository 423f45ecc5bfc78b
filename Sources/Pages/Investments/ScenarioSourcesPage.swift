public import Civic
import Exact

/// Where a scenario takes its values and its votes from: the accepted ranking, a closed vote.
public struct ScenarioSourcesPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let scenario: FundingScenario
  let ranking: RankedValues?
  let offers: [VoteOffer]
  let input: FormInput?
  let problems: [FieldProblem]
  let hasConflict: Bool

  public init(
    frame: PageFrame, document: PlanDocument, scenario: FundingScenario, ranking: RankedValues?,
    offers: [VoteOffer]
  ) {
    self.init(
      frame: frame, document: document, scenario: scenario, ranking: ranking, offers: offers,
      input: nil, problems: [], hasConflict: false)
  }

  private init(
    frame: PageFrame, document: PlanDocument, scenario: FundingScenario, ranking: RankedValues?,
    offers: [VoteOffer], input: FormInput?, problems: [FieldProblem], hasConflict: Bool
  ) {
    (self.frame, self.document, self.scenario) = (frame, document, scenario)
    (self.ranking, self.offers) = (ranking, offers)
    (self.input, self.problems, self.hasConflict) = (input, problems, hasConflict)
  }

  /// The page with what was typed, and what is wrong with it.
  public func refusing(
    _ input: FormInput, _ problems: [FieldProblem], hasConflict: Bool
  ) -> ScenarioSourcesPage {
    ScenarioSourcesPage(
      frame: frame, document: document, scenario: scenario, ranking: ranking, offers: offers,
      input: input, problems: problems, hasConflict: hasConflict)
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var words: FundWords { FundWords(frame: frame, scenario: scenario) }
  private var fields: ScenarioFields {
    ScenarioFields(texts: texts, currency: scenario.currency, input: input, problems: problems)
  }

  public var html: HTML {
    let parts = ScenarioParts(work: work, scenario: scenario)
    return work.page(
      texts(.investTakeOf, ["name": .text(scenario.name)]), crumbs: [parts.crumb],
      problems: problems,
      """
      \(parts.conflict(hasConflict))<p class="lead">\(texts(.investTakeLead))</p>\
      <section><h2>\(texts(.investWorth))</h2>\(ScenarioWorth(words: words))\(take)</section>\
      <section><h2>\(texts(.investVote))</h2><p>\(words.vote)</p>\(votes)</section>\
      <p><a href="\(frame.address(.scenario(scenario.id, of: document.plan.id, .actions)))">\
      \(texts(.investActionsTitle))</a></p>
      """)
  }

  private var take: HTML? {
    guard ranking != nil else {
      return """
        <p>\(texts(.investWorthNone)) <a href="\(frame.address(.decide(document.plan.id)))">\
        \(texts(.investWorthDecide))</a></p>
        """
    }
    guard work.mayEdit else { return nil }
    let chosen = fields.typed("how", ScenarioValueSource.rankingRange.rawValue)
    let ways: [(ScenarioValueSource, TextKey)] = [
      (.ranking, .investAsPoints), (.rankingRange, .investAsRanges),
      (.rankingWeights, .investAsWeights),
    ]
    return Form(
      action: frame.address(.scenario(scenario.id, of: document.plan.id, .ranking)),
      token: frame.csrfField,
      content: """
        \(ScenarioParts(work: work, scenario: scenario).revision(input))\
        \(Radios(
          name: "how", legend: texts(.investWorthHow),
          choices: ways.map {
            Choice(
              value: $0.0.rawValue, label: texts($0.1), isChosen: $0.0.rawValue == chosen)
          }, notes: fields.notes("how")))
        """, buttons: [Button(label: texts(.investWorthButton), kind: .secondary)]
    ).html
  }

  // MARK: Votes

  private var votes: HTML {
    guard !offers.isEmpty else { return "<p>\(texts(.investVoteNoOffers))</p>" }
    return "\(offers.enumerated().map { offer($0.element, $0.offset) })"
  }

  private func offer(_ offer: VoteOffer, _ index: Int) -> HTML {
    let lacking = scenario.winners(of: offer).lacking
    let names = texts.formats.list(lacking.map { frame.words($0.name) })
    return """
      <h3>\(frame.content(offer.name))</h3>\
      <p><a href="\(frame.address(.consultation(offer.consultation, .result)))">\
      \(texts(.investVoteResult))</a></p>\(table(offer, index))\
      \(lacking.isEmpty ? nil : Notice(
        tone: .warning,
        content: "<p>\(texts(.investVoteLacking, ["projects": .text(names)]))</p>").html)\
      \(work.mayEdit ? form(offer, index) : nil)
      """
  }

  private func table(_ offer: VoteOffer, _ index: Int) -> HTML {
    let rows = offer.projects.map { project in
      Table.Row(cells: [
        "\(frame.content(project.name))", "\(texts.formats.number(project.votes))",
        "\(texts(project.isWinner ? .investChosen : .investNotChosen))",
        "\(project.action.flatMap { scenario.action($0) }.map { words.name($0.id) } ?? "–")",
      ])
    }
    return Table(
      id: "vote-\(index)", caption: frame.words(offer.name), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.investVoteProject)),
        Table.Column(title: texts(.investVotes), isNumeric: true),
        Table.Column(title: texts(.investWinner)), Table.Column(title: texts(.investVoteAction)),
      ], rows: rows
    ).html
  }

  /// Fields of several votes are told apart by a number.
  private func form(_ offer: VoteOffer, _ index: Int) -> HTML {
    let role = fields.typed("role-\(index)", VoteRole.floor.rawValue)
    let floor = scenario.vote.floor.significand > 0 ? scenario.vote.floor : ExactDecimal(50)
    let weight = scenario.vote.weight.significand > 0 ? scenario.vote.weight : ExactDecimal(100)
    return Form(
      action: frame.address(.scenario(scenario.id, of: document.plan.id, .vote)),
      token: frame.csrfField,
      content: """
        \(ScenarioParts(work: work, scenario: scenario).revision(input))\
        \(HiddenField(name: "offer", value: String(index)))\
        \(HiddenField(name: "decision", value: offer.decision.rawValue))\
        \(Radios(
          name: "role-\(index)", legend: texts(.investVoteRole),
          choices: VoteRole.allCases.filter { $0 != .none }.map {
            Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: $0.rawValue == role)
          }, notes: fields.notes("role-\(index)")))\
        \(FieldRow(fields: [
          fields.decimal(
            "floor-\(index)", texts(.investVoteFloorField), floor, unit: "%",
            hint: .investVoteFloorHint),
          fields.decimal(
            "weight-\(index)", texts(.investVoteWeight), weight, hint: .investVoteWeightHint),
        ]))
        """, buttons: [Button(label: texts(.investVoteTake), kind: .secondary)]
    ).html
  }
}

/// Reads how a scenario takes over a ranking or a vote.
public enum ScenarioSourcesForm {
  public static func ranking(
    _ input: FormInput, into scenario: FundingScenario, _ ranking: RankedValues?, _ texts: Texts
  ) -> (scenario: FundingScenario, problems: [FieldProblem]) {
    var (next, reading) = (scenario, ScenarioReading(input, texts, scenario.currency))
    let how = input.text("how").flatMap(ScenarioValueSource.init(rawValue:))
    if let ranking, let how, how.isRanked {
      next.take(ranking, as: how)
    } else {
      reading.fail("how", "fieldMissing")
    }
    return (next, reading.problems)
  }

  public static func vote(
    _ input: FormInput, into scenario: FundingScenario, _ offers: [VoteOffer], _ texts: Texts
  ) -> (scenario: FundingScenario, problems: [FieldProblem]) {
    var (next, reading) = (scenario, ScenarioReading(input, texts, scenario.currency))
    let index = input.text("offer").flatMap { Int($0) } ?? 0
    let offer = offers.first { $0.decision.rawValue == input.text("decision") }
    let role = input.text("role-\(index)").flatMap(VoteRole.init(rawValue:))
    reading.percent("floor-\(index)", into: &next.vote.floor)
    reading.decimal("weight-\(index)", upTo: 10_000, into: &next.vote.weight)
    if let offer, let role, role != .none {
      next.take(offer, as: role)
    } else {
      reading.fail("role-\(index)", "fieldMissing")
    }
    return (next, reading.problems)
  }
}
