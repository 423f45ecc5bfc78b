/// SMAA-2: what could come first, and with which weights, when weights or scores are not known.
///
/// Source: Lahdelma, Salminen (2001), "SMAA-2: Stochastic multicriteria acceptability analysis for
/// group decision making". <https://doi.org/10.1287/opre.49.3.444.11220>
public struct Acceptability: Sendable {
  public struct Options: Sendable {
    public var samples = 100_000
    public var seed: UInt64 = 1
    /// How many threads draw at once; the result does not depend on it.
    public var threads = 1
    /// Whether to count how often each alternative beats each other.
    public var countsPairs = false

    public init() {}
  }

  /// By alternative, then rank: the share of samples.
  public let ranks: [[Double]]
  /// The standard error of each share.
  public let errors: [[Double]]
  /// The mean weights with which an alternative comes first; `nil` when it never does.
  public let centralWeights: [[Double]?]
  /// How likely an alternative is first with its central weights; `nil` without.
  public let confidence: [Double?]
  /// By alternative, then other: how often it is strictly better; empty when not asked for.
  public let wins: [[Double]]
  public let samples: Int
  /// Whether weights were drawn by a walk instead of independently.
  public let isWalk: Bool

  /// - Complexity: O(samples · alternatives · (criteria + log² alternatives)).
  public init(
    _ table: DecisionTable, _ values: PartialValues, weights: WeightInformation,
    options: Options, shouldStop: @Sendable @escaping () -> Bool = { false }
  ) async throws(RankingError) {
    let sampler = try Self.sampler(table, values, weights, options)
    let counts = await Self.counts(sampler, options, shouldStop)
    guard counts.samples > 0 else { throw .stopped }
    self.init(counts, isWalk: sampler.weights.isWalk) { central in
      Self.confidence(sampler.values, central: central, options)
    }
  }

  /// The same, on the caller's thread alone: for those who cannot wait for other tasks.
  public init(
    inTurn table: DecisionTable, _ values: PartialValues, weights: WeightInformation,
    options: Options, shouldStop: () -> Bool = { false }
  ) throws(RankingError) {
    let sampler = try Self.sampler(table, values, weights, options)
    let size = AcceptabilitySampler.stripSize
    var counts = AcceptabilityCounts(
      alternatives: sampler.values.alternatives, criteria: sampler.values.criteria,
      countsPairs: options.countsPairs)
    for start in stride(from: 0, to: options.samples, by: size) {
      if shouldStop() { break }
      counts.merge(
        sampler.counts(strip: start / size, samples: min(size, options.samples - start)))
    }
    guard counts.samples > 0 else { throw .stopped }
    self.init(counts, isWalk: sampler.weights.isWalk) { central in
      Self.confidence(sampler.values, central: central, options)
    }
  }

  private static func sampler(
    _ table: DecisionTable, _ values: PartialValues, _ weights: WeightInformation,
    _ options: Options
  ) throws(RankingError) -> AcceptabilitySampler {
    guard !table.alternatives.isEmpty else { throw .noAlternatives }
    guard table.alternatives.count <= mostAlternatives else {
      throw .tooLarge(limit: mostAlternatives)
    }
    return AcceptabilitySampler(
      weights: try WeightSampler(
        weights, names: table.criteria.map(\.id), seed: options.seed),
      values: ValueSampler(table, values), seed: options.seed, countsPairs: options.countsPairs)
  }

  public static let mostAlternatives = 500

  /// From samples that were drawn elsewhere: by sample, the weights and the values by alternative.
  public init(weights: [[Double]], values: [[[Double]]]) {
    let (rows, columns) = (values[0].count, weights[0].count)
    var counts = AcceptabilityCounts(alternatives: rows, criteria: columns, countsPairs: true)
    var order = (0..<Int32(rows)).map { $0 }
    var sums = [Double](repeating: 0, count: rows)
    for (weights, table) in zip(weights, values) {
      for i in 0..<rows { sums[i] = Self.sum(weights, table[i]) }
      sums.withUnsafeMutableBufferPointer { sums in
        counts.add(sums, order: &order) { weights[$0] }
      }
    }
    self.init(counts, isWalk: false) { central in
      central.enumerated().map { i, weights in
        guard let weights else { return nil }
        let first = values.count { table in
          let own = Self.sum(weights, table[i])
          return !table.contains { Self.sum(weights, $0) > own + Ranks.epsilon }
        }
        return Double(first) / Double(values.count)
      }
    }
  }

  private static func sum(_ weights: [Double], _ values: [Double]) -> Double {
    var sum = 0.0
    for (weight, value) in zip(weights, values) { sum += weight * value }
    return sum
  }

  private init(
    _ counts: AcceptabilityCounts, isWalk: Bool, confidence: ([[Double]?]) -> [Double?]
  ) {
    let (rows, columns) = (counts.alternatives, counts.criteria)
    let total = Double(counts.samples)
    let shares = (0..<rows).map { i in
      (0..<rows).map { Double(counts.ranks[i * rows + $0]) / total }
    }
    ranks = shares
    errors = (0..<rows).map { i in
      (0..<rows).map { rank in
        let share = shares[i][rank]
        guard isWalk, counts.groups > 1 else { return (share * (1 - share) / total).squareRoot() }
        let groups = Double(counts.groups)
        let variance = max(0, counts.squares[i * rows + rank] / groups - share * share)
        return (variance / (groups - 1)).squareRoot()
      }
    }
    wins =
      counts.wins.isEmpty
      ? []
      : (0..<rows).map { i in (0..<rows).map { Double(counts.wins[i * rows + $0]) / total } }
    let central = (0..<rows).map { i -> [Double]? in
      let first = counts.ranks[i * rows]
      guard first > 0 else { return nil }
      return (0..<columns).map { counts.firstWeights[i * columns + $0] / Double(first) }
    }
    centralWeights = central
    self.confidence = confidence(central)
    samples = counts.samples
    self.isWalk = isWalk
  }

  /// The mean rank of each alternative.
  public var expectedRanks: [Double] {
    ranks.map { shares in
      shares.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    }
  }

  /// How undecided the rank of each alternative is: −Σ p log₂ p over its ranks, in bits.
  public var entropies: [Double] {
    ranks.map { shares in
      shares.reduce(0) { $1 > 0 ? $0 - $1 * Elementary.log($1) / Elementary.log(2) : $0 }
    }
  }

  private static func counts(
    _ sampler: AcceptabilitySampler, _ options: Options,
    _ shouldStop: @Sendable @escaping () -> Bool
  ) async -> AcceptabilityCounts {
    let size = AcceptabilitySampler.stripSize
    let strips = (options.samples + size - 1) / size
    var total = AcceptabilityCounts(
      alternatives: sampler.values.alternatives, criteria: sampler.values.criteria,
      countsPairs: options.countsPairs)
    @Sendable func counts(_ strip: Int) -> AcceptabilityCounts {
      sampler.counts(strip: strip, samples: min(size, options.samples - strip * size))
    }
    let together = max(1, min(options.threads, strips))
    // Rounds of a strip a thread, added in the order of the strips.
    for start in stride(from: 0, to: strips, by: together) {
      if shouldStop() { return total }
      let end = min(strips, start + together)
      if end - start == 1 {
        total.merge(counts(start))
        continue
      }
      let parts = await withTaskGroup(of: (Int, AcceptabilityCounts).self) { group in
        for strip in start..<end { group.addTask { (strip, counts(strip)) } }
        var parts: [(Int, AcceptabilityCounts)] = []
        for await part in group { parts.append(part) }
        return parts.sorted { $0.0 < $1.0 }
      }
      for part in parts { total.merge(part.1) }
    }
    return total
  }

  /// How many samples of values confidences are taken from, when values are uncertain.
  public static let confidenceSamples = 10_000

  private static func confidence(
    _ values: ValueSampler, central: [[Double]?], _ options: Options
  ) -> [Double?] {
    let samples = values.isCertain ? 1 : min(options.samples, confidenceSamples)
    var generator = CounterGenerator(seed: options.seed, stream: .max - 1)
    var sampled = values.base
    let (rows, columns) = (values.alternatives, values.criteria)
    var first = [Int](repeating: 0, count: rows)
    for _ in 0..<samples {
      sampled.withUnsafeMutableBufferPointer { sampled in
        values.draw(sampled, &generator)
        for (i, weights) in central.enumerated() {
          guard let weights else { continue }
          func value(_ k: Int) -> Double {
            var sum = 0.0
            for j in 0..<columns { sum += weights[j] * sampled[k * columns + j] }
            return sum
          }
          let own = value(i) + Ranks.epsilon * max(1, values.bounds.upperBound)
          if !(0..<rows).contains(where: { value($0) > own }) { first[i] += 1 }
        }
      }
    }
    return central.enumerated().map { $1 == nil ? nil : Double(first[$0]) / Double(samples) }
  }
}
