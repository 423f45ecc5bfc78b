import Civic
import Exact
import Tracking

/// Actual against target, indicator by indicator.
struct VarianceTable: Component {
  let frame: PageFrame
  let city: City
  let readings: [IndicatorReading]

  private var texts: Texts { frame.texts }

  var html: HTML {
    Table(
      id: "variances", caption: texts(.varianceCaption),
      columns: [
        Table.Column(title: texts(.entryNameField)),
        Table.Column(title: texts(.measurePeriodField)),
        Table.Column(title: texts(.varianceActual), isNumeric: true),
        Table.Column(title: texts(.varianceTarget), isNumeric: true),
        Table.Column(title: texts(.varianceDifference), isNumeric: true),
        Table.Column(title: texts(.measureStanding)), Table.Column(title: texts(.varianceTrend)),
      ],
      rows: readings.map(row),
      empty: EmptyState(title: texts(.measuresNone), text: texts(.enterprisesNoneText))
    ).html
  }

  private func row(_ reading: IndicatorReading) -> Table.Row {
    let figures = IndicatorFigures(frame: frame)
    let indicator = reading.indicator
    let name: HTML = """
      <a href="\(frame.address(.indicator(indicator.id, of: city.id)))">\
      \(frame.content(indicator.name))</a> <span class="note">\(indicator.unit)</span>
      """
    guard let last = reading.points.last else {
      return Table.Row(cells: [name, "–", "–", "–", "–", figures.tag(reading.standing), "–"])
    }
    let variance = reading.variance
    return Table.Row(cells: [
      name, "\(figures.period(last.period))", "\(figures.value(last))",
      variance.map { "\(figures.number($0.target))" } ?? "–",
      variance.map { "\(difference($0))" } ?? "–", figures.tag(reading.standing),
      variance.map { "\(figures.trend($0.trend))" } ?? "–",
    ])
  }

  private func difference(_ variance: Variance) -> String {
    let figures = IndicatorFigures(frame: frame)
    let amount = figures.number(variance.difference)
    guard let relative = variance.relative else { return amount }
    return "\(amount) (\(texts.formats.percent(relative * 100, decimals: 0)))"
  }
}
