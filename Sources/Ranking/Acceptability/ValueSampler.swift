/// Draws values where scores are uncertain; certain ones stay as they are.
struct ValueSampler: Sendable {
  let alternatives: Int
  let criteria: Int
  /// By alternative, then criterion; uncertain cells hold anything.
  let base: [Double]
  private let cells: [Cell]
  private let ordinals: [Ordinal]

  private struct Cell: Sendable {
    let index: Int
    let criterion: Int
    let scores: ClosedRange<Double>
    /// Whether the range is one of values already.
    let isValue: Bool
  }

  /// A criterion of which only the order of scores counts: by alternative, the place of its score.
  private struct Ordinal: Sendable {
    let criterion: Int
    let places: [Int]
    let levels: Int
  }

  private let conversions: [ValueConversion]
  /// The values that samples can have at the most and least.
  let bounds: ClosedRange<Double>

  var isCertain: Bool { cells.isEmpty && ordinals.isEmpty }

  init(_ table: DecisionTable, _ values: PartialValues) {
    let (rows, columns) = (table.alternatives.count, table.criteria.count)
    var base = [Double](repeating: 0, count: rows * columns)
    var cells: [Cell] = []
    var ordinals: [Ordinal] = []
    for (j, criterion) in table.criteria.enumerated() {
      if criterion.isOrdinal, let ordinal = Self.ordinal(table.columns[j], criterion, j) {
        ordinals.append(ordinal)
        continue
      }
      for i in 0..<rows {
        let index = i * columns + j
        base[index] = values.lows[j][i]
        switch table.columns[j][i] {
        case .exact: break
        case .interval(let scores):
          cells.append(Cell(index: index, criterion: j, scores: scores, isValue: false))
        case .missing:
          let scores = values.conversions[j].scores
          cells.append(
            Cell(
              index: index, criterion: j, scores: scores ?? values.conversions[j].bounds,
              isValue: scores == nil))
        }
      }
    }
    (alternatives, criteria) = (rows, columns)
    self.base = base
    self.cells = cells
    self.ordinals = ordinals
    conversions = values.conversions
    let lowest = values.lows.joined().min() ?? 0
    let highest = values.highs.joined().max() ?? 1
    bounds =
      min(lowest, values.bounds.lowerBound)...max(highest, values.bounds.upperBound)
  }

  private static func ordinal(
    _ column: [Score], _ criterion: Criterion, _ index: Int
  ) -> Ordinal? {
    let scores = column.compactMap(\.exact)
    guard scores.count == column.count else { return nil }
    let levels = Set(scores).sorted { criterion.direction == .max ? $0 < $1 : $0 > $1 }
    let places = scores.map { score in levels.firstIndex(of: score) ?? 0 }
    return Ordinal(criterion: index, places: places, levels: levels.count)
  }

  /// Puts one sample's values where they are uncertain.
  func draw(_ values: UnsafeMutableBufferPointer<Double>, _ generator: inout CounterGenerator) {
    for cell in cells {
      let width = cell.scores.upperBound - cell.scores.lowerBound
      let number = cell.scores.lowerBound + width * generator.uniform()
      values[cell.index] = cell.isValue ? number : conversions[cell.criterion].value(number)
    }
    for ordinal in ordinals {
      var levels = [bounds.lowerBound]
      if ordinal.levels > 1 { levels.append(bounds.upperBound) }
      while levels.count < ordinal.levels {
        levels.append(
          bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) * generator.uniform())
      }
      levels.sort()
      for (i, place) in ordinal.places.enumerated() {
        values[i * criteria + ordinal.criterion] = levels[place]
      }
    }
  }
}
