public import Civic

/// Every city on the site, searchable in Latin and Cyrillic alike.
public struct CitiesPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let search: String

  public init(frame: PageFrame, atlas: Atlas, search: String) {
    self.frame = frame
    self.atlas = atlas
    self.search = search
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.frameCities))
    setting.isPrivate = false
    setting.isWide = true
    return frame.page(setting, "<h1>\(texts(.frameCities))</h1>\(add)\(profiles)\(filter)\(table)")
  }

  private var add: HTML? {
    guard frame.viewer.maySomewhere(.manageNetwork) else { return nil }
    return ButtonRow(
      buttons: [
        Button(label: frame.texts(.cityNew), act: .link(frame.address(.newFact(City.entityName))))
      ]
    ).html
  }

  private var profiles: HTML {
    """
    <p><a href="\(frame.address(.profiles))">\(frame.texts(.profilesTitle))</a></p>
    """
  }

  private var found: [City] {
    let wanted = Fold.folded(search)
    let cities = atlas.cities.filter { city in
      wanted.isEmpty || city.name.texts.values.contains { Fold.folded($0).contains(wanted) }
    }
    return frame.texts.formats.sorted(cities) { frame.words($0.name) }
  }

  private var filter: HTML {
    FilterBar(
      action: frame.address(.cities), label: frame.texts(.citiesSearch),
      fields: [
        TextField(
          name: "q", label: frame.texts(.citiesSearch), value: search, kind: .search, width: .medium
        ).html
      ], submit: frame.texts(.searchSubmit),
      count: frame.texts(.citiesCount, ["count": .count(found.count)])
    ).html
  }

  private var table: HTML {
    Table(
      id: "cities", caption: frame.texts(.frameCities), hidesCaption: true,
      columns: [
        Table.Column(title: frame.texts(.planCity)), Table.Column(title: frame.texts(.cityCountry)),
        Table.Column(title: frame.texts(.cityPopulation), isNumeric: true),
        Table.Column(title: frame.texts(.frameNetworks)),
      ],
      rows: found.map(row),
      empty: EmptyState(title: frame.texts(.citiesNone), text: frame.texts(.citiesNoneText))
    ).html
  }

  private func row(_ city: City) -> Table.Row {
    let networks = Set(atlas.memberships(of: city.id).map(\.network)).compactMap(atlas.network)
      .sorted { $0.name < $1.name }
    return Table.Row(cells: [
      "<a href=\"\(frame.address(.city(city.id)))\">\(frame.content(city.name))</a>\(demonstration(city))",
      "\(frame.texts.formats.country(city.country))",
      "\(city.population.map { frame.texts.formats.number($0) } ?? "–")",
      networks.map { "<a href=\"\(frame.address(.network($0.id)))\">\($0.name)</a>" as HTML }
        .joined(separator: ", "),
    ])
  }

  private func demonstration(_ city: City) -> HTML? {
    city.isDemonstration
      ? " " + StatusTag(text: frame.texts(.demonstrationTag), tone: .neutral).html : nil
  }
}
