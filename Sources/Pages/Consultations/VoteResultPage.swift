public import Civic
public import Exact
public import Exchange

/// The result: each project with the reason in plain words, and how anyone can check it.
public struct VoteResultPage: Sendable {
  let voting: VotingFrame
  let result: BudgetVoteResult
  /// The actions that funded projects became, by project.
  let actions: [ProjectAction]
  /// Plans of the city that a project can become an action of, for its people.
  let plans: [OpenPlan]

  /// A plan that takes actions, with its objectives.
  public struct OpenPlan: Sendable {
    let plan: Plan
    let objectives: [Objective]

    public init(_ document: PlanDocument) {
      plan = document.plan
      objectives = document.objectives
    }
  }

  public init(
    _ voting: VotingFrame, result: BudgetVoteResult, actions: [ProjectAction] = [],
    plans: [OpenPlan] = []
  ) {
    self.voting = voting
    self.result = result
    self.actions = actions
    self.plans = plans
  }

  var texts: Texts { voting.texts }
  var frame: PageFrame { voting.frame }

  public var html: HTML {
    voting.page(
      texts(.voteResultTitle, ["name": .text(frame.words(result.rules.name))]),
      """
      \(figures)\(winners)\(VoteResultCharts(voting: voting, result: result).html)\(losers)\
      \(comparison)\(ties)\(check)
      """)
  }

  private var figures: HTML {
    let amounts = VoteAmounts(voting: voting)
    var figures = [
      KeyFigures.Figure(
        value: texts.formats.number(result.winners.count), label: texts(.voteFunded),
        note: texts(.voteOf, ["count": .count(result.entries.count)])),
      KeyFigures.Figure(
        value: amounts.money(result.cost), label: texts(.voteSpent),
        note: texts(.voteOfBudget, ["amount": .money(result.rules.money(result.rules.budget))])),
      KeyFigures.Figure(
        value: texts.formats.number(result.voters), label: texts(.voteVoters),
        note: result.registered.flatMap { Int($0) }.map {
          texts(.voteRegistered, ["count": .count($0)])
        }),
    ]
    if result.voters > 0 {
      let share = Double(result.served) / Double(result.voters) * 100
      figures.append(
        KeyFigures.Figure(
          value: texts.formats.percent(share, decimals: 1), label: texts(.voteServed)))
    }
    return KeyFigures(figures: figures).html
  }

  private var winners: HTML {
    let items = result.winners.map { entry -> HTML in
      """
      <li id="project-\(entry.project.number)"><h3>\(voting.name(entry.project)) \
      <span class="mark">\(voting.money(entry.project.cost))</span></h3>\
      <p>\(VoteReasons(voting: voting, result: result).words(entry))</p>\(next(entry))</li>
      """
    }
    return """
      <section><h2>\(texts(.voteFundedTitle))</h2>\
      <ol class="results">\(items)</ol>\
      \(items.isEmpty ? "<p>\(texts(.voteNothingFunded))</p>" as HTML : nil)</section>
      """
  }

  private var losers: HTML {
    let items = result.losers.map { entry -> HTML in
      """
      <li id="project-\(entry.project.number)"><h3>\(voting.name(entry.project)) \
      <span class="mark">\(voting.money(entry.project.cost))</span></h3>\
      <p>\(VoteReasons(voting: voting, result: result).words(entry))</p></li>
      """
    }
    guard !items.isEmpty else { return .empty }
    return """
      <section><h2>\(texts(.voteNotFundedTitle))</h2><ul class="results">\(items)</ul></section>
      """
  }

  /// What became of a funded project in the plan, or the button for it.
  private func next(_ entry: BudgetVoteResult.Entry) -> HTML? {
    if let action = actions.first(where: { $0.project == entry.project.id }) {
      return """
        <p>\(texts(.voteBecameAction)) \
        <a href="\(frame.address(.action(action.action, of: action.plan, action.edition)))">\
        \(frame.content(action.title))</a></p>
        """
    }
    guard frame.viewer.may(.editContent, .city(voting.city.id)), !plans.isEmpty else { return nil }
    return """
      <form method="post" action="\(voting.address(.action))" class="inline-form">\
      \(frame.csrfField)\(HiddenField(name: "project", value: entry.project.id.rawValue))\
      \(Select(
        name: "plan-\(entry.project.number)",
        label: texts(.voteActionPlan, ["name": .text(voting.name(entry.project))]),
        choices: plans.flatMap(places)))\
      \(Button(label: texts(.voteMakeAction), kind: .secondary))</form>
      """
  }

  /// A plan, and each of its objectives.
  private func places(in open: OpenPlan) -> [Choice] {
    let plan = open.plan.id.rawValue
    let title = frame.words(open.plan.title)
    return [Choice(value: plan, label: title, group: title)]
      + open.objectives.map {
        Choice(value: "\(plan)~\($0.id.rawValue)", label: frame.words($0.label), group: title)
      }
  }

  /// What was chosen: a plan, or one of its objectives.
  public static func place(_ value: String) -> FundedAction.Place? {
    let parts = value.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
    guard let plan = parts.first, !plan.isEmpty, parts.count <= 2 else { return nil }
    return FundedAction.Place(
      in: Exact.ID(rawValue: plan),
      serving: parts.count == 2 ? Exact.ID(rawValue: parts[1]) : nil)
  }

  private var comparison: HTML? {
    guard result.rules.counting.rule != .greedy, let served = result.greedyServed else {
      return nil
    }
    let names = { (numbers: [Int]) in
      texts.formats.list(numbers.compactMap { result.rules.project($0) }.map(voting.name))
    }
    let difference =
      result.onlyGreedy.isEmpty && result.onlyHere.isEmpty
      ? texts(.voteGreedySame)
      : texts(
        .voteGreedyDiffers,
        [
          "here": .text(result.onlyHere.isEmpty ? "–" : names(result.onlyHere)),
          "there": .text(result.onlyGreedy.isEmpty ? "–" : names(result.onlyGreedy)),
        ])
    return """
      <section><h2>\(texts(.voteGreedyTitle))</h2><p>\(difference)</p>\
      <p>\(texts(
        .voteGreedyServed,
        ["here": .text(texts.formats.number(result.served)),
         "there": .text(texts.formats.number(served))]))</p></section>
      """
  }

  private var ties: HTML? {
    guard !result.ties.isEmpty else { return nil }
    let items = result.ties.map { tie -> HTML in
      let names = tie.candidates.compactMap { result.rules.project($0) }.map(voting.name)
      let chosen = result.rules.project(tie.chosen).map(voting.name) ?? ""
      return """
        <li>\(texts(
          .voteTie, ["names": .text(texts.formats.list(names)), "chosen": .text(chosen)]))</li>
        """
    }
    return """
      <section><h2>\(texts(.voteTiesTitle))</h2><p>\(texts.name(of: result.rules.counting.ties))</p>\
      <ul>\(items)</ul></section>
      """
  }

  /// What recomputes the vote on any machine.
  private var command: String {
    let head = frame.logHead.map { " --head \($0.rawValue)" }
    return "gradnik verify decision-\(result.decision.id.rawValue).zip" + (head ?? "")
  }

  private var check: HTML {
    """
    <section><h2>\(texts(.decisionCheck))</h2><p>\(texts(.voteCheckText))</p>\
    \(ButtonRow(buttons: [
      Button(
        label: texts(.decisionBundle), act: .link(frame.address(.bundle(of: result.decision.id)))),
      Button(
        label: texts(.voteElectionFile), act: .link(voting.address(.election)), kind: .secondary),
      Button(
        label: texts(.receiptCheckTitle), act: .link(voting.address(.receipts)), kind: .secondary),
    ]))\
    <pre><code>\(command)</code></pre>\
    <p><a href="\(frame.address(.decision(result.decision.id)))">\(texts(.voteDecision))</a></p>\
    </section>
    """
  }
}

/// The action of a plan that a funded project became.
public struct ProjectAction: Sendable {
  public let project: ID<VoteProject>
  public let plan: ID<Plan>
  public let action: ID<Action>
  /// Where the reader may see it.
  public let edition: Link.PlanEdition
  public let title: Multilingual

  public init(project: ID<VoteProject>, action: Action, edition: Link.PlanEdition) {
    self.project = project
    plan = action.plan
    self.action = action.id
    self.edition = edition
    title = action.title
  }
}
