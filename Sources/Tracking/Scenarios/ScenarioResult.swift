/// The quantiles of a figure in a year.
public struct YearQuantiles: Equatable, Sendable {
  public let year: Int
  public let mean: Double
  public let p5: Double
  public let p25: Double
  public let p50: Double
  public let p75: Double
  public let p95: Double

  /// - Parameter values: At least one, in any order.
  init(year: Int, _ values: [Double]) {
    let sorted = values.sorted()
    self.year = year
    mean = Summary.mean(sorted)
    p5 = Summary.quantile(sorted, 0.05)
    p25 = Summary.quantile(sorted, 0.25)
    p50 = Summary.quantile(sorted, 0.5)
    p75 = Summary.quantile(sorted, 0.75)
    p95 = Summary.quantile(sorted, 0.95)
  }
}

/// How two scenarios differ in a year, run by run.
public struct YearComparison: Equatable, Sendable {
  /// The second less the first.
  public let difference: YearQuantiles
  /// In what share of the runs the second is better; equal runs count half.
  public let secondBetter: Double
}

/// Many runs of one scenario.
public struct ScenarioResult: Equatable, Sendable {
  public let firstYear: Int
  public let seed: UInt64
  /// By run, then by year.
  public let paths: [[Double]]

  /// - Parameters:
  ///   - runs: At least 1; 1,000 settle the 5 % and 95 % quantiles to about one percent of the runs.
  ///   - shouldStop: Asked before each run.
  /// - Returns: Nothing when it was stopped.
  public init?(
    _ scenario: Scenario, runs: Int, seed: UInt64, shouldStop: () -> Bool = { false }
  ) {
    var paths: [[Double]] = []
    paths.reserveCapacity(max(1, runs))
    for run in 0..<max(1, runs) {
      guard !shouldStop() else { return nil }
      paths.append(scenario.path(seed: seed, run: run))
    }
    (firstYear, self.seed, self.paths) = (scenario.firstYear, seed, paths)
  }

  public var years: [YearQuantiles] {
    (paths.first ?? []).indices.map { index in
      YearQuantiles(year: firstYear + index, paths.map { $0[index] })
    }
  }

  /// The share of runs that meet a target in a year.
  ///
  /// - Returns: Nothing for a year that was not run.
  public func share(meeting target: Double, _ direction: Direction, in year: Int) -> Double? {
    guard let path = paths.first, path.indices.contains(year - firstYear) else { return nil }
    let met = paths.count {
      direction.shortfall(of: $0[year - firstYear], from: target) <= 0
    }
    return Double(met) / Double(paths.count)
  }

  /// Another scenario side by side with this one, on the same draws.
  ///
  /// - Parameter target: What a band is around; not read for up and down.
  /// - Returns: Nothing unless both have the same seed, runs and years.
  public func compared(
    with second: ScenarioResult, _ direction: Direction, target: Double = 0
  ) -> [YearComparison]? {
    guard seed == second.seed, firstYear == second.firstYear, paths.count == second.paths.count,
      paths.first?.count == second.paths.first?.count
    else { return nil }
    return (paths.first ?? []).indices.map { index in
      let pairs = zip(paths, second.paths).map { ($0[index], $1[index]) }
      let wins = pairs.reduce(0.0) { sum, pair in
        let (one, two) = (
          direction.shortfall(of: pair.0, from: target),
          direction.shortfall(of: pair.1, from: target)
        )
        return sum + (two < one ? 1 : two == one ? 0.5 : 0)
      }
      return YearComparison(
        difference: YearQuantiles(year: firstYear + index, pairs.map { $1 - $0 }),
        secondBetter: wins / Double(pairs.count))
    }
  }
}
