public import Civic
import Exact

/// Everything about one action.
public struct ActionPage: Sendable {
  let frame: PageFrame
  let reading: PlanReading
  let action: Action
  let trail: ActionTrail
  /// The vote in which residents chose it, where they did.
  public var vote: (consultation: Consultation, project: VoteProject)?
  /// Where the last public ranking puts it.
  public var place: RankedPlace?

  public init(
    frame: PageFrame, reading: PlanReading, action: Action, trail: ActionTrail = ActionTrail()
  ) {
    self.frame = frame
    self.reading = reading
    self.action = action
    self.trail = trail
  }

  private var document: PlanDocument { reading.document }
  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PlanHeading.setting(
      title: "\(action.code) \(frame.words(action.title))", frame: frame, reading: reading)
    setting.crumbs += [
      Anchor(text: frame.words(reading.plan.title), href: frame.address(reading.link(.overview))),
      Anchor(text: texts(.planViewActions), href: frame.address(reading.link(.actions))),
    ]
    setting.isWide = false
    setting.summary = action.description.map { frame.words($0) }
    return frame.page(
      setting,
      """
      <p class="kicker">\(action.code)</p><h1>\(frame.content(action.title))</h1>\
      <p>\(ActionStatusTag(frame: frame, reading: reading, action: action))</p>\(status)\
      \(frame.prose(action.description))\(facts)\
      \(ActionTaskTable(frame: frame, reading: reading, action: action).html)\
      \(ActionMoney(frame: frame, reading: reading, action: action).html)\
      \(indicators)\(risks)\(effects)\(notes)\(origin)\(files)
      """)
  }

  private var status: HTML? {
    guard action.manualStatus != nil else { return nil }
    let replaced = action.supersededBy.flatMap { document.action($0) }
    return Notice(
      tone: .info,
      content: """
        <p>\(frame.content(action.statusReason))</p>\
        \(action.unblockingCondition.map { "<p>\(texts(.actionUnblocking)) \(frame.content($0))</p>" as HTML })\
        \(replaced.map { "<p>\(texts(.actionSupersededBy)) \(link(to: $0))</p>" as HTML })
        """
    ).html
  }

  private func link(to action: Action) -> HTML {
    """
    <a href="\(frame.address(reading.link(action)))"><span class="code">\(action.code)</span> \
    \(frame.content(action.title))</a>
    """
  }

  private func names(_ ids: [ID<Organisation>]) -> HTML {
    ids.compactMap { document.organisation($0) }.map { frame.content($0.name) }
      .joined(separator: ", ")
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    let add = { (key: TextKey, value: HTML?) in
      if let value, !value.isEmpty { rows.append(SummaryList.Row(name: texts(key), value: value)) }
    }
    add(.actionOwnerLabel, action.owner.map { names([$0]) })
    add(.actionPartnersLabel, names(action.partners))
    add(.actionPeriodLabel, PeriodLine(frame: frame, span: document.span(of: action)).html)
    add(.actionReadinessLabel, action.readiness.map { "\(texts.name(of: $0))" })
    add(.actionRankingLabel, ranking)
    add(.actionDistrictLabel, action.district.map { "\($0)" })
    add(.actionDependenciesLabel, links(action.dependencies))
    add(.actionExclusionsLabel, links(action.exclusions))
    add(.actionStaffLabel, staff)
    add(.actionThemesLabel, TagList(tags: action.themes.map { Tag(text: $0) }).html)
    add(
      .actionGoalsLabel,
      TagList(
        tags: action.goals.compactMap(Goal.init).map {
          Tag(text: "\($0.number) \(texts.name(of: $0))")
        }
      ).html)
    add(
      .actionPolicyLabel,
      TagList(tags: action.policyCodes.map { Tag(text: "\($0.rawValue) \(texts.name(of: $0))") })
        .html)
    return SummaryList(rows: rows).html
  }

  private var ranking: HTML? {
    place.map { place in
      let words = texts(
        .actionPlaceInRanking,
        [
          "number": .text(String(place.rank)), "all": .text(String(place.count)),
          "name": .text(place.name),
        ])
      return "<a href=\"\(frame.address(.ranking(place.round, of: reading.plan.id)))\">\(words)</a>"
    }
  }

  private func links(_ ids: [ID<Action>]) -> HTML? {
    let actions = ids.compactMap { document.action($0) }
    guard !actions.isEmpty else { return nil }
    return "<ul>\(actions.map { "<li>\(link(to: $0))</li>" as HTML })</ul>"
  }

  private var staff: HTML? {
    guard !action.staffLoad.isEmpty else { return nil }
    let items = action.staffLoad.map { load in
      texts(
        .actionStaffYear,
        ["year": .text(String(load.year)), "months": .number(load.personMonths)])
    }
    return "\(texts.formats.list(items))"
  }

  private var indicators: HTML? {
    let own = document.indicators(of: action.id)
    guard !own.isEmpty else { return nil }
    return
      "<section><h2>\(texts(.indicatorsTitle))</h2>\(IndicatorTable(frame: frame, indicators: own))</section>"
  }

  private var risks: HTML? {
    let own = document.risks(of: action.id)
    guard !own.isEmpty else { return nil }
    return
      "<section><h2>\(texts(.planViewRisks))</h2>\(RiskTable(frame: frame, reading: reading, risks: own))</section>"
  }

  private var effects: HTML? {
    let all: [(TextKey, Effect?, Multilingual?)] = [
      (.effectEconomic, action.economicEffect, action.economicReason),
      (.effectSocial, action.socialEffect, action.socialReason),
      (.effectEnvironmental, action.environmentalEffect, action.environmentalReason),
    ]
    let rows = all.compactMap { name, effect, reason in
      effect.map { effect in
        SummaryList.Row(
          name: texts(name),
          value: "\(EffectTag(frame: frame, effect: effect)) \(frame.content(reason))")
      }
    }
    guard !rows.isEmpty else { return nil }
    return "<section><h2>\(texts(.effectsTitle))</h2>\(SummaryList(rows: rows))</section>"
  }

  private var notes: HTML? {
    let inner: HTML? =
      reading.isWorking
      ? action.internalNote.map {
        Notice(tone: .neutral, title: texts(.actionInternalNote), content: "<p>\($0)</p>").html
      } : nil
    guard action.publicNote != nil || inner != nil else { return nil }
    return
      "<section><h2>\(texts(.actionNotes))</h2>\(frame.prose(action.publicNote))\(inner)</section>"
  }

  /// Where the action came from: its objectives and the challenges they answer.
  private var origin: HTML {
    let objectives = document.objectives.filter { action.objectives.contains($0.id) }
    let items = objectives.map { objective -> HTML in
      let above = objective.parent.flatMap { document.objective($0) }
      let wanted = Set(objective.challenges + (above?.challenges ?? []))
      let challenges = document.challenges.filter { wanted.contains($0.id) }
      return """
        <li>\(above.map { frame.content($0.label) + " → " }) \(frame.content(objective.label))\
        \(challenges.isEmpty ? nil : "<ul>\(challenges.map { trail.item($0, frame: frame, city: document.plan.city) })</ul>" as HTML)</li>
        """
    }
    return """
      <section><h2>\(texts(.actionOrigin))</h2>\(trail.taken(frame: frame))\
      \(vote.map(chosen))<ul>\(raised)\(items)</ul></section>
      """
  }

  private func chosen(
    _ vote: (consultation: Consultation, project: VoteProject)
  ) -> HTML {
    """
    <p>\(texts(.actionFromVote)) <a href="\(frame.address(.consultation(vote.consultation.id)))">\
    \(frame.content(vote.consultation.name)): \(frame.content(vote.project.name))</a></p>
    """
  }

  /// The record that raised the action.
  private var raised: HTML? {
    guard vote == nil, !trail.isTaken, let origin = action.origin,
      let link = OriginLink(origin, city: reading.plan.city).link
    else { return nil }
    let kind =
      origin.kind == FundingAcceptance.originKind
      ? texts(.investDecisionLink) : texts.name(of: RecordKind(origin.kind))
    return "<li><a href=\"\(frame.address(link))\">\(texts(.originField)): \(kind)</a></li>"
  }

  private var files: HTML? {
    let own = document.attachments.filter { $0.action == action.id }
    guard !own.isEmpty else { return nil }
    return
      "<section><h2>\(texts(.planFiles))</h2><ul>\(own.map { FileLine(frame: frame, file: $0) })</ul></section>"
  }
}
