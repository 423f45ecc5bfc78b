public import Civic
public import Exact
import Tracking

/// What came of a plan, objective by objective: what was promised, what was done, what the figures
/// say, and what was tried; failures as visible as successes.
public struct OutcomesPage: Sendable {
  let frame: PageFrame
  let delivery: PlanDelivery
  let city: City
  let board: IndicatorBoard
  let register: Register

  public init(
    frame: PageFrame, delivery: PlanDelivery, city: City, board: IndicatorBoard,
    register: Register
  ) {
    self.frame = frame
    self.delivery = delivery
    self.city = city
    self.board = board
    self.register = register
  }

  private var texts: Texts { frame.texts }
  private var document: PlanDocument { delivery.document }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }

  public var html: HTML {
    let title = texts(.outcomesTitle)
    var setting = PageSetting(title: title)
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(document.plan.title), href: frame.address(.plan(document.plan.id)))
    ]
    let objectives = document.objectiveTree.flatMap { [$0.objective] + $0.specific }
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(summary)</p>\(rollUp(objectives))\(objectives.compactMap(section))\(others)\(pilots)\
      \(policies)
      """)
  }

  private var summary: String {
    let standings = delivery.standings
    let count = { (status: ActionStatus) in
      texts.formats.number(standings.count { $0.status == status })
    }
    let spent = delivery.expenditures.reduce(0) { $0 + $1.amount }
    let planned = document.costLines.reduce(0) { $0 + $1.planned }
    let money = { (amount: MinorUnits) in
      texts.formats.wholeMoney(Money(minorUnits: amount, currency: document.plan.currency))
    }
    return texts(
      .outcomesSummary,
      [
        "count": .count(standings.count), "done": .text(count(.done)),
        "late": .text(count(.late)), "dropped": .text(count(.abandoned)),
        "spent": .text(money(spent)), "planned": .text(money(planned)),
      ])
  }

  /// How much of the way to all targets is done, and what went back; what is not measured lowers the
  /// coverage and nothing else.
  private func rollUp(_ objectives: [Objective]) -> HTML? {
    let parts = objectives.map { objective in
      let items = document.indicators.filter { $0.objective == objective.id }.map { indicator in
        let share = indicator.measuredBy.flatMap { board[$0]?.progress?.share }
        return RollUp.Item(IndicatorCode(indicator.id.rawValue), weight: nil, share: share)
      }
      return RollUp.Objective(objective.code, weight: nil, items: items)
    }
    guard let result = try? RollUp(parts.filter { !$0.items.isEmpty }),
      let share = result.plan.share
    else { return nil }
    let percent = { (value: Double) in texts.formats.percent(value * 100, decimals: 0) }
    let back = result.regressing.compactMap { part in
      document.indicators.first { $0.id.rawValue == part.code.text }.map { frame.words($0.name) }
    }
    let regress: HTML? =
      back.isEmpty
      ? nil
      : "<p>\(texts(.outcomesRegress, ["names": .text(texts.formats.list(back))]))</p>"
    return """
      <p><strong>\(texts(
        .outcomesRollUp,
        [
          "share": .text(percent(share)), "coverage": .text(percent(result.plan.coverage)),
        ]))</strong></p>\(regress)
      """
  }

  private func section(_ objective: Objective) -> HTML? {
    let actions = document.actions(serving: objective.id)
    let indicators = document.indicators.filter { $0.objective == objective.id }
    guard !actions.isEmpty || !indicators.isEmpty else { return nil }
    let challenges = document.challenges.filter { objective.challenges.contains($0.id) }
    let why: HTML? =
      challenges.isEmpty
      ? nil
      : """
      <p class="from">\(texts(.objectiveAnswers)) \
      \(challenges.map(challenge).joined(separator: "; "))</p>
      """
    return """
      <section class="objective"><h2><span class="code">\(objective.code)</span> \
      \(frame.content(objective.title))</h2>\(why)\(list(actions))\(table(indicators))</section>
      """
  }

  /// A challenge with where it came from.
  private func challenge(_ challenge: Challenge) -> HTML {
    guard let origin = challenge.origin, let link = OriginLink(origin, city: city.id).link else {
      return frame.content(challenge.title)
    }
    return """
      \(frame.content(challenge.title)) (<a href="\(frame.address(link))">\(texts(.originLink))</a>)
      """
  }

  private func list(_ actions: [Action]) -> HTML? {
    guard !actions.isEmpty else { return nil }
    let items = actions.map { action -> HTML in
      let standing = delivery.standing(of: action)
      let reason: HTML? =
        standing.status == .done
        ? nil : standing.reason(in: frame.language).map { " – \($0)" as HTML }
      return """
        <li>\(DeliveryTag(frame: frame, status: standing.status)) \
        <a href="\(frame.address(.action(action.id, of: document.plan.id)))">\
        <span class="code">\(action.code)</span> \(frame.content(action.title))</a>\(reason)</li>
        """
    }
    return "<ul class=\"findings\">\(items)</ul>"
  }

  private func table(_ indicators: [Indicator]) -> HTML? {
    guard !indicators.isEmpty else { return nil }
    return Table(
      id: "indicators-\(indicators[0].id.rawValue)", caption: texts(.indicatorsTitle),
      columns: [
        Table.Column(title: texts(.entryNameField)),
        Table.Column(title: texts(.indicatorBaselineField), isNumeric: true),
        Table.Column(title: texts(.indicatorTargetField), isNumeric: true),
        Table.Column(title: texts(.measureLatest), isNumeric: true),
        Table.Column(title: texts(.measureStanding)),
      ],
      rows: indicators.map(row)
    ).html
  }

  private func row(_ indicator: Indicator) -> Table.Row {
    let reading = indicator.measuredBy.flatMap { board[$0] }
    let number = { (value: ExactDecimal?, year: Int?) -> HTML in
      guard let value else { return "–" }
      let when: HTML? = year.map { " (\(String($0)))" }
      return "\(texts.formats.number(value))\(when)"
    }
    let name: HTML =
      reading.map {
        """
        <a href="\(frame.address(.indicator($0.indicator.id, of: city.id)))">\
        \(frame.content(indicator.name))</a>
        """ as HTML
      } ?? frame.content(indicator.name)
    return Table.Row(cells: [
      "\(name) <span class=\"note\">\(indicator.unit)</span>",
      number(indicator.baseline, indicator.baselineYear),
      number(indicator.target, indicator.targetYear),
      reading?.points.last.map { "\(figures.value($0)) (\(figures.period($0.period)))" } ?? "–",
      reading.map { figures.tag($0.standing) } ?? "\(texts(.outcomesNotMeasured))",
    ])
  }

  /// What the city measures beside the plan's own indicators.
  private var others: HTML? {
    let used = Set(document.indicators.compactMap(\.measuredBy))
    let rest = board.readings.filter { reading in
      !used.contains(reading.indicator.id) && reading.indicator.path != nil
        && reading.indicator.isPublic
    }
    guard !rest.isEmpty else { return nil }
    let items = rest.map { reading -> HTML in
      """
      <li>\(figures.tag(reading.standing)) \
      <a href="\(frame.address(.indicator(reading.indicator.id, of: city.id)))">\
      \(frame.content(reading.indicator.name))</a></li>
      """
    }
    return """
      <section><h2>\(texts(.outcomesOther))</h2><ul class="findings">\(items)</ul></section>
      """
  }

  private var pilots: HTML? {
    let shown = register.pilots.filter(\.isPublic)
    guard !shown.isEmpty else { return nil }
    let items = shown.map { pilot -> HTML in
      let state =
        pilot.result.map { texts.name(of: $0) } ?? texts.name(of: pilot.state(on: frame.today))
      return """
        <li><a href="\(frame.address(.pilot(pilot.id, of: city.id)))">\(frame.content(pilot.name))</a> \
        – \(state)</li>
        """
    }
    return "<section><h2>\(texts(.pilotsTitle))</h2><ul>\(items)</ul></section>"
  }

  private var policies: HTML? {
    let shown = register.policies.filter(\.isPublic)
    guard !shown.isEmpty else { return nil }
    let items = shown.map { policy -> HTML in
      let verdict: HTML? = policy.verdict.map { " – \(texts.name(of: $0))" }
      return """
        <li><a href="\(frame.address(.policy(policy.id, of: city.id)))">\
        \(frame.content(policy.name))</a>\(verdict)</li>
        """
    }
    return "<section><h2>\(texts(.policiesTitle))</h2><ul>\(items)</ul></section>"
  }
}

/// Where a record came from, as a link that everybody may follow.
public struct OriginLink: Sendable {
  public let link: Link?

  public init(_ origin: RecordReference, city: ID<City>) {
    link =
      switch origin.kind {
      case CityIndicator.entityName: .indicator(ID(rawValue: origin.id), of: city)
      case PublicService.entityName: .service(ID(rawValue: origin.id), of: city)
      case Pilot.entityName: .pilot(ID(rawValue: origin.id), of: city)
      case Policy.entityName: .policy(ID(rawValue: origin.id), of: city)
      case SelfAssessment.entityName: .assessment(ID(rawValue: origin.id), of: city)
      case FundingAcceptance.originKind: .decision(ID(rawValue: origin.id))
      case Practice.entityName: .practice(ID(rawValue: origin.id))
      case ConversationStatement.entityName:
        ConversationStatement.place(origin).map {
          Link.conversation($0.conversation, of: city).at("statement-\($0.number)")
        }
      case Conversation.entityName: .conversation(ID(rawValue: origin.id), of: city)
      case Proposal.entityName: .proposal(ID(rawValue: origin.id), of: city)
      default:
        EntryKind.allCases.first { $0.type.entityName == origin.kind }.map {
          Link.register(of: city, $0)
        }
      }
  }
}
