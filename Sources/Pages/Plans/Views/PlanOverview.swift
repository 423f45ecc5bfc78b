import Civic
import Exact

/// The plan at a glance, then its chapters in their order.
struct PlanOverview: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    "\(vision)\(figures)\(results)\(chapters)\(files)"
  }

  /// What came of it; how it is carried out, for the city's people.
  private var results: HTML {
    let texts = frame.texts
    let plan = reading.plan.id
    var links: [(TextKey, Link)] = [
      (.outcomesTitle, .outcomes(of: plan)), (.reportsTitle, .periodReports(of: plan)),
    ]
    if frame.viewer.may(.readWorking, .city(reading.plan.city)) {
      links.insert((.deliveryTitle, .delivery(of: plan)), at: 0)
    }
    let items = links.map { key, link -> HTML in
      "<li><a href=\"\(frame.address(link))\">\(texts(key))</a></li>"
    }
    return "<ul class=\"link-list\">\(items)</ul>"
  }

  private var vision: HTML? {
    reading.plan.vision.map { "<blockquote class=\"vision\">\(frame.prose($0))</blockquote>" }
  }

  private var figures: HTML {
    let document = reading.document
    let total = document.fundingCheck().total
    let texts = frame.texts
    let amount = { (value: MinorUnits) in texts.formats.wholeMoney(reading.money(value)) }
    let late = document.actions.filter {
      $0.status(on: frame.today, tasks: document.tasks(of: $0.id)) == .late
    }.count
    return KeyFigures(figures: [
      KeyFigures.Figure(
        value: texts.formats.number(document.actions.count), label: texts(.planViewActions),
        note: texts(.planLateCount, ["count": .count(late)]),
        href: frame.address(reading.link(.actions))),
      KeyFigures.Figure(
        value: amount(total.cost), label: texts(.fundingCost),
        href: frame.address(reading.link(.funding))),
      KeyFigures.Figure(value: amount(total.secured), label: texts(.fundingSecured)),
      KeyFigures.Figure(value: amount(total.gap), label: texts(.fundingGap)),
    ]).html
  }

  private var chapters: HTML {
    let shown = reading.document.sections.filter { !$0.isHidden }
    return HTML.joined(shown.map(chapter))
  }

  private func chapter(_ section: PlanSection) -> HTML {
    let title: HTML =
      section.title.map { frame.content($0) } ?? "\(frame.texts.name(of: section.kind))"
    return """
      <section class="chapter" id="\(section.id.rawValue)"><h2>\(title)</h2>\
      \(frame.prose(section.body))\(matter(of: section.kind))</section>
      """
  }

  /// What the platform knows about the chapter's subject, in short, with the way to all of it.
  private func matter(of kind: SectionKind) -> HTML? {
    switch kind {
    case .challenges: ChallengeList(frame: frame, reading: reading).html
    case .objectives: more(.objectives)
    case .actions: more(.actions)
    case .schedule: more(.schedule)
    case .funding: YearTable(frame: frame, reading: reading).html + more(.funding)
    case .risks: more(.risks)
    case .stakeholders: more(.stakeholders)
    case .integration: more(.integration)
    case .context, .vision, .governance, .monitoring, .text: nil
    }
  }

  private func more(_ view: Link.PlanView) -> HTML {
    """
    <p><a class="more-link" href="\(frame.address(reading.link(view)))">\
    \(frame.texts(PlanTabs.title(of: view)))</a></p>
    """
  }

  private var files: HTML? {
    let files = reading.document.attachments.filter { $0.action == nil }
    guard !files.isEmpty || reading.version != nil else { return nil }
    return """
      <section><h2>\(frame.texts(.planFiles))</h2>\
      <ul>\(files.map { FileLine(frame: frame, file: $0) })\(proofs)</ul></section>
      """
  }

  private var proofs: HTML? {
    guard let version = reading.version else { return nil }
    let plan = reading.plan.id
    return """
      <li><a href="\(frame.address(.export(of: plan)))">\(frame.texts(.exportTitle))</a></li>\
      <li><a href="\(frame.address(.planFile(of: plan, version: version.number)))">\(frame.texts(.planAsJSON))</a></li>\
      <li><a href="\(frame.address(.decisionBundle(of: plan, version: version.number)))">\(frame.texts(.planDecision))</a> \
      <small>\(frame.texts(.planDecisionHint))</small></li>
      """
  }
}

/// A file with its size.
struct FileLine: Component {
  let frame: PageFrame
  let file: Attachment

  var html: HTML {
    """
    <li><a href="\(frame.address(.attachment(file.id, of: file.plan)))">\(frame.content(file.title))</a> \
    <small>\(file.fileName), \(frame.texts.fileSize(file.size))</small></li>
    """
  }
}

/// The challenges, each as a tree of effects, problem and causes.
struct ChallengeList: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    HTML.joined(reading.document.challenges.map(item))
  }

  /// The way back to what raised it.
  private func origin(_ challenge: Challenge) -> HTML? {
    guard let origin = challenge.origin,
      let link = OriginLink(origin, city: reading.plan.city).link
    else { return nil }
    return """
      <p class="source"><a href="\(frame.address(link))">\(frame.texts(.originField)) \
      \(frame.texts.name(of: RecordKind(origin.kind)))</a></p>
      """
  }

  private func item(_ challenge: Challenge) -> HTML {
    """
    <article class="challenge" id="\(challenge.id.rawValue)"><h3>\(frame.content(challenge.title))</h3>\
    \(frame.prose(challenge.description))\
    \(tree(challenge))\
    \(evidence(challenge))\(origin(challenge))</article>
    """
  }

  private func tree(_ challenge: Challenge) -> HTML? {
    guard challenge.causes != nil || challenge.effects != nil else { return nil }
    return PlanCharts(frame: frame, reading: reading).problemTree(challenge).html
  }

  private func evidence(_ challenge: Challenge) -> HTML? {
    guard challenge.evidence != nil || challenge.evidenceURL != nil else { return nil }
    let link: HTML? = challenge.evidenceURL.map { ExternalLink(text: $0, address: $0).html }
    return """
      <h4>\(frame.texts(.challengeEvidence))</h4>\(frame.prose(challenge.evidence))\
      \(link.map { "<p>\($0)</p>" as HTML })
      """
  }
}
