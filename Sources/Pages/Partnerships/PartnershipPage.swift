public import Civic
public import Exact

/// A partnership at a glance: who, on what, how, with which results expected, and why these cities.
public struct PartnershipPage: Sendable {
  let frame: PageFrame
  let partnership: Partnership
  let network: Network?
  let atlas: Atlas
  let run: MatchRun?
  let topics: TopicCatalogue
  /// Those that this reader may see.
  let pilots: [Pilot]
  /// Cities whose profile this reader may see.
  let profiled: Set<ID<City>>
  let origins: [ID<City>: [ProfileOrigin: OriginTarget]]
  let isPublic: Bool

  public init(
    frame: PageFrame, partnership: Partnership, atlas: Atlas, run: MatchRun?,
    topics: TopicCatalogue, pilots: [Pilot], profiled: Set<ID<City>>,
    origins: [ID<City>: [ProfileOrigin: OriginTarget]], isPublic: Bool
  ) {
    self.frame = frame
    self.partnership = partnership
    network = atlas.network(partnership.network)
    self.atlas = atlas
    self.run = run
    self.topics = topics
    self.pilots = pilots
    self.profiled = profiled
    self.origins = origins
    self.isPublic = isPublic
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let name = PartnershipName(frame: frame, atlas: atlas).words(partnership)
    var setting = PageSetting(title: name)
    setting.isPrivate = !isPublic
    setting.isDemonstration = network?.isDemonstration ?? false
    if let network {
      setting.crumbs = [
        Anchor(text: network.name, href: frame.address(.network(network.id))),
        Anchor(
          text: texts(.partnershipsTitle),
          href: frame.address(.partnerships(of: network.id))),
      ]
    }
    return frame.page(
      setting,
      """
      <p class="kicker">\(texts(.partnershipTitle))</p><h1>\(name)</h1>\
      <p>\(PartnershipTag(frame: frame, status: partnership.status))</p>\(acts)\(cities)\
      <section><h2>\(texts(.partnershipGlance))</h2>\(glance)</section>\(why)\(decision(name))
      """)
  }

  private var acts: HTML? {
    var buttons: [Button] = []
    if partnership.mayBeChanged(by: frame.viewer) {
      buttons.append(
        Button(
          label: texts(.partnershipEdit),
          act: .link(frame.address(.fact(RecordReference(partnership)))), kind: .secondary))
    }
    if let run, frame.viewer.may(.manageNetwork, .network(run.network)) {
      buttons.append(
        Button(
          label: texts(.matchToRun),
          act: .link(frame.address(.matchRun(run.id, of: run.network))), kind: .quiet))
    }
    return buttons.isEmpty ? nil : ButtonRow(buttons: buttons).html
  }

  /// What is confirmed can end, or give way to others.
  private func decision(_ name: String) -> HTML? {
    guard let run, partnership.mayBeAdded(by: frame.viewer), partnership.status == .confirmed
    else { return nil }
    return MatchForms(frame: frame, atlas: atlas, run: run, input: FormInput([]))
      .decision(partnership, name)
  }

  private var cities: HTML {
    let items = partnership.cities.compactMap { atlas.city($0) }.map { city -> HTML in
      let profile: HTML? =
        profiled.contains(city.id)
        ? """
         · <a href="\(frame.address(.profile(of: city.id)))">\
        \(texts(.profileOf, ["city": .text(frame.words(city.name))]))</a>
        """ : nil
      return """
        <li><a href="\(frame.address(.city(city.id)))">\(frame.content(city.name))</a>, \
        \(texts.formats.country(city.country))\(profile)</li>
        """
    }
    let open: HTML? =
      partnership.cities.count == 1 ? "<li>\(texts(.partnershipOpen))</li>" : nil
    return "<ul>\(items)\(open)</ul>"
  }

  private var glance: HTML {
    let empty: HTML = "\(texts(.profileNotSaid))"
    let prose = { (text: Multilingual?) in text == nil ? empty : frame.prose(text) }
    let list = pilots.map { pilot -> HTML in
      """
      <li><a href="\(frame.address(.pilot(pilot.id, of: pilot.city)))">\
      \(frame.content(pilot.name))</a></li>
      """
    }
    let day = { (day: Day?) in day.map { texts.formats.day($0) } ?? "…" }
    let hasPeriod = partnership.start != nil || partnership.end != nil
    return SummaryList(rows: [
      .init(
        name: texts(.partnershipThemes),
        value: partnership.themes.isEmpty
          ? empty : "\(topics.names(partnership.themes, texts))"),
      .init(name: texts(.partnershipProjects), value: prose(partnership.projects)),
      .init(name: texts(.partnershipActivities), value: prose(partnership.activities)),
      .init(name: texts(.partnershipResults), value: prose(partnership.results)),
      .init(name: texts(.pilotsTitle), value: list.isEmpty ? empty : "<ul>\(list)</ul>"),
      .init(
        name: texts(.membershipPeriod),
        value: hasPeriod
          ? "\(day(partnership.start)) – \(day(partnership.end))" : empty),
    ]).html
  }

  /// The reasons of the matching, each with the way back to where it came from.
  private var why: HTML? {
    guard let run else { return nil }
    let words = MatchWords(frame: frame, atlas: atlas, run: run, topics: topics)
    let reasons = MatchReasons(words: words, cities: partnership.cities).html
    guard !reasons.isEmpty else { return nil }
    let named = words.pair(partnership.cities).map { MatchWords.topics(of: $0) } ?? []
    let rows = partnership.cities.flatMap { city -> [Table.Row] in
      let parts = run.participant(city)?.parts.filter { named.contains($0.topic) } ?? []
      return parts.map { part in
        Table.Row(cells: [
          "\(words.name(city))", "\(texts.name(of: part.kind))",
          "\(topics.name(part.topic, texts))",
          OriginWords(frame: frame, origins: origins[city] ?? [:]).html(of: part),
        ])
      }
    }
    let table: HTML? =
      rows.isEmpty
      ? nil
      : Table(
        id: "origins", caption: texts(.matchOrigins),
        columns: [.planCity, .profilePartKindField, .profilePartTopic, .profilePartOrigin].map {
          Table.Column(title: texts($0))
        }, rows: rows
      ).html
    return "<section><h2>\(texts(.matchWhy))</h2>\(reasons)\(table)</section>"
  }
}

/// The partnerships of a network that the reader may see.
public struct PartnershipsPage: Sendable {
  let frame: PageFrame
  let network: Network
  let atlas: Atlas
  let partnerships: [Partnership]

  public init(frame: PageFrame, network: Network, atlas: Atlas, partnerships: [Partnership]) {
    self.frame = frame
    self.network = network
    self.atlas = atlas
    self.partnerships = partnerships
  }

  public var html: HTML {
    var setting = PageSetting(title: frame.texts(.partnershipsTitle))
    setting.isPrivate = false
    setting.isDemonstration = network.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameNetworks, .networks),
      Anchor(text: network.name, href: frame.address(.network(network.id))),
    ]
    let list: HTML =
      partnerships.isEmpty
      ? EmptyState(
        title: frame.texts(.partnershipsNone), text: frame.texts(.partnershipsNoneText)
      ).html : PartnershipList(frame: frame, atlas: atlas, partnerships: partnerships).html
    return frame.page(
      setting,
      """
      <h1>\(frame.texts(.partnershipsTitle))</h1>\
      <p class="lead">\(frame.texts(.partnershipsLead))</p>\(list)
      """)
  }
}
