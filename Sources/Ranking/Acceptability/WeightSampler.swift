/// Draws weights evenly from all that the information allows, eight samples at a time.
struct WeightSampler: Sendable {
  private enum Shape: Sendable {
    case fixed([Double])
    case simplex
    /// Mixtures of the corners, each the mean of the first groups of criteria.
    case order(corners: [[Double]])
    /// Draws from the simplex until one fits.
    case rejection(WeightBounds)
    /// Walks within the bounds.
    case walk(WeightBounds)
  }

  let count: Int
  private let shape: Shape
  private let network: SortingNetwork
  /// Whether samples follow from each other, so that their errors are not independent.
  let isWalk: Bool

  typealias Lanes = SIMD8<Double>

  init(_ information: WeightInformation, names: [String], seed: UInt64) throws(RankingError) {
    count = names.count
    switch information {
    case .none: shape = .simplex
    case .order(let groups): shape = .order(corners: Self.corners(groups, count: names.count))
    case .intervals(let ranges):
      let bounds = try WeightBounds(ranges, names: names)
      shape = Self.fits(bounds, seed: seed) ? .rejection(bounds) : .walk(bounds)
    case .exact, .swing, .bestWorst, .pairwise:
      shape = .fixed(try information.point(names: names))
    }
    let pieces = if case .order(let corners) = shape { corners.count } else { names.count }
    network = SortingNetwork(count: pieces - 1)
    isWalk = if case .walk = shape { true } else { false }
  }

  /// Whether the weights are the same in every sample.
  var isFixed: Bool { if case .fixed = shape { true } else { false } }

  private static func corners(_ groups: [[Int]], count: Int) -> [[Double]] {
    var before: [Int] = []
    return groups.map { group in
      before += group
      var corner = [Double](repeating: 0, count: count)
      for criterion in before { corner[criterion] = 1 / Double(before.count) }
      return corner
    }
  }

  /// Whether enough of the simplex lies within the bounds to draw until one does.
  private static func fits(_ bounds: WeightBounds, seed: UInt64) -> Bool {
    var generator = CounterGenerator(seed: seed, stream: .max)
    var weights = [Double](repeating: 0, count: bounds.lows.count)
    let hits = (0..<2000).count { _ in
      Self.gaps(&weights, &generator)
      return Self.holds(weights, bounds)
    }
    return hits >= 100
  }

  private static func holds(_ weights: [Double], _ bounds: WeightBounds) -> Bool {
    weights.indices.allSatisfy {
      weights[$0] >= bounds.lows[$0] - 1e-15 && weights[$0] <= bounds.highs[$0] + 1e-15
    }
  }

  /// The gaps between sorted uniform numbers: even on the simplex.
  private static func gaps(_ weights: inout [Double], _ generator: inout CounterGenerator) {
    let last = weights.count - 1
    for index in 0..<last { weights[index] = generator.uniform() }
    weights[last] = 1
    weights[..<last].sort()
    for index in stride(from: last, to: 0, by: -1) { weights[index] -= weights[index - 1] }
  }

  /// Where a walk stands; made anew for every strip of samples.
  struct Walk {
    var weights: [Double]
    var scratch: [Double]
  }

  /// - Parameter generator: Of the strip.
  func start(_ generator: inout CounterGenerator) -> Walk {
    var walk = Walk(
      weights: [Double](repeating: 0, count: count), scratch: [Double](repeating: 0, count: count))
    if case .walk(let bounds) = shape {
      walk.weights = bounds.middle
      for _ in 0..<50 { step(&walk, bounds, &generator) }
    }
    return walk
  }

  /// Fills a row of eight lanes for each criterion.
  func draw(
    _ rows: UnsafeMutableBufferPointer<Lanes>, _ walk: inout Walk,
    _ generator: inout CounterGenerator
  ) {
    switch shape {
    case .fixed(let weights):
      for j in 0..<count { rows[j] = Lanes(repeating: weights[j]) }
    case .simplex: drawGaps(rows, pieces: count, &generator)
    case .order(let corners):
      withUnsafeTemporaryAllocation(of: Lanes.self, capacity: corners.count) { mix in
        drawGaps(mix, pieces: corners.count, &generator)
        for j in 0..<count {
          var sum = Lanes(repeating: 0)
          for (k, corner) in corners.enumerated() where corner[j] > 0 { sum += mix[k] * corner[j] }
          rows[j] = sum
        }
      }
    case .rejection(let bounds):
      for lane in 0..<8 {
        repeat { Self.gaps(&walk.weights, &generator) } while !Self.holds(walk.weights, bounds)
        for j in 0..<count { rows[j][lane] = walk.weights[j] }
      }
    case .walk(let bounds):
      for lane in 0..<8 {
        step(&walk, bounds, &generator)
        for j in 0..<count { rows[j][lane] = walk.weights[j] }
      }
    }
  }

  private func drawGaps(
    _ rows: UnsafeMutableBufferPointer<Lanes>, pieces: Int, _ generator: inout CounterGenerator
  ) {
    for k in 0..<pieces - 1 {
      var row = Lanes()
      for lane in 0..<8 { row[lane] = generator.uniform() }
      rows[k] = row
    }
    for comparator in network.comparators {
      let (low, high) = (Int(comparator.low), Int(comparator.high))
      let (a, b) = (rows[low], rows[high])
      let isLess = a .< b
      rows[low] = b.replacing(with: a, where: isLess)
      rows[high] = a.replacing(with: b, where: isLess)
    }
    rows[pieces - 1] = Lanes(repeating: 1)
    for k in stride(from: pieces - 1, to: 0, by: -1) { rows[k] -= rows[k - 1] }
  }

  /// Moves weight between two criteria at a time, by an even share of what the bounds allow, four
  /// times for each criterion: a hit-and-run walk along the edges of the simplex.
  ///
  /// Source: Smith (1984), <https://doi.org/10.1287/opre.32.6.1296>; Tervonen et al. (2013),
  /// "Hit-and-run enables efficient weight generation", <https://doi.org/10.1016/j.ejor.2012.08.026>.
  private func step(
    _ walk: inout Walk, _ bounds: WeightBounds, _ generator: inout CounterGenerator
  ) {
    guard count > 1 else { return }
    for _ in 0..<4 * count {
      let pick = generator.next()
      let i = Int(((pick & 0xFFFF_FFFF) * UInt64(count)) >> 32)
      var k = Int(((pick >> 32) * UInt64(count - 1)) >> 32)
      if k >= i { k += 1 }
      let up = min(bounds.highs[i] - walk.weights[i], walk.weights[k] - bounds.lows[k])
      let down = min(walk.weights[i] - bounds.lows[i], bounds.highs[k] - walk.weights[k])
      let move = -down + (up + down) * generator.uniform()
      walk.weights[i] += move
      walk.weights[k] -= move
    }
  }
}
