import Civic
import Exact
import Exchange

/// Drawings of a ranking, each with its table.
struct RankingCharts {
  let texts: Texts
  let ranked: RankedRound
  /// In which language names are written out.
  let words: @Sendable (Multilingual) -> String

  private func percent(_ share: Double) -> String {
    texts.formats.percent(share * 100, decimals: 0)
  }

  func name(of measure: RankedRound.Measure) -> String {
    measure.template.map { texts.name(of: $0) } ?? measure.name
  }

  func name(ofMeasure id: String) -> String { ranked.measure(id).map { name(of: $0) } ?? id }
  func name(ofPlace id: String) -> String { ranked.place(id).map { words($0.label) } ?? id }

  /// How often each action takes which place.
  var acceptability: HTML {
    let count = ranked.places.count
    let shown = min(count, 4)
    let parts = (0..<shown).map { index in
      let isRest = index == 3 && count > 4
      return StackedBars.Part(
        name: isRest
          ? texts(.rankingLater, ["number": .text("4")])
          : texts(.rankingPlace, ["number": .text(String(index + 1))]),
        fill: ChartFill(
          series: index + 1, texture: [.solid, .hatch, .dots, .outline][index % 4]))
    }
    let bars = ranked.places.map { place -> StackedBars.Bar in
      let shares = (0..<shown).map { index -> Double in
        index == 3 ? place.shares.dropFirst(3).reduce(0, +) : place.shares[index]
      }
      return StackedBars.Bar(
        name: words(place.label),
        amounts: shares.map { StackedBars.Amount(size: $0 * 100, text: percent($0)) },
        total: StackedBars.Amount(
          size: place.meanRank, text: texts.formats.number(place.meanRank, decimals: 1)))
    }
    let formats = texts.formats
    return StackedBars(
      id: "places",
      words: ChartWords(
        title: texts(.rankingChartTitle), description: texts(.rankingChartText),
        table: texts(.rankingAsTable), empty: texts(.decideNone), note: texts(.rankingChartNote)),
      parts: parts, bars: bars, barHeading: texts(.planViewActions),
      totalHeading: texts(.rankingMeanPlace)
    ) { formats.percent($0, decimals: 0) }.html
  }

  /// What each criterion adds to each action's value.
  var contributions: HTML {
    let parts = ranked.measures.enumerated().map { index, measure in
      StackedBars.Part(
        name: name(of: measure),
        fill: ChartFill(
          series: index + 1, texture: ChartFill.Texture.allCases[index / 8 % 4]))
    }
    let sorted = ranked.places.sorted { $0.value.rational > $1.value.rational }
    let bars = sorted.map { place in
      StackedBars.Bar(
        name: words(place.label),
        amounts: ranked.measures.map { measure in
          let value = place.contributions[measure.id] ?? 0
          return StackedBars.Amount(size: value, text: texts.formats.number(value, decimals: 1))
        },
        total: StackedBars.Amount(
          size: place.value.approximation,
          text: texts.formats.number(place.value.approximation, decimals: 1)))
    }
    let formats = texts.formats
    return StackedBars(
      id: "contributions",
      words: ChartWords(
        title: texts(.rankingValueTitle), description: texts(.rankingValueText),
        table: texts(.rankingAsTable), empty: texts(.decideNone), note: texts(.rankingValueNote)),
      parts: parts, bars: bars, barHeading: texts(.planViewActions),
      totalHeading: texts(.rankingValue)
    ) { formats.number($0, decimals: 0) }.html
  }

  /// Every share of every place, with its standard error.
  var shares: HTML {
    let count = ranked.places.count
    return Table(
      id: "shares", caption: texts(.rankingSharesTitle),
      columns: [Table.Column(title: texts(.planViewActions))]
        + (1...count).map { Table.Column(title: String($0), isNumeric: true) },
      rows: ranked.places.map { place in
        Table.Row(
          cells: ["\(words(place.label))"]
            + zip(place.shares, place.errors).map { share, error in
              let error = texts.formats.percent(error * 100, decimals: 1)
              return "\(percent(share))\(share > 0 && share < 1 ? " ± \(error)" : "")"
            })
      },
      note: texts(.rankingSharesNote, ["count": .count(ranked.samples)])
    ).html
  }

  var stability: HTML {
    Table(
      id: "stability", caption: texts(.rankingStabilityTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.decideOwnName)),
        Table.Column(title: texts(.rankingWeight), isNumeric: true),
        Table.Column(title: texts(.rankingPlausible), isNumeric: true),
        Table.Column(title: texts(.rankingFirstStays), isNumeric: true),
        Table.Column(title: texts(.rankingOrderStays), isNumeric: true),
      ],
      rows: ranked.measures.map { measure in
        let exact = { (range: ClosedRange<Double>?) -> HTML in
          guard let range else { return "–" }
          let ends = [range.lowerBound, range.upperBound].map {
            texts.formats.percent($0 * 100, decimals: 1)
          }
          return "\(ends[0]) – \(ends[1])"
        }
        return Table.Row(cells: [
          "\(name(of: measure))", "\(texts.formats.percent(measure.weight * 100, decimals: 1))",
          "\(texts.range(measure.range))", exact(measure.first), exact(measure.order),
        ])
      }, note: texts(.rankingStabilityNote)
    ).html
  }

  /// The smallest change of weights that puts one before another, in words.
  func sentence(_ swap: RankedRound.Swap) -> String {
    let names: [String: Message.Argument] = [
      "ahead": .text(name(ofPlace: swap.ahead)), "behind": .text(name(ofPlace: swap.behind)),
    ]
    guard let weights = swap.weights else { return texts(.rankingNoSwap, names) }
    let changes = ranked.measures.compactMap { measure -> (Double, String)? in
      guard let new = weights[measure.id], (new - measure.weight).magnitude > 0.0005 else {
        return nil
      }
      let words = texts(
        .rankingChange,
        [
          "name": .text(name(of: measure)),
          "from": .text(texts.formats.percent(measure.weight * 100, decimals: 1)),
          "to": .text(texts.formats.percent(new * 100, decimals: 1)),
        ])
      return ((new - measure.weight).magnitude, words)
    }.sorted { $0.0 > $1.0 }
    guard !changes.isEmpty else { return texts(.rankingLevel, names) }
    return texts(
      .rankingSwap,
      names.merging(["changes": .text(texts.formats.list(changes.map(\.1)))]) { first, _ in first })
  }
}
