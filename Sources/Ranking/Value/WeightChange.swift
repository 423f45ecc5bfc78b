/// The weights nearest to the present ones with which one alternative does as well as another.
public struct WeightChange: Sendable {
  public enum Distance: String, CaseIterable, Hashable, Sendable {
    /// The sum of all changes.
    case sum = "l1"
    /// The root of the sum of squared changes.
    case euclidean = "l2"
    /// The largest change.
    case largest = "linf"
  }

  public let weights: [Double]
  /// How far they are, by the distance asked for.
  public let size: Double

  /// - Parameters:
  ///   - weights: Summing to 1.
  ///   - gains: By criterion, how much better the one that should come first is; the weighted sum
  ///     is negative while it is behind.
  /// - Returns: `nil` when no weights help.
  public init?(_ weights: [Double], gains: [Double], distance: Distance) {
    guard let most = gains.max(), most >= 0 else { return nil }
    guard Self.total(weights, gains) < 0 else {
      (self.weights, size) = (weights, 0)
      return
    }
    switch distance {
    case .sum: self.weights = Self.bySum(weights, gains)
    case .euclidean: self.weights = Self.bySquares(weights, gains)
    case .largest: self.weights = Self.byLargest(weights, gains)
    }
    let changes = zip(self.weights, weights).map { ($0 - $1).magnitude }
    size =
      switch distance {
      case .sum: changes.reduce(0, +)
      case .euclidean: changes.reduce(0) { $0 + $1 * $1 }.squareRoot()
      case .largest: changes.max() ?? 0
      }
  }

  private static func total(_ weights: [Double], _ gains: [Double]) -> Double {
    zip(weights, gains).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Moves weight from where the loss is greatest to where the gain is, until it is enough.
  private static func bySum(_ weights: [Double], _ gains: [Double]) -> [Double] {
    var weights = weights
    let best = gains.firstIndex(of: gains.max() ?? 0) ?? 0
    for j in gains.indices.sorted(by: { gains[$0] < gains[$1] }) {
      let lacking = -total(weights, gains)
      guard lacking > 0, gains[j] < gains[best] else { break }
      let move = min(weights[j], lacking / (gains[best] - gains[j]))
      weights[j] -= move
      weights[best] += move
    }
    return weights
  }

  /// The nearest point of the simplex: max(0, w + λ·gain − μ), with the least λ that is enough.
  private static func bySquares(_ weights: [Double], _ gains: [Double]) -> [Double] {
    func point(_ lambda: Double) -> [Double] {
      projected(zip(weights, gains).map { $0 + lambda * $1 })
    }
    let scale = gains.reduce(0) { max($0, $1.magnitude) }
    var (low, high) = (0.0, 1 / scale)
    for _ in 0..<200 where total(point(high), gains) < 0 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if total(point(middle), gains) < 0 { low = middle } else { high = middle }
    }
    return point(high)
  }

  /// The nearest point with no negative coordinate and the sum 1.
  ///
  /// Source: Held, Wolfe, Crowder (1974), "Validation of subgradient optimization".
  private static func projected(_ point: [Double]) -> [Double] {
    var (sum, level) = (0.0, 0.0)
    for (count, number) in point.sorted(by: >).enumerated() {
      sum += number
      let candidate = (sum - 1) / Double(count + 1)
      if number > candidate { level = candidate }
    }
    return point.map { max(0, $0 - level) }
  }

  /// The least bound on every change that is enough; within it weight goes to the largest gains.
  private static func byLargest(_ weights: [Double], _ gains: [Double]) -> [Double] {
    let order = gains.indices.sorted { gains[$0] > gains[$1] }
    func point(_ bound: Double) -> [Double] {
      var moved = weights.map { max(0, $0 - bound) }
      var left = 1 - moved.reduce(0, +)
      for j in order {
        let room = min(left, min(1, weights[j] + bound) - moved[j])
        moved[j] += room
        left -= room
      }
      return moved
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if total(point(middle), gains) < 0 { low = middle } else { high = middle }
    }
    return point(high)
  }
}
