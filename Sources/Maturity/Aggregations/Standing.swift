public import Exact

/// A score with what missing answers leave open.
public struct Standing: Hashable, Sendable {
  /// Of what was answered, the weights of the rest shared out; `nil` when nothing was.
  public let point: Rational?
  /// With everything missing at its worst.
  public let low: Rational
  /// With everything missing at its best.
  public let high: Rational

  public init(point: Rational?, low: Rational, high: Rational) {
    self.point = point
    self.low = low
    self.high = high
  }

  init(exactly value: Rational) {
    self.init(point: value, low: value, high: value)
  }

  /// What a missing answer leaves open: everything.
  static let open = Standing(point: nil, low: .zero, high: .one)

  /// The weighted mean; parts without a point count in the limits alone.
  ///
  /// - Returns: `nil` when all weights are zero.
  static func mean(_ parts: [(standing: Standing, weight: Rational)]) -> Standing? {
    let total = parts.reduce(Rational.zero) { $0 + $1.weight }
    guard !total.isZero else { return nil }
    let answered = parts.filter { $0.standing.point != nil }
    let known = answered.reduce(Rational.zero) { $0 + $1.weight }
    let sum = answered.reduce(Rational.zero) { $0 + ($1.standing.point ?? .zero) * $1.weight }
    return Standing(
      point: known.isZero ? nil : sum / known,
      low: parts.reduce(Rational.zero) { $0 + $1.standing.low * $1.weight } / total,
      high: parts.reduce(Rational.zero) { $0 + $1.standing.high * $1.weight } / total)
  }
}
