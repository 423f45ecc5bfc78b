/// How strongly a difference in favour of an alternative speaks for it, from 0 to 1.
///
/// Source: Brans, Vincke (1985), "A preference ranking organisation method", Management Science
/// 31(6). <https://doi.org/10.1287/mnsc.31.6.647>
public enum PreferenceFunction: Hashable, Sendable {
  /// Any advantage counts fully.
  case usual
  /// An advantage above `q` counts fully.
  case uShape(q: Double)
  /// Rises in a straight line to full at `p`.
  case vShape(p: Double)
  /// Nothing up to `q`, half up to `p`, full above.
  case level(q: Double, p: Double)
  /// Nothing up to `q`, a straight line to full at `p`.
  case linear(q: Double, p: Double)
  /// 1 − exp(−d²/2s²).
  case gaussian(s: Double)

  /// - Parameter difference: How much better one alternative is than the other.
  public func callAsFunction(_ difference: Double) -> Double {
    guard difference > 0 else { return 0 }
    switch self {
    case .usual: return 1
    case .uShape(let q): return difference > q ? 1 : 0
    case .vShape(let p): return difference >= p ? 1 : difference / p
    case .level(let q, let p): return difference > p ? 1 : difference > q ? 0.5 : 0
    case .linear(let q, let p):
      if difference <= q { return 0 }
      return difference >= p ? 1 : (difference - q) / (p - q)
    case .gaussian(let s):
      let ratio = difference / s
      return 1 - Elementary.exp(-ratio * ratio / 2)
    }
  }

  /// Whether the thresholds are finite, not negative, in order, and above zero where they divide.
  public var isUsable: Bool {
    func fits(_ number: Double) -> Bool { number >= 0 && number <= DecisionTable.largestScore }
    switch self {
    case .usual: return true
    case .uShape(let q): return fits(q)
    case .vShape(let p): return fits(p)
    case .level(let q, let p), .linear(let q, let p): return fits(q) && fits(p) && q <= p
    case .gaussian(let s): return fits(s) && s >= 1e-100
    }
  }
}
