public import Civic
import Exact

/// How a source stands, as pages show it.
public struct FeedStanding: Sendable {
  public enum Health: String, CaseIterable, Sendable, Named {
    case new, current, failing, gone, changedShape

    public static let textPrefix = "sourceHealth"
  }

  public let source: IndicatorSource
  public let health: Health
  public let problem: Message?
  public let lastAsked: Instant?
  public let lastRead: Instant?
  public let nextAttempt: Instant?
  public let figures: Int

  public init(
    source: IndicatorSource, health: String, problem: Message?,
    times: (asked: Instant?, read: Instant?, next: Instant?), figures: Int
  ) {
    self.source = source
    self.health = Health(rawValue: health) ?? .new
    self.problem = problem
    (lastAsked, lastRead, nextAttempt) = times
    self.figures = figures
  }

  var tone: Tone {
    switch health {
    case .new: .neutral
    case .current: .good
    case .failing: .warning
    case .gone, .changedShape: .bad
    }
  }
}

/// Where figures come from, with the state of each source.
public struct FeedsPage: Sendable {
  let frame: PageFrame
  let city: City?
  let feeds: [FeedStanding]

  public init(frame: PageFrame, city: City?, feeds: [FeedStanding]) {
    self.frame = frame
    self.city = city
    self.feeds = feeds
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.feedsTitle))
    setting.isPrivate = false
    if let city {
      setting.crumbs = [
        Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
        Anchor(text: texts(.measuresTitle), href: frame.address(.indicators(of: city.id))),
      ]
    }
    return frame.page(
      setting,
      """
      <h1>\(texts(.feedsTitle))</h1><p class="lead">\(texts(.feedsLead))</p>\(acts)\(table)
      """)
  }

  private var acts: HTML? {
    let blank = IndicatorSource(
      id: ID(rawValue: ""), city: city?.id, title: "", publisher: "", format: .table)
    guard blank.mayBeAdded(by: frame.viewer) else { return nil }
    let link = Link.newFact(IndicatorSource.entityName, parent: city?.id.rawValue)
    return ButtonRow(buttons: [
      Button(label: texts(.feedNew), act: .link(frame.address(link)))
    ]).html
  }

  private var table: HTML {
    Table(
      id: "feeds", caption: texts(.feedsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.feedTitleField)),
        Table.Column(title: texts(.feedPublisherField)),
        Table.Column(title: texts(.feedFormatField)), Table.Column(title: texts(.feedState)),
        Table.Column(title: texts(.feedFigures), isNumeric: true),
        Table.Column(title: texts(.feedLastRead)),
      ],
      rows: feeds.map { feed in
        Table.Row(cells: [
          "<a href=\"\(frame.address(.feed(feed.source.id)))\">\(feed.source.title)</a>",
          "\(feed.source.publisher)", "\(texts.name(of: feed.source.format))",
          StatusTag(text: texts.name(of: feed.health), tone: feed.tone).html,
          "\(texts.formats.number(feed.figures))",
          feed.lastRead.map { "\(texts.formats.instant($0, .medium))" } ?? "–",
        ])
      },
      empty: EmptyState(title: texts(.feedsNone), text: texts(.feedsNoneText))
    ).html
  }
}

/// One source: its state, its series, and the ways to bring figures in.
public struct FeedPage: Sendable {
  let frame: PageFrame
  let city: City?
  let feed: FeedStanding
  /// The codes of its series and places, for those who connect an indicator.
  let codes: (indicators: [FigureSeries.Code], places: [FigureSeries.Code])
  /// What is different in a reading that waits.
  let pending: [String]?
  let problem: Message?

  public init(
    frame: PageFrame, city: City?, feed: FeedStanding,
    codes: (indicators: [FigureSeries.Code], places: [FigureSeries.Code]),
    pending: [ObservationChanges.ShapeChange]?, problem: Message? = nil
  ) {
    self.frame = frame
    self.city = city
    self.feed = feed
    self.codes = codes
    self.pending = pending?.prefix(50).map { Self.words($0, frame.texts) }
    self.problem = problem
  }

  private var texts: Texts { frame.texts }
  private var source: IndicatorSource { feed.source }
  private var mayEdit: Bool { source.mayBeChanged(by: frame.viewer) }

  public var html: HTML {
    var setting = PageSetting(title: source.title)
    setting.isPrivate = false
    if let city {
      setting.crumbs.append(
        Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))))
    }
    setting.crumbs.append(
      Anchor(text: texts(.feedsTitle), href: frame.address(.feeds(of: city?.id))))
    let items = [problem].compactMap { $0 }.map {
      ErrorSummary.Item(message: texts.sentence($0), field: "file")
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(source.title)</h1>\
      <p>\(StatusTag(text: texts.name(of: feed.health), tone: feed.tone))</p>\(trouble)\(waiting)\
      \(facts)\(acts)\(upload)\(list(codes.indicators, .feedSeries, "series"))\
      \(list(codes.places, .feedPlaces, "places"))
      """)
  }

  private var trouble: HTML? {
    guard let problem = feed.problem else { return nil }
    let next = feed.nextAttempt.map {
      texts(.feedNextAttempt, ["at": .instant($0)])
    }
    return Notice(
      tone: .warning,
      content: "<p>\(texts.sentence(problem)) \(texts(.feedKept)) \(next ?? "")</p>"
    ).html
  }

  private var waiting: HTML? {
    guard let pending else { return nil }
    let form: HTML? =
      mayEdit
      ? ActionForm(
        action: frame.address(.feedStep("confirmation", source.id)), token: frame.csrfField,
        button: Button(label: texts(.feedConfirm))
      ).html : nil
    return Notice(
      tone: .bad, title: texts(.feedWaitsTitle),
      content: """
        <p>\(texts(.feedWaitsText))</p><ul>\(pending.map { "<li>\($0)</li>" as HTML })</ul>\(form)
        """
    ).html
  }

  private static func words(_ change: ObservationChanges.ShapeChange, _ texts: Texts) -> String {
    switch change {
    case .dimensionAdded(let code): texts(.shapeDimensionAdded, ["name": .text(code)])
    case .dimensionRemoved(let code): texts(.shapeDimensionRemoved, ["name": .text(code)])
    case .dimensionRenamed(let code, _, let to):
      texts(.shapeRenamed, ["name": .text(code), "to": .text(to ?? "–")])
    case .categoryRemoved(_, let code, let label):
      texts(.shapeCodeRemoved, ["name": .text(label.map { "\(code) (\($0))" } ?? code)])
    case .categoryAdded(_, let code, let label):
      texts(.shapeCodeAdded, ["name": .text(label.map { "\(code) (\($0))" } ?? code)])
    case .categoryRelabelled(_, let code, let from, let to):
      texts(.shapeRenamed, ["name": .text("\(code): \(from)"), "to": .text(to)])
    case .categoryRecoded(_, let label, let from, let to):
      texts(.shapeRenamed, ["name": .text("\(label): \(from)"), "to": .text(to)])
    case .unitChanged(_, let code, let from, let to):
      texts(
        .shapeUnit,
        [
          "name": .text(code ?? "–"), "from": .text(from?.label ?? from?.code ?? "–"),
          "to": .text(to?.label ?? to?.code ?? "–"),
        ])
    }
  }

  private var facts: HTML {
    var rows = [
      SummaryList.Row(name: texts(.feedPublisherField), value: "\(source.publisher)"),
      SummaryList.Row(name: texts(.feedFormatField), value: "\(texts.name(of: source.format))"),
      SummaryList.Row(
        name: texts(.feedFigures), value: "\(texts.formats.number(feed.figures))"),
    ]
    if let url = source.url {
      rows.append(
        SummaryList.Row(
          name: texts(.feedAddressField), value: ExternalLink(text: url, address: url).html))
    }
    if let hours = source.everyHours {
      rows.append(
        SummaryList.Row(
          name: texts(.feedEveryField), value: "\(texts(.feedEvery, ["count": .count(hours)]))"))
    }
    if let licence = source.licence {
      rows.append(SummaryList.Row(name: texts(.datasetLicenceField), value: "\(licence)"))
    }
    if let read = feed.lastRead {
      rows.append(
        SummaryList.Row(name: texts(.feedLastRead), value: "\(texts.formats.instant(read))"))
    }
    return SummaryList(rows: rows).html
  }

  private var acts: HTML? {
    guard mayEdit else { return nil }
    var buttons: [HTML] = []
    if source.url != nil {
      buttons.append(
        ActionForm(
          action: frame.address(.feedStep("fetch", source.id)), token: frame.csrfField,
          button: Button(label: texts(.feedFetch), kind: .secondary)
        ).html)
    }
    buttons.append(
      Button(
        label: texts(.feedEdit), act: .link(frame.address(.fact(RecordReference(source)))),
        kind: .quiet
      ).html)
    return "<div class=\"buttons\">\(buttons)</div>"
  }

  private var upload: HTML? {
    guard mayEdit else { return nil }
    return """
      <section><h2>\(texts(.feedUpload))</h2>\(Form(
        action: frame.address(.feedStep("file", source.id)), token: frame.csrfField,
        content: FileField(
          name: "file", label: texts(.feedFile),
          notes: FieldNotes(hint: texts(.feedFileHint))
        ).html,
        buttons: [Button(label: texts(.feedRead))], hasFiles: true))</section>
      """
  }

  /// The codes that an indicator is connected by.
  private func list(_ codes: [FigureSeries.Code], _ title: TextKey, _ id: String) -> HTML? {
    guard !codes.isEmpty else { return nil }
    let shown = codes.prefix(2000)
    let table = Table(
      id: id, caption: texts(title), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.measureCodeField)), Table.Column(title: texts(.entryNameField)),
      ],
      rows: shown.map { code in
        Table.Row(cells: ["<code>\(code.code)</code>", code.label.map { "\($0)" } ?? "–"])
      })
    return Details(
      summary: "\(texts(title)) (\(texts.formats.number(codes.count)))", content: table.html
    ).html
  }
}
