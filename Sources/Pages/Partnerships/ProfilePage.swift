public import Civic
import Exact

/// A record that a part of a profile came from, as this reader may follow it.
public struct OriginTarget: Sendable {
  public let title: String
  public let link: Link

  public init(title: String, link: Link) {
    self.title = title
    self.link = link
  }
}

/// What a city offers and seeks: the page it shows to partners, suppliers and funders.
public struct ProfilePage: Sendable {
  let frame: PageFrame
  let city: City
  let profile: PartnerProfile?
  let topics: TopicCatalogue
  let origins: [ProfileOrigin: OriginTarget]
  /// Those that this reader may see.
  let partnerships: [Partnership]
  let atlas: Atlas

  public init(
    frame: PageFrame, city: City, profile: PartnerProfile?, topics: TopicCatalogue,
    origins: [ProfileOrigin: OriginTarget], partnerships: [Partnership], atlas: Atlas
  ) {
    self.frame = frame
    self.city = city
    self.profile = profile
    self.topics = topics
    self.origins = origins
    self.partnerships = partnerships
    self.atlas = atlas
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let name = frame.words(city.name)
    var setting = PageSetting(title: texts(.profileOf, ["city": .text(name)]))
    setting.isPrivate = profile?.visibility != .everybody
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameCities, .cities),
      Anchor(text: name, href: frame.address(.city(city.id))),
    ]
    guard let profile else {
      let start = Button(
        label: texts(.profileNew),
        act: .link(
          frame.address(.newFact(PartnerProfile.entityName, parent: city.id.rawValue))))
      return frame.page(
        setting,
        """
        <h1>\(setting.title)</h1>\(EmptyState(
          title: texts(.profileNone), text: texts(.profileNoneText), acts: [start]))
        """)
    }
    return frame.page(
      setting,
      """
      <h1>\(setting.title)</h1>\(status(profile))\(frame.prose(profile.about))\(facts(profile))\
      \(parts(.offer, .profileOffersLegend, profile))\
      \(parts(.need, .profileNeedsLegend, profile))\
      \(parts(.challenge, .profileChallengesLegend, profile))\(seeks(profile))\(together)
      """)
  }

  private func status(_ profile: PartnerProfile) -> HTML? {
    guard profile.mayBeChanged(by: frame.viewer) else { return nil }
    let shown = [
      profile.about, profile.seeksPartners, profile.seeksSuppliers, profile.seeksFunders,
    ].compactMap { $0 }
    let english: HTML? =
      shown.allSatisfy { $0[.english] != nil }
      ? nil : Notice(content: "<p>\(texts(.profileNoEnglish))</p>").html
    let isOpen = profile.visibility == .everybody
    return """
      <p>\(StatusTag(
        text: texts.name(of: profile.visibility), tone: isOpen ? .good : .neutral))</p>\(english)\
      \(ButtonRow(buttons: [
        Button(
          label: texts(.profileEdit),
          act: .link(frame.address(.fact(RecordReference(profile)))), kind: .secondary)
      ]))
      """
  }

  private func facts(_ profile: PartnerProfile) -> HTML {
    var rows = [
      SummaryList.Row(
        name: texts(.cityCountry), value: "\(texts.formats.country(city.country))")
    ]
    if let population = city.population {
      rows.append(
        SummaryList.Row(
          name: texts(.cityPopulation), value: "\(texts.formats.number(population))"))
    }
    if let kind = profile.kind {
      rows.append(
        SummaryList.Row(name: texts(.profileKindField), value: "\(texts.name(of: kind))"))
    }
    if let region = profile.region {
      rows.append(
        SummaryList.Row(
          name: texts(.profileRegionField),
          value: "\(RegionName(region).map { texts.name(of: $0) } ?? region)"))
    }
    if !profile.languages.isEmpty {
      let names = profile.languages.map { language in
        Language.interface.contains(language) ? texts.name(of: language) : language.rawValue
      }
      rows.append(
        SummaryList.Row(name: texts(.frameLanguages), value: "\(texts.formats.list(names))"))
    }
    rows.append(
      SummaryList.Row(
        name: texts(.profileCapacityField), value: "\(texts.formats.number(profile.capacity))"))
    return SummaryList(rows: rows).html
  }

  private func parts(_ kind: ProfilePartKind, _ title: TextKey, _ profile: PartnerProfile) -> HTML {
    let shown = profile.shown(kind)
    let rows = shown.map { part in
      Table.Row(cells: [
        "\(topics.name(part.topic, texts))",
        "\(texts(.profileStrengthOf, ["strength": .text(texts.formats.number(part.strength))]))",
        frame.content(part.words), OriginWords(frame: frame, origins: origins).html(of: part),
      ])
    }
    let table = Table(
      id: "\(kind.rawValue)-parts", caption: texts(title), hidesCaption: true,
      columns: [.profilePartTopic, .profilePartStrength, .profilePartWords, .profilePartOrigin]
        .map { Table.Column(title: texts($0)) }, rows: rows)
    let content: HTML = shown.isEmpty ? "<p>\(texts(.profileNotSaid))</p>" : table.html
    return "<section><h2>\(texts(title))</h2>\(content)</section>"
  }

  private func seeks(_ profile: PartnerProfile) -> HTML? {
    let all: [(TextKey, Multilingual?)] = [
      (.profileSeeksPartners, profile.seeksPartners),
      (.profileSeeksSuppliers, profile.seeksSuppliers),
      (.profileSeeksFunders, profile.seeksFunders),
    ]
    let said = all.filter { $0.1 != nil }
    guard !said.isEmpty || profile.contact != nil else { return nil }
    let contact: HTML? = profile.contact.map {
      "<h3>\(texts(.practiceContactField))</h3><p>\($0)</p>"
    }
    return """
      <section><h2>\(texts(.profileSeeksLegend))</h2>\
      \(said.map { "<h3>\(texts($0.0))</h3>\(frame.prose($0.1))" as HTML })\(contact)</section>
      """
  }

  private var together: HTML? {
    guard !partnerships.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.partnershipsTitle))</h2>\
      \(PartnershipList(frame: frame, atlas: atlas, partnerships: partnerships))</section>
      """
  }
}

/// Where a part came from, as the reader may follow it.
struct OriginWords {
  let frame: PageFrame
  let origins: [ProfileOrigin: OriginTarget]

  func html(of part: ProfilePart) -> HTML {
    guard let origin = part.origin else { return "\(frame.texts(.profileOriginOwn))" }
    let kind = frame.texts.name(of: RecordKind(origin.record.kind))
    guard let target = origins[origin] else { return "\(kind)" }
    return "\(kind): <a href=\"\(frame.address(target.link))\">\(target.title)</a>"
  }
}

/// What cities offer and seek, those that stay unnamed among them.
public struct ProfilesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let profiles: [PartnerProfile]
  let unnamed: [[ProfilePart]]
  let topics: TopicCatalogue

  public init(
    frame: PageFrame, atlas: Atlas, profiles: [PartnerProfile], unnamed: [[ProfilePart]],
    topics: TopicCatalogue
  ) {
    self.frame = frame
    self.atlas = atlas
    self.profiles = profiles
    self.unnamed = unnamed
    self.topics = topics
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.profilesTitle))
    setting.isPrivate = false
    setting.crumbs = [frame.anchor(.frameCities, .cities)]
    let sorted = texts.formats.sorted(profiles) { frame.words(atlas.city($0.city)?.name) }
    let cards = sorted.compactMap { profile in
      atlas.city(profile.city).map { card(profile, $0) }
    }
    let others = unnamed.map { parts in
      Card(title: texts(.profileUnnamed), content: lines(parts))
    }
    let list: HTML =
      cards.isEmpty && others.isEmpty
      ? EmptyState(title: texts(.profilesNone), text: texts(.profilesNoneText)).html
      : "<h2 class=\"unseen\">\(texts(.profilesTitle))</h2>\(CardGrid(cards: cards + others))"
    let note: HTML? = others.isEmpty ? nil : "<p>\(texts(.profileUnnamedText))</p>"
    return frame.page(
      setting,
      """
      <h1>\(texts(.profilesTitle))</h1><p class="lead">\(texts(.profilesLead))</p>\(list)\(note)
      """)
  }

  private func card(_ profile: PartnerProfile, _ city: City) -> Card {
    Card(
      title: frame.words(city.name), href: frame.address(.profile(of: city.id)),
      kicker: texts.formats.country(city.country),
      content: lines(ProfilePartKind.allCases.flatMap { profile.shown($0) }),
      foot: city.isDemonstration
        ? StatusTag(text: texts(.demonstrationTag), tone: .neutral).html : .empty)
  }

  private func lines(_ parts: [ProfilePart]) -> HTML {
    let kinds: [(ProfilePartKind, TextKey)] = [
      (.offer, .profileOffersLegend), (.need, .profileNeedsLegend),
      (.challenge, .profileChallengesLegend),
    ]
    return HTML.joined(
      kinds.compactMap { kind, title in
        let codes = parts.filter { $0.kind == kind }.map(\.topic)
        guard !codes.isEmpty else { return nil }
        return "<p><strong>\(texts(title))</strong>: \(topics.names(codes, texts))</p>"
      })
  }
}
