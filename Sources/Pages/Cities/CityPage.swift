public import Civic

/// What is known about a city, with its sources, and what it plans.
public struct CityPage: Sendable {
  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let plans: [PlanEntry]
  /// Whether the reader may see or write what the city offers and seeks.
  let showsProfile: Bool

  public init(
    frame: PageFrame, city: City, atlas: Atlas, plans: [PlanEntry], showsProfile: Bool = false
  ) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.plans = plans
    self.showsProfile = showsProfile
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: frame.words(city.name))
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [frame.anchor(.frameCities, .cities)]
    return frame.page(
      setting,
      """
      <h1>\(frame.content(city.name))</h1>\(edit)\(frame.prose(city.about))\(facts)\
      \(today)<section><h2>\(texts(.framePlans))</h2>\(PlanCards(frame: frame, plans: plans).html)</section>\
      <section><h2>\(texts(.frameNetworks))</h2>\
      \(MembershipTable(frame: frame, atlas: atlas, memberships: atlas.memberships(of: city.id), names: .network).html)\(pairings)</section>
      """)
  }

  private var profile: HTML? {
    guard showsProfile else { return nil }
    return """
      <li><a href="\(frame.address(.profile(of: city.id)))">\
      \(frame.texts(.profileOf, ["city": .text(frame.words(city.name))]))</a></li>
      """
  }

  private var today: HTML {
    """
    <ul class="link-list">\(profile)<li><a href="\(frame.address(.consultations(of: city.id)))">\
    \(frame.texts(.consultationsTitle))</a></li>\
    <li><a href="\(frame.address(.services(of: city.id)))">\
    \(frame.texts(.servicesTitle, ["city": .text(frame.words(city.name))]))</a></li>\
    <li><a href="\(frame.address(.register(of: city.id)))">\
    \(frame.texts(.registerTitle))</a></li>\
    <li><a href="\(frame.address(.indicators(of: city.id)))">\
    \(frame.texts(.measuresTitle))</a></li>\
    <li><a href="\(frame.address(.register(of: city.id, .assessment)))">\
    \(frame.texts(.assessmentsTitle))</a></li>\
    <li><a href="\(frame.address(.register(of: city.id, .practice)))">\
    \(frame.texts(.practicesTitle))</a></li>\
    <li><a href="\(frame.address(.listen(of: city.id)))">\
    \(frame.texts(.listenTitle))</a></li></ul>
    """
  }

  private var edit: HTML? {
    guard city.mayBeChanged(by: frame.viewer) else { return nil }
    return ButtonRow(buttons: [
      Button(
        label: frame.texts(.cityEdit), act: .link(frame.address(.fact(RecordReference(city)))),
        kind: .secondary)
    ]).html
  }

  private var facts: HTML {
    var rows = [
      SummaryList.Row(
        name: frame.texts(.cityCountry),
        value: "\(frame.texts.formats.country(city.country))")
    ]
    if let population = city.population {
      let year: HTML = city.populationYear.map { " (\($0))" } ?? .empty
      rows.append(
        SummaryList.Row(
          name: frame.texts(.cityPopulation),
          value: "\(frame.texts.formats.number(population))" + year))
    }
    if !city.languages.isEmpty {
      let names = city.languages.map { language in
        frame.languages.first { $0.language == language }?.name ?? language.rawValue
      }
      rows.append(
        SummaryList.Row(
          name: frame.texts(.frameLanguages), value: "\(frame.texts.formats.list(names))"))
    }
    if let category = city.regionCategory {
      rows.append(
        SummaryList.Row(
          name: frame.texts(.cityRegionCategory), value: "\(frame.texts.name(of: category))"))
    }
    if let website = city.website {
      rows.append(
        SummaryList.Row(
          name: frame.texts(.cityWebsite),
          value: ExternalLink(text: website, address: website).html))
    }
    rows.append(
      SummaryList.Row(
        name: frame.texts(.factSource),
        value: SourceLine(frame: frame, source: atlas.source(city.source)).html))
    return SummaryList(rows: rows).html
  }

  private var pairings: HTML? {
    let mine = atlas.pairings.filter { $0.first == city.id || $0.second == city.id }
    guard !mine.isEmpty else { return nil }
    let items = mine.map { pairing -> HTML in
      let other = atlas.city(pairing.first == city.id ? pairing.second : pairing.first)
      let name = other.map {
        "<a href=\"\(frame.address(.city($0.id)))\">\(frame.content($0.name))</a>" as HTML
      }
      return """
        <li>\(name) – \(frame.texts.name(of: pairing.status)). \(frame.content(pairing.note)) \
        \(SourceLine(frame: frame, source: atlas.source(pairing.source)).html)</li>
        """
    }
    return "<h3>\(frame.texts(.cityPairings))</h3><ul>\(items)</ul>"
  }
}

/// Where a fact comes from.
struct SourceLine: Component {
  let frame: PageFrame
  let source: FactSource?

  var html: HTML {
    guard let source else { return "\(frame.texts(.factNoSource))" }
    let title: HTML =
      source.url.map { ExternalLink(text: source.title, address: $0).html } ?? "\(source.title)"
    return "<cite class=\"source\">\(source.publisher): \(title)</cite>"
  }
}
