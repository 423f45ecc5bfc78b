/// A smoothing model fitted to a series by least squared one-step errors.
struct SmoothingFit {
  let model: SmoothingModel
  let parameters: SmoothingParameters
  /// After the last year of the series.
  let level: Double
  let growth: Double
  let sumOfSquares: Double
  /// Values, not years.
  let count: Int

  /// - Parameters:
  ///   - series: A year each; a missing year is stepped over. The first and last are there.
  /// - Complexity: O(length · evaluations); about 800 evaluations for the damped trend.
  init(_ model: SmoothingModel, _ series: [Double?]) {
    let series = SmoothingSeries(series)
    parameters = SmoothingSearch(model: model, series: series).best()
    let (start, growth) = series.squares(parameters, hasGrowth: model.hasGrowth).start
    let end = series.run(parameters, level: start, growth: growth)
    self.model = model
    level = end.level + series.origin
    self.growth = end.growth
    sumOfSquares = end.sumOfSquares
    count = series.count
  }

  /// The value so many years after the last.
  func value(after years: Int) -> Double {
    level + dampedSum(years) * growth
  }

  /// φ + φ² + … + φʰ.
  private func dampedSum(_ years: Int) -> Double {
    var (sum, power) = (0.0, 1.0)
    for _ in 0..<years {
      power *= parameters.phi
      sum += power
    }
    return sum
  }

  /// The one-step variance: squared errors over values less all that was fitted.
  var variance: Double { sumOfSquares / Double(max(1, count - model.fittedCount)) }

  var degreesOfFreedom: Double { Double(max(1, count - model.fittedCount)) }

  /// The forecast's variance; for the drift the mean change's own is counted in.
  ///
  /// Source: Hyndman and others (2008), table 6.1, class 1.
  func variance(after years: Int) -> Double {
    var (sum, damped, power) = (1.0, 0.0, 1.0)
    for _ in 1..<max(1, years) {
      power *= parameters.phi
      damped += power
      let weight = parameters.alpha + parameters.beta * damped
      sum += weight * weight
    }
    if model == .drift { sum += Double(years * years) / Double(max(1, count - 1)) }
    return variance * sum
  }

  /// Akaike's criterion corrected for short series; smaller is better.
  ///
  /// - Parameter scale: The size of the values: errors under a ten-billionth of it count as none.
  /// - Returns: Nothing when the series is too short for it.
  func aicc(scale: Double) -> Double? {
    guard count >= model.fewestForAICc else { return nil }
    let (n, k) = (Double(count), Double(model.fittedCount + 1))
    let smallest = n * scale * scale * 1e-20
    let squares = max(sumOfSquares, smallest, Double.leastNormalMagnitude)
    let tau = 6.283_185_307_179_586_5
    return n * (Elementary.log(tau * squares / n) + 1) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  }
}

/// A series from which the first value is taken off, so that large levels lose no digits.
struct SmoothingSeries {
  let values: [Double?]
  let origin: Double
  let count: Int

  init(_ series: [Double?]) {
    let first = series.first(where: { $0 != nil }) ?? nil
    let origin = first ?? 0
    self.origin = origin
    values = series.map { $0.map { $0 - origin } }
    count = series.count { $0 != nil }
  }

  /// Sums of products of the errors, which are linear in the start: e = f + l₀·p + b₀·q.
  struct Squares {
    let hasGrowth: Bool
    var (ff, fp, fq, pp, pq, qq) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    init(hasGrowth: Bool) { self.hasGrowth = hasGrowth }

    /// The start of least squared errors.
    var start: (level: Double, growth: Double) {
      let determinant = pp * qq - pq * pq
      guard hasGrowth, determinant > 1e-14 * pp * qq else { return (pp > 0 ? -fp / pp : 0, 0) }
      return ((pq * fq - qq * fp) / determinant, (pq * fp - pp * fq) / determinant)
    }

    /// The least sum of squared errors.
    var least: Double {
      let start = start
      return max(0, ff + start.level * fp + start.growth * fq)
    }
  }

  func squares(_ parameters: SmoothingParameters, hasGrowth: Bool) -> Squares {
    let (alpha, beta, phi) = (parameters.alpha, parameters.beta, parameters.phi)
    var squares = Squares(hasGrowth: hasGrowth)
    var (level, growth) = (0.0, 0.0)
    var (pLevel, pGrowth, qLevel, qGrowth) = (1.0, 0.0, 0.0, hasGrowth ? 1.0 : 0.0)
    for value in values {
      level += phi * growth
      pLevel += phi * pGrowth
      qLevel += phi * qGrowth
      growth *= phi
      pGrowth *= phi
      qGrowth *= phi
      guard let value else { continue }
      let (f, p, q) = (value - level, -pLevel, -qLevel)
      squares.ff += f * f
      squares.fp += f * p
      squares.fq += f * q
      squares.pp += p * p
      squares.pq += p * q
      squares.qq += q * q
      level += alpha * f
      growth += beta * f
      pLevel += alpha * p
      pGrowth += beta * p
      qLevel += alpha * q
      qGrowth += beta * q
    }
    return squares
  }

  func run(_ parameters: SmoothingParameters, level: Double, growth: Double)
    -> (level: Double, growth: Double, sumOfSquares: Double)
  {
    var (level, growth, sum) = (level, growth, 0.0)
    for value in values {
      level += parameters.phi * growth
      growth *= parameters.phi
      guard let value else { continue }
      let error = value - level
      sum += error * error
      level += parameters.alpha * error
      growth += parameters.beta * error
    }
    return (level, growth, sum)
  }
}
