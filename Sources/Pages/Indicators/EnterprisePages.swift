public import Civic
import Exact
import Tracking

/// The municipal companies and departments whose performance is measured.
public struct EnterprisesPage: Sendable {
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

  public var html: HTML {
    var setting = PageSetting(title: texts(.enterprisesTitle))
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.measuresTitle), href: frame.address(.indicators(of: city.id))),
    ]
    let ids = Set(board.readings.compactMap(\.indicator.enterprise))
    let enterprises = texts.formats.sorted(atlas.organisations.filter { ids.contains($0.id) }) {
      frame.words($0.name)
    }
    let content: HTML =
      enterprises.isEmpty
      ? EmptyState(title: texts(.enterprisesNone), text: texts(.enterprisesNoneText)).html
      : CardGrid(cards: enterprises.map(card)).html
    return frame.page(
      setting,
      """
      <h1>\(texts(.enterprisesTitle))</h1><p class="lead">\(texts(.enterprisesLead))</p>\(content)
      """)
  }

  private func card(_ enterprise: Organisation) -> Card {
    let readings = board.readings.filter { $0.indicator.enterprise == enterprise.id }
    let states: [IndicatorReading.Standing] = [.red, .regress, .amber, .onTrack, .reached, .stale]
    let figures = IndicatorFigures(frame: frame)
    let tags = states.compactMap { standing -> HTML? in
      let count = readings.count { $0.standing == standing }
      guard count > 0 else { return nil }
      return StatusTag(
        text: "\(texts.name(of: standing)): \(texts.formats.number(count))",
        tone: figures.tone(standing)
      ).html
    }
    return Card(
      title: frame.words(enterprise.name),
      href: frame.address(.enterprise(enterprise.id, of: city.id)),
      content: "<p>\(tags.joined(separator: " "))</p>",
      foot: "\(texts(.enterpriseCount, ["count": .count(readings.count)]))")
  }
}

/// What an enterprise should reach and what it reached, with what is done where it falls short.
public struct EnterprisePage: Sendable {
  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let enterprise: Organisation
  let board: IndicatorBoard
  let register: Register

  public init(
    frame: PageFrame, city: City, atlas: Atlas, enterprise: Organisation, board: IndicatorBoard,
    register: Register
  ) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.enterprise = enterprise
    self.board = board
    self.register = register
  }

  private var texts: Texts { frame.texts }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }

  private var readings: [IndicatorReading] {
    texts.formats.sorted(board.readings.filter { $0.indicator.enterprise == enterprise.id }) {
      frame.words($0.indicator.name)
    }
  }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(enterprise.name))
    setting.isPrivate = false
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.enterprisesTitle), href: frame.address(.enterprises(of: city.id))),
    ]
    let ids = Set(readings.map(\.indicator.id))
    let corrections = register.corrections.filter { $0.indicator.map(ids.contains) ?? false }
    return frame.page(
      setting,
      """
      <h1>\(frame.content(enterprise.name))</h1>\(reports)\(goals)\
      \(VarianceTable(frame: frame, city: city, readings: readings))\
      <section><h2>\(texts(.correctionsTitle))</h2>\(list(corrections))</section>\(charts)
      """)
  }

  /// The last four quarters that have ended.
  private var reports: HTML {
    let now = ReportingFrequency.quarter.index(on: frame.today)
    let items = (1...4).map { back -> HTML in
      let quarter = ReportingFrequency.quarter.period(at: now - back)
      let link = Link.enterpriseReport(enterprise.id, of: city.id, quarter: quarter)
      return "<li><a href=\"\(frame.address(link))\">\(figures.period(quarter))</a></li>"
    }
    return "<p>\(texts(.enterpriseReports))</p><ul class=\"link-list\">\(items)</ul>"
  }

  /// What contracts and the founder ask for.
  private var goals: HTML? {
    let items = readings.compactMap { reading -> HTML? in
      let contract = register.contract(reading.indicator.contract)
      guard reading.indicator.goal != nil || contract != nil else { return nil }
      let from: HTML? = contract.map { " (\(frame.content($0.name)))" }
      return """
        <li><strong>\(frame.content(reading.indicator.name))</strong>: \
        \(frame.content(reading.indicator.goal))\(from)</li>
        """
    }
    guard !items.isEmpty else { return nil }
    return "<section><h2>\(texts(.enterpriseGoals))</h2><ul>\(items)</ul></section>"
  }

  private func list(_ corrections: [CorrectiveAction]) -> HTML {
    guard !corrections.isEmpty else { return "<p>\(texts(.correctionsNone))</p>" }
    return CorrectionTable(
      frame: frame, atlas: atlas, corrections: corrections, readings: readings
    ).html
  }

  private var charts: HTML {
    let shown = readings.filter { $0.points.count > 1 }.prefix(12)
    let charts = shown.enumerated().map { index, reading -> HTML in
      var chart = figures.chart(reading, forecast: nil)
      chart.id = "values-\(index + 1)"
      return chart.html
    }
    return charts.isEmpty
      ? .empty
      : "<section><h2>\(texts(.measureCourse))</h2>\(ChartGrid(charts: charts))</section>"
  }
}

/// The report of a quarter, computed from what is entered; nothing in it is typed.
public struct EnterpriseReportPage: Sendable {
  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let enterprise: Organisation
  let quarter: String
  /// The indicators as they stood at the end of the quarter.
  let board: IndicatorBoard
  let corrections: [CorrectiveAction]

  public init(
    frame: PageFrame, city: City, atlas: Atlas, enterprise: Organisation, quarter: String,
    board: IndicatorBoard, corrections: [CorrectiveAction]
  ) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.enterprise = enterprise
    self.quarter = quarter
    self.board = board
    self.corrections = corrections
  }

  private var texts: Texts { frame.texts }

  private var readings: [IndicatorReading] {
    texts.formats.sorted(board.readings.filter { $0.indicator.enterprise == enterprise.id }) {
      frame.words($0.indicator.name)
    }
  }

  public var html: HTML {
    let figures = IndicatorFigures(frame: frame)
    let title = texts(
      .enterpriseReportTitle,
      ["name": .text(frame.words(enterprise.name)), "period": .text(figures.period(quarter))])
    var setting = PageSetting(title: title)
    setting.isPrivate = false
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: texts(.enterprisesTitle), href: frame.address(.enterprises(of: city.id))),
      Anchor(
        text: frame.words(enterprise.name),
        href: frame.address(.enterprise(enterprise.id, of: city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(summary)</p>\
      \(VarianceTable(frame: frame, city: city, readings: readings))\
      \(reasons)<section><h2>\(texts(.correctionsTitle))</h2>\(done)</section>\
      <p class="note">\(texts(
        .enterpriseReportNote, ["at": .text(texts.formats.instant(frame.now, .medium))]))</p>
      """)
  }

  private var summary: String {
    let good = readings.count { $0.standing == .onTrack || $0.standing == .reached }
    let bad = readings.count(where: \.needsAction)
    let silent = readings.count { $0.standing == .stale || $0.standing == .noData }
    return texts(
      .enterpriseReportSummary,
      [
        "count": .count(readings.count), "good": .text(texts.formats.number(good)),
        "bad": .text(texts.formats.number(bad)), "silent": .text(texts.formats.number(silent)),
      ])
  }

  /// Every figure off its path, with the cause that a corrective action names.
  private var reasons: HTML? {
    let off = readings.filter { $0.needsAction || $0.standing == .amber }
    guard !off.isEmpty else { return nil }
    let items = off.map { reading -> HTML in
      let mine = corrections.filter { $0.indicator == reading.indicator.id }
      let causes = mine.compactMap(\.cause).map { frame.content($0) }
      let words: HTML =
        causes.isEmpty ? "\(texts(.enterpriseReportNoCause))" : causes.joined(separator: " ")
      return "<li><strong>\(frame.content(reading.indicator.name))</strong>: \(words)</li>"
    }
    return "<section><h2>\(texts(.enterpriseReportOff))</h2><ul>\(items)</ul></section>"
  }

  private var done: HTML {
    guard !corrections.isEmpty else { return "<p>\(texts(.correctionsNone))</p>" }
    return CorrectionTable(
      frame: frame, atlas: atlas, corrections: corrections, readings: readings
    ).html
  }
}
