public import Civic
import Exact
import Tracking

/// All that a city measures, at a glance: where each figure stands, who is silent.
public struct IndicatorsPage: Sendable {
  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let board: IndicatorBoard

  public init(frame: PageFrame, city: City, atlas: Atlas, board: IndicatorBoard) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.board = board
  }

  private var texts: Texts { frame.texts }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }
  private var mayEdit: Bool { frame.viewer.may(.editContent, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: texts(.measuresTitle))
    setting.isPrivate = false
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameCities, .cities),
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(texts(.measuresTitle))</h1><p class="lead">\(texts(.measuresLead))</p>\(acts)\
      \(counts)\(table)\(silent)
      """)
  }

  private var acts: HTML {
    var buttons: [Button] = []
    if mayEdit {
      buttons = [
        Button(
          label: texts(.measureNew),
          act: .link(
            frame.address(.newFact(CityIndicator.entityName, parent: city.id.rawValue)))),
        Button(
          label: texts(.registerImport),
          act: .link(frame.address(.registerImport(of: city.id, .indicator))), kind: .secondary),
        Button(
          label: texts(.feedsTitle), act: .link(frame.address(.feeds(of: city.id))),
          kind: .secondary),
      ]
    }
    let links: [(TextKey, Link)] = [
      (.enterprisesTitle, .enterprises(of: city.id)),
      (.correctionsTitle, .register(of: city.id, .correction)),
      (.pilotsTitle, .register(of: city.id, .pilot)),
      (.policiesTitle, .register(of: city.id, .policy)),
    ]
    let items = links.map { key, link -> HTML in
      "<li><a href=\"\(frame.address(link))\">\(texts(key))</a></li>"
    }
    return
      "\(buttons.isEmpty ? nil : ButtonRow(buttons: buttons).html)<ul class=\"link-list\">\(items)</ul>"
  }

  private var counts: HTML? {
    guard !board.readings.isEmpty else { return nil }
    let shown: [IndicatorReading.Standing] = [.reached, .onTrack, .amber, .red, .regress, .stale]
    let figures = shown.compactMap { standing -> KeyFigures.Figure? in
      let count = board.readings.count { $0.standing == standing }
      guard count > 0 else { return nil }
      return KeyFigures.Figure(
        value: texts.formats.number(count), label: texts.name(of: standing))
    }
    return figures.isEmpty ? nil : KeyFigures(figures: figures).html
  }

  private var table: HTML {
    let sorted = texts.formats.sorted(board.readings) { frame.words($0.indicator.name) }
    return Table(
      id: "measures", caption: texts(.measuresTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.entryNameField)),
        Table.Column(title: texts(.measureStanding)),
        Table.Column(title: texts(.measureLatest), isNumeric: true),
        Table.Column(title: texts(.measureExpected), isNumeric: true),
        Table.Column(title: texts(.measurePeriodField)),
        Table.Column(title: texts(.measureCourse)),
        Table.Column(title: texts(.entryOwnerField)),
      ],
      rows: sorted.map(row),
      empty: EmptyState(title: texts(.measuresNone), text: texts(.measuresNoneText))
    ).html
  }

  private func row(_ reading: IndicatorReading) -> Table.Row {
    let indicator = reading.indicator
    let last = reading.points.last
    let owner = atlas.organisations.first { $0.id == indicator.owner }
    return Table.Row(cells: [
      """
      <a href="\(frame.address(.indicator(indicator.id, of: city.id)))">\
      \(frame.content(indicator.name))</a>
      """,
      figures.tag(reading.standing),
      last.map { "\(figures.value($0)) <span class=\"note\">\(indicator.unit)</span>" } ?? "–",
      reading.progress.map { "\(figures.number($0.expected))" } ?? "–",
      last.map { "\(figures.period($0.period))" } ?? "–", figures.spark(reading),
      owner.map { frame.content($0.name) } ?? "–",
    ])
  }

  /// Owners from whom nothing was heard, for the city's own people.
  private var silent: HTML? {
    let silent = board.silentOwners
    guard frame.viewer.may(.readWorking, .city(city.id)), !silent.isEmpty else { return nil }
    let items = silent.map { entry -> HTML in
      let owner = atlas.organisations.first { $0.id == entry.owner }
      let names = entry.indicators.map { frame.words($0.name) }
      return """
        <li><strong>\(frame.content(owner?.name))</strong>: \(texts.formats.list(names)). \
        \(texts(.measureSilentCount, ["count": .count(entry.missed)]))</li>
        """
    }
    return """
      <section><h2>\(texts(.measureSilentTitle))</h2><p>\(texts(.measureSilentLead))</p>\
      <ul class="findings">\(items)</ul></section>
      """
  }
}
