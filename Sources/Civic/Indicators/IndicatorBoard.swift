public import Exact
import Tracking

/// All indicators of a city with their values, measured and computed.
public struct IndicatorBoard: Sendable {
  public let readings: [IndicatorReading]

  /// - Parameters:
  ///   - values: By series, of the whole and of parts, in any order.
  ///   - today: Decides what is stale and what is due.
  public init(
    _ indicators: [CityIndicator], values: [SeriesKey: [IndicatorValue]], today: Day
  ) {
    let book = FormulaBook(indicators.compactMap(\.definition))
    let measured = Dictionary(
      indicators.map { ($0.code, SeriesIndex($0, values[$0.series] ?? [])) }
    ) { first, _ in first }
    let computer = FormulaComputer(book: book, measured: measured, indicators: indicators)
    readings = indicators.map { indicator in
      guard indicator.formula != nil else {
        return IndicatorReading(
          indicator, points: measured[indicator.code]?.points ?? [], today: today)
      }
      let problem = book.problems[IndicatorCode(indicator.code)]
      let computed = problem == nil ? computer.values(of: indicator) : ([], [])
      return IndicatorReading(
        indicator, points: computed.0, gaps: computed.1, problem: problem, today: today)
    }
  }

  private init(readings: [IndicatorReading]) {
    self.readings = readings
  }

  /// What everybody may read; computed before anything was left out.
  public var published: IndicatorBoard {
    IndicatorBoard(readings: readings.filter(\.indicator.isPublic))
  }

  public subscript(id: Exact.ID<CityIndicator>) -> IndicatorReading? {
    readings.first { $0.indicator.id == id }
  }

  /// The values made comparable by the indicator's normaliser; none where it has none or its
  /// `population` or `area` is missing.
  public func normalised(_ reading: IndicatorReading) -> [IndicatorReading.Point] {
    guard let normaliser = reading.indicator.normaliser else { return [] }
    let code = normaliser == .perSquareKilometre ? "area" : "population"
    guard let basis = readings.first(where: { $0.indicator.code == code }),
      let formula = try? Formula.parse(normaliser.formula(of: "x"))
    else { return [] }
    return reading.points.compactMap { point in
      let below = basis.value(at: point.index, of: reading.indicator.frequency)
      let outcome = formula.outcome { $0.text == "x" ? point.value : below }
      guard case .value(let value) = outcome else { return nil }
      return IndicatorReading.Point(
        index: point.index, period: point.period, value: value, exact: nil,
        quality: point.quality)
    }
  }

  /// Those who report and from whom nothing came for two due dates or more, the longest first.
  public var silentOwners:
    [(owner: Exact.ID<Organisation>, indicators: [CityIndicator], missed: Int)]
  {
    let late = readings.filter { $0.missed >= 2 && $0.indicator.owner != nil }
    let owners = Dictionary(grouping: late) { $0.indicator.owner }
    return owners.compactMap { owner, readings in
      owner.map { ($0, readings.map(\.indicator), readings.map(\.missed).max() ?? 0) }
    }.sorted { ($1.missed, $0.owner) < ($0.missed, $1.owner) }
  }
}

extension IndicatorReading {
  /// The value in a period of a frequency as fine as the indicator's own or finer.
  func value(at index: Int, of frequency: ReportingFrequency) -> Double? {
    guard let own = indicator.frequency.index(containing: index, of: frequency) else { return nil }
    return points.first { $0.index == own }?.value
  }
}

/// The measured values of one indicator by their place in time.
private struct SeriesIndex {
  let frequency: ReportingFrequency
  let points: [IndicatorReading.Point]
  let byIndex: [Int: Double]

  init(_ indicator: CityIndicator, _ values: [IndicatorValue]) {
    frequency = indicator.frequency
    let frequency = indicator.frequency
    points = values.compactMap { value -> IndicatorReading.Point? in
      guard value.breakdown.isEmpty, let number = value.value,
        let index = frequency.index(of: value.period)
      else { return nil }
      return IndicatorReading.Point(
        index: index, period: value.period, value: number.approximation, exact: number,
        quality: value.quality)
    }.sorted { $0.index < $1.index }
    byIndex = Dictionary(points.map { ($0.index, $0.value) }) { _, later in later }
  }
}

/// Computes the formulae of a city period by period.
private struct FormulaComputer {
  let book: FormulaBook
  let measured: [String: SeriesIndex]
  let formulae: [String: Formula]

  init(book: FormulaBook, measured: [String: SeriesIndex], indicators: [CityIndicator]) {
    self.book = book
    self.measured = measured
    formulae = Dictionary(
      indicators.compactMap { indicator in
        indicator.formula.flatMap { try? Formula.parse($0) }.map { (indicator.code, $0) }
      }
    ) { first, _ in first }
  }

  /// For every period in which one of the measured indicators it needs has a value.
  func values(
    of indicator: CityIndicator
  ) -> ([IndicatorReading.Point], [(period: String, outcome: FormulaOutcome)]) {
    let frequency = indicator.frequency
    var periods: Set<Int> = []
    for code in needed(by: indicator.code) {
      guard let series = measured[code], series.frequency == frequency else { continue }
      periods.formUnion(series.byIndex.keys)
    }
    var points: [IndicatorReading.Point] = []
    var gaps: [(period: String, outcome: FormulaOutcome)] = []
    for index in periods.sorted() {
      let period = frequency.period(at: index)
      switch outcome(of: indicator.code, at: index, frequency, depth: 0) {
      case .value(let value):
        points.append(
          IndicatorReading.Point(
            index: index, period: period, value: value, exact: nil, quality: .normal))
      case let other?: gaps.append((period, other))
      case nil: break
      }
    }
    return (points, gaps)
  }

  /// The measured indicators under a formula.
  private func needed(by code: String) -> Set<String> {
    var found: Set<String> = []
    var open = [code]
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if let formula = formulae[next] {
        open += formula.references.map(\.text)
      } else {
        found.insert(next)
      }
    }
    return found
  }

  private func outcome(
    of code: String, at index: Int, _ frequency: ReportingFrequency, depth: Int
  ) -> FormulaOutcome? {
    guard depth < 64 else { return .notFinite }
    guard let formula = formulae[code] else {
      guard let series = measured[code],
        let own = series.frequency.index(containing: index, of: frequency),
        let value = series.byIndex[own]
      else { return nil }
      return .value(value)
    }
    var inner: FormulaOutcome?
    let result = formula.outcome { reference in
      let value = outcome(of: reference.text, at: index, frequency, depth: depth + 1)
      if case .value(let number) = value { return number }
      if inner == nil { inner = value }
      return nil
    }
    if case .missing = result, let inner { return inner }
    return result
  }
}

extension IndicatorBoard {
  /// The board with values of periods that ended by a day, as it would have been shown then.
  public func until(_ end: Day) -> IndicatorBoard {
    IndicatorBoard(
      readings: readings.map { reading in
        let frequency = reading.indicator.frequency
        // The first period that is not over yet.
        let open = frequency.index(on: end.adding(days: 1))
        return IndicatorReading(
          reading.indicator, points: reading.points.filter { $0.index < open },
          problem: reading.problem, today: end.adding(days: 1))
      })
  }
}
