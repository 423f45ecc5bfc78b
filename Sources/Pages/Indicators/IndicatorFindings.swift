import Civic
import Exact
import Tracking

/// What the figures say, in sentences: against the path, ahead, and what deserves a second look.
struct IndicatorFindings: Component {
  let frame: PageFrame
  let reading: IndicatorReading
  let forecast: ForecastOutcome

  private var texts: Texts { frame.texts }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }
  private var indicator: CityIndicator { reading.indicator }

  var html: HTML {
    let sentences = progress + ahead + unusual + late
    guard !sentences.isEmpty else { return .empty }
    return """
      <section><h2>\(texts(.findingsTitle))</h2>\
      <ul class="findings">\(sentences.map { "<li>\($0)</li>" as HTML })</ul></section>
      """
  }

  private func period(_ index: Int) -> String {
    figures.period(indicator.frequency.period(at: index))
  }

  private var progress: [String] {
    guard let progress = reading.progress else { return [] }
    let arguments: [String: Message.Argument] = [
      "value": .text(figures.number(progress.latest.value)),
      "expected": .text(figures.number(progress.expected)),
      "period": .text(period(progress.latest.year)), "unit": .text(indicator.unit),
    ]
    var sentences = [texts(.findingProgress, arguments)]
    if let share = progress.share {
      sentences.append(
        texts(.findingShare, ["share": .text(texts.formats.percent(share * 100, decimals: 0))]))
    }
    if case .regress(let by) = progress.standing {
      sentences.append(
        texts(
          .findingRegress,
          ["amount": .text(figures.number(by)), "unit": .text(indicator.unit)]))
    }
    return sentences
  }

  private var ahead: [String] {
    switch forecast {
    case .tooShort(let found, let needed):
      return [
        texts(.forecastTooShort, ["count": .count(found), "needed": .text(String(needed))])
      ]
    case .notFinite, .stopped: return [texts(.forecastNone)]
    case .forecast(let forecast): return [next(forecast)] + error(forecast) + reached(forecast)
    }
  }

  private func next(_ forecast: Forecast) -> String {
    let point = forecast.point(after: indicator.frequency.perYear)
    return texts(
      .forecastNext,
      [
        "period": .text(period(point.year)), "value": .text(figures.number(point.value)),
        "low": .text(figures.number(point.range80.low)),
        "high": .text(figures.number(point.range80.high)), "unit": .text(indicator.unit),
      ])
  }

  /// How wrong such forecasts were, beside the simplest one.
  private func error(_ forecast: Forecast) -> [String] {
    guard let error = forecast.rollingError else { return [] }
    return [
      texts(
        .forecastError,
        [
          "error": .text(figures.number(error.chosen)),
          "naive": .text(figures.number(error.naive)), "count": .count(error.origins),
        ])
    ]
  }

  private func reached(_ forecast: Forecast) -> [String] {
    guard let path = indicator.path else { return [] }
    let outcome = forecast.timeToTarget(
      path.final.value, indicator.trackingDirection, within: 15 * indicator.frequency.perYear)
    switch outcome {
    case .alreadyReached: return []
    case .expected(let index, let earliest, let latest):
      return [
        texts(
          .forecastTarget,
          [
            "period": .text(period(index)), "earliest": .text(period(earliest)),
            "latest": .text(latest.map(period) ?? texts(.forecastNever)),
          ])
      ]
    case .notOnThisPath: return [texts(.forecastNotReached)]
    }
  }

  private var unusual: [String] {
    let changes = Anomalies.unusualChanges(in: reading.observations).map { change in
      texts(
        change.shape == .spike ? .findingSpike : .findingJump,
        [
          "period": .text(period(change.year)), "change": .text(figures.number(change.change)),
          "typical": .text(figures.number(change.typicalChange)),
        ])
    }
    let level = LevelBreak.found(in: reading.observations).map { found in
      texts(
        .findingBreak,
        ["period": .text(period(found.year)), "step": .text(figures.number(found.step))])
    }
    return changes + [level].compactMap { $0 }
  }

  private var late: [String] {
    reading.missed > 0 ? [texts(.findingMissed, ["count": .count(reading.missed)])] : []
  }
}
