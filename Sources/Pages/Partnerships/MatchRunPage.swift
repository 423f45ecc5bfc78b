public import Civic
import Exact
import Matching

/// What a matching proposes and why, and what people decide about it.
public struct MatchRunPage: Sendable {
  let frame: PageFrame
  let network: Network
  let atlas: Atlas
  let run: MatchRun
  let partnerships: [Partnership]
  let anonymity: MatchAnonymity
  let words: MatchWords
  let problems: [Message]
  let input: FormInput

  /// - Parameters:
  ///   - partnerships: Those of the run.
  ///   - input: What was typed into the form that has problems.
  public init(
    frame: PageFrame, network: Network, atlas: Atlas, run: MatchRun,
    partnerships: [Partnership], anonymity: MatchAnonymity, topics: TopicCatalogue,
    problems: [Message] = [], input: FormInput = FormInput([])
  ) {
    self.frame = frame
    self.network = network
    self.atlas = atlas
    self.run = run
    self.partnerships = partnerships
    self.anonymity = anonymity
    words = MatchWords(frame: frame, atlas: atlas, run: run, topics: topics)
    self.problems = problems
    self.input = input
  }

  private var texts: Texts { frame.texts }
  private var forms: MatchForms {
    MatchForms(frame: frame, atlas: atlas, run: run, input: input)
  }

  public var html: HTML {
    var setting = PageSetting(title: texts.name(of: run.settings.mode))
    setting.isWide = true
    setting.isDemonstration = network.isDemonstration
    setting.crumbs = [
      Anchor(text: network.name, href: frame.address(.network(network.id))),
      Anchor(
        text: texts(.matchingTitle, ["network": .text(network.name)]),
        href: frame.address(.matching(of: network.id))),
    ]
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(setting.title)</h1>\
      <p>\(texts.formats.instant(run.at, .medium))</p>\(words.conflicts)\(total)\(missing)\
      <section><h2>\(texts(.matchProposals))</h2>\(proposals)</section>\(similar)\(unmatched)\
      \(settled)\(own)\(publication)
      """)
  }

  private var total: HTML? {
    guard words.result["total"] != nil else { return nil }
    let isProved = words.result["total"] == words.result["bound"]
    return "<p>\(texts(isProved ? .matchProved : .matchNotProved))</p>"
  }

  private var missing: HTML? {
    let items = words.missing(run.participants.map(\.code))
    guard !items.isEmpty else { return nil }
    return Details(
      summary: texts(.matchMissingTitle),
      content: "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
    ).html
  }

  private var proposals: HTML {
    guard !partnerships.isEmpty else { return "<p>\(texts(.matchNoProposals))</p>" }
    let score = { (partnership: Partnership) in
      words.pair(partnership.cities)?["score"]?.string.flatMap(Double.init) ?? 0
    }
    let sorted = partnerships.map { (score($0), $0) }
      .sorted { ($1.0, $0.1.id) < ($0.0, $1.1.id) }.map(\.1)
    return "<ul class=\"findings\">\(sorted.map(proposal))</ul>"
  }

  private func proposal(_ partnership: Partnership) -> HTML {
    let name = PartnershipName(frame: frame, atlas: atlas).words(partnership)
    let origin: HTML? = partnership.isOwn ? "<p>\(texts(.matchOwnProposal))</p>" : nil
    let reason: HTML? = partnership.reason.map {
      "<p>\(texts(.matchReasonField)): \(texts.name(of: $0))</p>"
    }
    let note: HTML? = partnership.note.map { "<p>\(texts(.matchNoteField)): \($0)</p>" }
    let isOpen = partnership.status == .proposed || partnership.status == .confirmed
    let acts: HTML? = isOpen && run.decision == nil ? forms.decision(partnership, name) : nil
    return """
      <li><h3><a href="\(frame.address(.partnership(partnership.id)))">\
      \(name)</a></h3><p>\(PartnershipTag(frame: frame, status: partnership.status))</p>\
      \(MatchReasons(words: words, cities: partnership.cities))\(origin)\(reason)\(note)\(acts)</li>
      """
  }

  private var similar: HTML? {
    guard let lists = words.result["similar"]?.object else { return nil }
    let rows = lists.members.map { entry in
      Table.Row(cells: [
        "\(words.name(code: entry.name))",
        "\((entry.value.array ?? []).map { "\(words.name(code: $0["id"]?.string ?? "")) \(words.percent($0["score"]))" }.joined(separator: "; "))",
      ])
    }
    return """
      <section><h2>\(texts(.matchSimilarTitle))</h2>\(Table(
        id: "similar", caption: texts(.matchSimilarTitle), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.planCity)),
          Table.Column(title: texts(.matchSimilarTitle)),
        ], rows: rows))</section>
      """
  }

  private var unmatched: HTML? {
    guard let cities = words.result["unmatched"]?.array, !cities.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.matchUnmatched))</h2><p>\(words.names(.array(cities)))</p></section>
      """
  }

  /// Confirmed before: the matching went around them.
  private var settled: HTML? {
    let pairs = (words.input["fixed"]?.array ?? []).map { words.names($0) }
    guard !pairs.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.matchSettled))</h2>\
      <ul>\(pairs.map { "<li>\($0)</li>" as HTML })</ul></section>
      """
  }

  private var own: HTML? {
    guard run.decision == nil else { return nil }
    return """
      <section><h2>\(texts(.matchOwn))</h2><p>\(texts(.matchOwnText))</p>\(forms.proposal)</section>
      """
  }

  private var publication: HTML {
    if let decision = run.decision {
      return """
        <section><h2>\(texts(.matchPublication))</h2>\
        <p><a href="\(frame.address(.decision(decision)))">\(texts(.matchPublished))</a></p></section>
        """
    }
    var obstacles: [String] = []
    if partnerships.contains(where: { $0.status == .proposed }) {
      obstacles.append(texts(.problemMatchOpen))
    }
    obstacles += anonymity.withdrawn.map {
      texts(.matchWithdrawn, ["city": .text(words.name($0))])
    }
    obstacles += anonymity.recognisable.map { found in
      texts(
        .matchRecognisable,
        ["city": .text(words.name(found.city)), "count": .count(found.alike)])
    }
    let items = obstacles.map { "<li>\($0)</li>" as HTML }
    let hindered: HTML = Notice(
      tone: .warning, title: texts(.matchObstacles), content: "<ul>\(items)</ul>"
    ).html
    let act = ActionForm(
      action: frame.address(.matchPublication(run.id, of: network.id)), token: frame.csrfField,
      button: Button(label: texts(.matchPublish)))
    return """
      <section><h2>\(texts(.matchPublication))</h2><p>\(texts(.matchPublicationText))</p>\
      \(obstacles.isEmpty ? act.html : hindered)</section>
      """
  }
}

/// Score, confidence and reasons of a proposal.
struct MatchReasons: Component {
  let words: MatchWords
  let cities: [ID<City>]

  private var texts: Texts { words.frame.texts }

  var html: HTML {
    if let pair = words.pair(cities) { return of(pair) }
    if let network = words.network(cities) { return facts(of: network) }
    return .empty
  }

  private func of(_ pair: JSONValue) -> HTML {
    let codes = [pair["a"], pair["b"]].compactMap { $0?.string }
    let missing = words.missing(codes).map { "<li>\($0)</li>" as HTML }
    return """
      <p><strong>\(texts(.matchFit, ["share": .text(words.percent(pair["score"]))]))</strong> \
      \(texts(.matchConfidence, ["share": .text(words.percent(pair["confidence"]))]))</p>\
      <ul>\(words.reasons(of: pair).map { "<li>\($0)</li>" as HTML })\(missing)</ul>
      """
  }

  /// What each rule of the call finds in a network.
  private func facts(of network: JSONValue) -> HTML {
    let items = (network["checks"]?.object?.members ?? []).compactMap { check -> HTML? in
      guard let rule = CallRule(rawValue: check.name) else { return nil }
      let found = check.value["found"].map { value in
        value.string.map { _ in words.percent(value) } ?? CanonicalJSON.text(of: value)
      }
      let isKept = check.value["kept"] == true
      return """
        <li>\(texts.name(of: rule)): \(found ?? "–") \(StatusTag(
          text: texts(isKept ? .matchRuleKept : .matchRuleBroken), tone: isKept ? .good : .bad))</li>
        """
    }
    let lead: HTML? = network["lead"]?.string.map {
      "<p>\(texts(.matchLead, ["city": .text(words.name(code: $0))]))</p>"
    }
    return "\(lead)<ul>\(items)</ul>"
  }
}
