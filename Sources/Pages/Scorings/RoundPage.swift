public import Civic
public import Exact

/// Where a round stands, and what its reader can do next.
public struct RoundPage: Sendable {
  let view: RoundFrame
  let names: [ID<Account>: String]
  let submitted: Set<ID<Account>>
  let own: ScoringSheet?
  let showsOthers: Bool
  let problem: Message?

  /// - Parameter submitted: Who handed in.
  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, names: [ID<Account>: String],
    submitted: Set<ID<Account>>, own: ScoringSheet?, showsOthers: Bool, problem: Message? = nil
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.names = names
    self.submitted = submitted
    self.own = own
    self.showsOthers = showsOthers
    self.problem = problem
  }

  private var texts: Texts { view.texts }
  private var round: ScoringRound { view.round }

  public var html: HTML {
    let problems = [problem].compactMap(\.self).map { FieldProblem(field: "", message: $0) }
    return view.page(
      round.name, isRound: true, problems: problems,
      """
      <p>\(ScoringPhaseTag(texts: texts, phase: round.phase))\
      \(round.stage > 1 ? " \(texts(.decideSecondStage))" as HTML : nil)</p>\
      \(round.question.map { "<p class=\"lead\">\($0)</p>" as HTML })\(next)\(mine)\
      <section><h2>\(texts(.decideCriteriaLegend))</h2>\(criteria)</section>\
      <section><h2>\(texts(.decideMembers))</h2>\(members)</section>\
      <section><h2>\(texts(.decideActionsLegend))</h2><ul>\(round.actions.map {
        "<li>\(view.name(of: $0))</li>" as HTML
      })</ul></section>
      """)
  }

  private var next: HTML {
    let hint: TextKey =
      switch round.phase {
      case .draft: .decideNextDraft
      case .alone: .decideNextAlone
      case .together: .decideNextTogether
      case .again: .decideNextAgain
      case .accepted: .decideNextAccepted
      }
    return """
      <section class="next-step"><p>\(texts(hint))</p><div class="buttons">\(acts)</div></section>
      """
  }

  private var acts: [HTML] {
    var acts: [HTML] = []
    switch round.phase {
    case .draft where view.mayChair:
      acts = [view.act(.decideOpen, .opening), view.lead(.decideSettings, .settings)]
    case .alone where view.mayChair, .again where view.mayChair:
      acts = [view.act(.decideClose, .closing, kind: .secondary)]
    case .together:
      acts = [
        view.lead(.decideResult, .result, kind: .primary), view.lead(.decideSpread, .spread),
        view.lead(.decideCouncil, .council),
      ]
      if view.mayChair, round.stage == 1 {
        acts.append(view.act(.decideAgain, .again, kind: .secondary))
      }
      if view.mayChair { acts.append(view.lead(.decideAccept, .acceptance)) }
    case .accepted:
      acts = [
        Button(
          label: texts(.decidePublicPage),
          act: .link(view.frame.address(.ranking(round.id, of: view.plan)))
        ).html, view.lead(.decideResult, .result), view.lead(.decideSpread, .spread),
      ]
    default: break
    }
    if round.phase.isOpen, showsOthers || round.phase == .again {
      acts.append(view.lead(.decideSpread, .spread))
    }
    return acts
  }

  /// What a member has to do.
  private var mine: HTML? {
    guard round.phase.isOpen, round.isMember(view.frame.viewer) else { return nil }
    if let own, let at = own.submittedAt {
      return Notice(
        tone: .good, content: "<p>\(texts(.decideSubmittedAt, ["at": .instant(at)]))</p>"
      ).html
    }
    let items = round.judged.map { criterion -> HTML in
      let link = Link.scores(by: criterion.id, in: round.id, of: view.plan)
      let count = own?.scores.count { $0.criterion == criterion.id } ?? 0
      let tag = StatusTag(
        text: texts(count > 0 ? .stepDone : .stepOpen), tone: count > 0 ? .good : .neutral)
      return
        "<li><a href=\"\(view.frame.address(link))\">\(view.name(of: criterion))</a> \(tag)</li>"
    }
    let kind = own?.weights.kind ?? .none
    let weights = StatusTag(
      text: texts.name(of: kind), tone: kind == .none ? .neutral : .good)
    return """
      <section><h2>\(texts(.decideMine))</h2><p>\(texts(.decideMineText))</p><ol class="steps">\
      \(items)<li><a href="\(view.address(.weights))">\(texts(.decideWeights))</a> \(weights)</li>\
      </ol>\(view.act(.decideSubmit, .submission))<p class="hint">\(texts(.decideSubmitHint))</p>\
      </section>
      """
  }

  private var criteria: HTML {
    Table(
      id: "criteria", caption: texts(.decideCriteriaLegend), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.decideOwnName)), Table.Column(title: texts(.decideOwnWorst)),
        Table.Column(title: texts(.decideOwnBest)), Table.Column(title: texts(.decideOrigin)),
      ],
      rows: round.criteria.map { criterion in
        Table.Row(cells: [
          "\(view.name(of: criterion))",
          "\(view.text(criterion.worst, criterion.worst, by: criterion))",
          "\(view.text(criterion.best, criterion.best, by: criterion))",
          "\(criterion.source.map { texts.name(of: $0) } ?? texts(.decideByMembers))",
        ])
      }
    ).html
  }

  private var members: HTML {
    let items = round.members.map { member -> HTML in
      let has = submitted.contains(member)
      let state =
        round.phase.isOpen
        ? StatusTag(
          text: texts(has ? .decideHandedIn : .decideNotYet), tone: has ? .good : .neutral
        ).html : .empty
      return "<li>\(names[member] ?? texts(.historySomebody)) \(state)</li>"
    }
    return "<ul>\(items)</ul>"
  }
}
