import Exact

/// The framework's aggregation at work on one city's readings.
struct Scoring {
  let readings: Readings
  let mean: WeightedMean
  let bands: Bands
  let tree: PointsTree
  private let targets: AllTargets
  private let cycle: CycleStage

  init(_ readings: Readings) {
    self.readings = readings
    mean = WeightedMean(readings: readings)
    bands = Bands(readings: readings)
    tree = PointsTree(readings)
    targets = AllTargets(readings: readings)
    cycle = CycleStage(readings: readings)
  }

  private var framework: Framework { readings.framework }

  func standing(of dimension: Dimension) -> Standing? {
    switch framework.aggregation {
    case .weightedMean, .bands: mean.standing(of: dimension)
    case .pointsTree: tree.points(of: dimension).flatMap(tree.standing)
    case .allTargets: targets.standing(of: dimension).map(share)
    case .cycleStage: cycle.standing(of: dimension).map(share)
    }
  }

  func level(of dimension: Dimension) -> LevelStanding? {
    switch framework.aggregation {
    case .allTargets: targets.standing(of: dimension)
    case .cycleStage: cycle.standing(of: dimension)
    case .weightedMean, .bands, .pointsTree:
      standing(of: dimension).flatMap(bounded)
    }
  }

  var whole: Standing? {
    switch framework.aggregation {
    case .weightedMean, .bands: mean.whole
    case .pointsTree: tree.standing(of: tree.whole)
    case .allTargets: targets.whole.map(share)
    case .cycleStage: cycle.whole.map(share)
    }
  }

  var level: LevelStanding? {
    switch framework.aggregation {
    case .allTargets: targets.whole
    case .cycleStage: cycle.whole
    case .weightedMean, .bands, .pointsTree: whole.flatMap(bounded)
    }
  }

  /// A level as a share of all levels.
  private func share(_ level: LevelStanding) -> Standing {
    let count = framework.aggregation == .cycleStage ? CycleStage.last : framework.levels.count
    return Standing(
      point: level.point.map { Rational($0) / Rational(count) },
      low: Rational(level.low) / Rational(count), high: Rational(level.high) / Rational(count))
  }

  /// The level whose least score is met; the certain one is that of the worst case.
  private func bounded(_ standing: Standing) -> LevelStanding? {
    guard framework.levels.contains(where: { $0.from != nil }) else { return nil }
    return LevelStanding(
      point: standing.point.map(level(at:)), low: level(at: standing.low),
      high: level(at: standing.high))
  }

  private func level(at score: Rational) -> Int {
    framework.levels.lastIndex { level in level.from.map { score >= $0 } ?? false }
      .map { $0 + 1 } ?? 0
  }
}
