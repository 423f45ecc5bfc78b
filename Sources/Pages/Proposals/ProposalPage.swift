public import Civic
import Exact

/// One proposal: what it says, who wrote it, who supports it, and what the city answers.
public struct ProposalPage: Sendable {
  let frame: PageFrame
  let city: City
  let round: ProposalRound
  let proposal: Proposal
  /// All of its round, for what was merged.
  let all: [Proposal]
  let supporters: Int
  /// Nil for those who take no part yet.
  let isSupported: Bool?
  /// Into which it can be carried, by those who may.
  let plan: Plan?
  let actions: [ProposalAction]
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, round: ProposalRound, proposal: Proposal, all: [Proposal],
    supporters: Int, isSupported: Bool?, plan: Plan?, actions: [ProposalAction],
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.round = round
    self.proposal = proposal
    self.all = all
    self.supporters = supporters
    self.isSupported = isSupported
    self.plan = plan
    self.actions = actions
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var isOurs: Bool { frame.viewer.may(.manageCity, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: proposal.title)
    setting.isPrivate = !proposal.isShown
    setting.isDemonstration = city.isDemonstration
    setting.crumbs =
      ListenCrumbs.of(city, frame) + [
        Anchor(
          text: frame.words(round.name),
          href: frame.address(.proposalRound(round.id, of: city.id)))
      ]
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    let words = Multilingual(proposal.text, in: proposal.language)
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <h1>\(frame.content(Multilingual(proposal.title, in: proposal.language)))</h1>\
      <p>\(ProposalTag(frame: frame, proposal: proposal))</p>\(merged)\
      \(frame.prose(words))\(picture)\(facts)\(answer)\(support)\(desk)
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.proposal(proposal.id, of: city.id, part))
  }

  private func link(_ other: Proposal) -> HTML {
    "<a href=\"\(frame.address(.proposal(other.id, of: city.id)))\">\(other.title)</a>"
  }

  private var merged: HTML? {
    guard let target = all.first(where: { $0.id == proposal.mergedInto }) else { return nil }
    return Notice(
      tone: .info, title: texts(.proposalMergedInto), content: "<p>\(link(target))</p>"
    ).html
  }

  private var answer: HTML? {
    guard let answer = proposal.answer else { return nil }
    let links = actions.map { action -> HTML in
      let address = frame.address(.action(action.id, of: action.plan, action.edition))
      return "<li><a href=\"\(address)\">\(frame.content(action.title))</a></li>"
    }
    let became: HTML? =
      links.isEmpty ? nil : "<h3>\(texts(.proposalBecame))</h3><ul>\(links)</ul>"
    return """
      <section><h2>\(texts(.proposalAnswerTitle))</h2>\
      <p class="note">\(texts.formats.day(answer.day, .medium))</p>\(frame.prose(answer.text))\
      \(became)</section>
      """
  }

  private var picture: HTML? {
    guard let text = proposal.picture else { return nil }
    return """
      <figure><img class="photo" src="\(part("picture"))" alt="\(text)" loading="lazy"></figure>
      """
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    let credits = all.credits(of: proposal)
    if !credits.isEmpty {
      rows.append(.init(name: texts(.proposalBy), value: "\(texts.formats.list(credits))"))
    }
    let parts = all.filter { $0.mergedInto == proposal.id }
    if !parts.isEmpty {
      rows.append(
        .init(
          name: texts(.proposalParts),
          value: "<ul>\(parts.map { "<li>\(link($0))</li>" as HTML })</ul>"))
    }
    if let district = proposal.district {
      rows.append(.init(name: texts(.actionDistrictLabel), value: "\(district)"))
    }
    if let latitude = proposal.latitude, let longitude = proposal.longitude {
      rows.append(
        .init(
          name: texts(.proposalPlace),
          value: "\(texts.formats.number(latitude)); \(texts.formats.number(longitude))"))
    }
    if let cost = proposal.cost {
      let money = Money(minorUnits: cost, currency: proposal.currency)
      rows.append(.init(name: texts(.proposalCostField), value: "\(texts.formats.money(money))"))
    }
    return SummaryList(rows: rows).html
  }

  private var support: HTML? {
    guard proposal.isShown, proposal.mergedInto == nil else { return nil }
    let isOpen = round.state(on: frame.today) == .collecting
    let isOn = isSupported == true
    let form: HTML? =
      isOpen
      ? ActionForm(
        action: part("support"), token: frame.ownToken,
        button: Button(
          label: texts(isOn ? .supportWithdraw : .supportGive), kind: isOn ? .secondary : .primary),
        fields: [HiddenField(name: "support", value: isOn ? "no" : "yes")]
      ).html : nil
    return """
      <section><h2>\(texts(.supportTitle))</h2>\
      <p>\(SupportLine(frame: frame, count: supporters))</p>\
      \(form.map { "<div class=\"buttons\">\($0)</div>" as HTML })</section>\
      \(isOpen ? ListenPrivacy(frame: frame, entry: .open, kind: .proposals).html : nil)
      """
  }
}

/// An action that came of a proposal.
public struct ProposalAction: Sendable {
  let id: ID<Action>
  let plan: ID<Plan>
  let title: Multilingual
  let edition: Link.PlanEdition

  public init(_ action: Action, edition: Link.PlanEdition) {
    id = action.id
    plan = action.plan
    title = action.label
    self.edition = edition
  }
}

extension ProposalPage {
  /// What the city's people can do.
  fileprivate var desk: HTML? {
    guard isOurs else { return nil }
    let moderation =
      round.closedAt == nil || proposal.moderation.isWaiting
      ? ModerationItem(
        frame: frame, action: part("moderation"), key: proposal.id.rawValue, title: nil,
        language: proposal.language, moderation: proposal.moderation, problems: problems,
        input: input
      ).html : nil
    return """
      <section><h2>\(texts(.deskTitle))</h2>\(moderation)\
      \(proposal.isShown && proposal.mergedInto == nil ? answering + merging : nil)</section>
      """
  }

  private var answering: HTML {
    let error = { (name: String) in
      problems.first { $0.field == name }.map { texts.sentence($0.message) }
    }
    let isAccepted = proposal.answer?.isAccepted
    let carry: HTML? = plan.flatMap { plan in
      guard proposal.answer?.isAccepted == true else { return nil }
      let link = Link.newRecord(Action.entityName, of: plan.id).with(query: [
        "title": proposal.title,
        "origin": "\(proposal.reference.kind):\(proposal.reference.id)",
      ])
      return ButtonRow(buttons: [
        Button(label: texts(.resultToAction), act: .link(frame.address(link)), kind: .secondary)
      ]).html
    }
    let chosen = input["accepted"] ?? isAccepted.map { $0 ? "yes" : "no" } ?? ""
    return """
      <h3>\(texts(.proposalAnswerTitle))</h3>\(Form(
        action: part("answer"), token: frame.csrfField,
        content: Radios(
          name: "accepted", legend: texts(.proposalDecision),
          choices: [
            Choice(
              value: "yes", label: texts.name(of: ProposalState.accepted), isChosen: chosen == "yes"),
            Choice(
              value: "no", label: texts.name(of: ProposalState.declined), isChosen: chosen == "no"),
          ], notes: FieldNotes(error: error("accepted"))
        ).html
          + TextArea(
            name: "answer", label: texts(.proposalReasons),
            value: input["answer"] ?? proposal.answer?.text[frame.language] ?? "",
            notes: FieldNotes(error: error("answer"))
          ).html,
        buttons: [Button(label: texts(.proposalAnswerSend), kind: .secondary)]))\(carry)
      """
  }

  private var merging: HTML {
    let others = all.filter { $0.isShown && $0.mergedInto == nil && $0.id != proposal.id }
    guard !others.isEmpty else { return .empty }
    return """
      <h3>\(texts(.proposalMergeTitle))</h3>\(Form(
        action: part("merger"), token: frame.csrfField,
        content: Select(
          name: "into", label: texts(.proposalMergeField),
          choices: others.map { Choice(value: $0.id.rawValue, label: $0.title) },
          notes: FieldNotes(
            hint: texts(.proposalMergeHint),
            error: problems.first { $0.field == "into" }.map { texts.sentence($0.message) }),
          placeholder: texts(.fieldChooseOne)
        ).html,
        buttons: [Button(label: texts(.proposalMergeSend), kind: .secondary)]))
      """
  }
}

/// What somebody proposed and supports, for themselves.
public struct MyProposalsPage: Sendable {
  let frame: PageFrame
  let city: City
  let round: ProposalRound
  let written: [Proposal]
  let supported: [Proposal]
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, round: ProposalRound, written: [Proposal],
    supported: [Proposal], input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.round = round
    self.written = written
    self.supported = supported
    self.input = input
    self.problems = problems
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.mineTitle))
    setting.isDemonstration = city.isDemonstration
    setting.crumbs =
      ListenCrumbs.of(city, frame) + [
        Anchor(
          text: frame.words(round.name),
          href: frame.address(.proposalRound(round.id, of: city.id)))
      ]
    let part = { (name: String) in
      frame.address(.proposalRound(round.id, of: city.id, name))
    }
    let own = written.map { proposal in
      OwnItem(
        frame: frame, title: "<strong>\(proposal.title)</strong>", key: proposal.id.rawValue,
        moderation: proposal.moderation, action: part("mine/appeals"), input: input,
        problems: problems)
    }
    let links = supported.map {
      "<li><a href=\"\(frame.address(.proposal($0.id, of: city.id)))\">\($0.title)</a></li>" as HTML
    }
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(texts(.mineTitle))</h1>\
      <section><h2>\(texts(.mineProposals))</h2>\(own)</section>\
      \(links.isEmpty ? nil : "<section><h2>\(texts(.mineSupport))</h2><ul>\(links)</ul></section>" as HTML)\
      \(MineEnd(frame: frame, data: part("mine/data.json"), erasure: part("mine/erasure")))\
      \(ListenPrivacy(frame: frame, entry: .open, kind: .proposals))
      """)
  }
}
