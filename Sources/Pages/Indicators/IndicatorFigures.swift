import Civic
import Exact
import Tracking

/// How figures of indicators are written and shown.
struct IndicatorFigures {
  let frame: PageFrame

  private var texts: Texts { frame.texts }

  /// A computed number with as many decimals as say something.
  static func number(_ value: Double, _ formats: Formats) -> String {
    let size = value.magnitude
    let isWhole = value == value.rounded()
    let decimals = isWhole || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4
    return formats.number(value, decimals: decimals)
  }

  func number(_ value: Double) -> String { Self.number(value, texts.formats) }

  func value(_ point: IndicatorReading.Point) -> String {
    point.exact.map { texts.formats.number($0) } ?? number(point.value)
  }

  /// A period as people say it.
  func period(_ period: String) -> String {
    let parts = period.split(separator: "-", maxSplits: 1)
    guard let year = parts.first, parts.count == 2 else { return period }
    let part = parts[1]
    if let half = part.first == "S" ? Int(part.dropFirst()) : nil {
      return texts(.periodHalf, ["part": .text(String(half)), "year": .text(String(year))])
    }
    if let quarter = part.first == "Q" ? Int(part.dropFirst()) : nil {
      return texts(.periodQuarter, ["part": .text(String(quarter)), "year": .text(String(year))])
    }
    if part.count == 2, let month = Int(part), (1...12).contains(month) {
      return "\(texts.formats.month(month)) \(year)"
    }
    return period
  }

  func tone(_ standing: IndicatorReading.Standing) -> Tone {
    switch standing {
    case .reached, .onTrack: .good
    case .amber: .warning
    case .red, .regress: .bad
    case .stale, .noData: .info
    case .noTarget: .neutral
    }
  }

  func tag(_ standing: IndicatorReading.Standing) -> HTML {
    StatusTag(text: texts.name(of: standing), tone: tone(standing)).html
  }

  func tag(_ rating: Variance.Rating) -> HTML {
    let standing: IndicatorReading.Standing =
      switch rating {
      case .onTrack: .onTrack
      case .amber: .amber
      case .red: .red
      }
    return tag(standing)
  }

  func trend(_ trend: Variance.Trend) -> String {
    switch trend {
    case .better: texts(.trendBetter)
    case .steady: texts(.trendSteady)
    case .worse: texts(.trendWorse)
    case .unknown: texts(.trendUnknown)
    }
  }

  /// The line of the size of a word.
  func spark(_ reading: IndicatorReading) -> HTML {
    guard let first = reading.points.first, let last = reading.points.last,
      reading.points.count > 1
    else { return .empty }
    return Sparkline(
      values: reading.points.suffix(12).map(\.value),
      spoken: texts(
        .sparkSpoken,
        [
          "first": .text(value(first)), "from": .text(period(first.period)),
          "last": .text(value(last)), "to": .text(period(last.period)),
        ])
    ).html
  }

  /// Values, path and forecast of an indicator.
  func chart(_ reading: IndicatorReading, forecast: Forecast?) -> SeriesChart {
    let indicator = reading.indicator
    let frequency = indicator.frequency
    var lines = [
      SeriesChart.Line(
        name: texts(.measureValues), series: 1,
        points: reading.points.map { SeriesChart.Point(time: $0.index, value: $0.value) },
        hasDots: reading.points.count <= 24)
    ]
    if let path = indicator.path {
      let wanted = (path.baseline.year...path.final.year).filter {
        ($0 - path.final.year) % frequency.perYear == 0 || $0 == path.baseline.year
      }
      lines.append(
        SeriesChart.Line(
          name: texts(.measurePath), series: 3,
          points: wanted.compactMap { index in
            path.value(in: index).map { SeriesChart.Point(time: index, value: $0) }
          }, isDashed: true))
    }
    var ranges: [SeriesChart.Range] = []
    if let forecast, let last = reading.points.last {
      let ahead = (1...max(frequency.perYear, 3)).map { forecast.point(after: $0) }
      let start = SeriesChart.Point(time: last.index, value: last.value)
      lines.append(
        SeriesChart.Line(
          name: texts(.measureForecast), series: 2,
          points: [start] + ahead.map { SeriesChart.Point(time: $0.year, value: $0.value) },
          isDashed: true))
      ranges.append(
        SeriesChart.Range(
          name: texts(.measureForecastRange), series: 2,
          points: [(last.index, last.value, last.value)]
            + ahead.map { ($0.year, $0.range80.low, $0.range80.high) }))
    }
    let formats = texts.formats
    let figures = self
    return SeriesChart(
      id: "values-chart",
      words: ChartWords(
        title: "\(frame.words(indicator.name)) (\(indicator.unit))",
        description: texts(
          .measureChartDescription,
          [
            "name": .text(frame.words(indicator.name)),
            "count": .count(reading.points.count),
          ]),
        table: texts(.chartTable), empty: texts(.measureNoValues)),
      lines: lines, ranges: ranges, timeHeading: texts(.measurePeriodField),
      time: { figures.period(frequency.period(at: $0)) },
      value: { Self.number($0, formats) })
  }
}
