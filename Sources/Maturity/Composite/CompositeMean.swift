/// How the normalised indicators of one city become one figure.
///
/// Source: OECD and JRC (2008), "Handbook on Constructing Composite Indicators", 6.
/// <https://doi.org/10.1787/9789264043466-en>
public enum CompositeMean: String, CaseIterable, Hashable, Sendable {
  /// A low value can be made up for in full by a high one.
  case arithmetic
  /// A low value cannot be made up for in full; defined above zero only.
  case harmonic

  /// - Parameters:
  ///   - parts: The values with their weights; missing ones are left out.
  ///   - leastShare: Below this share of known weight there is no figure.
  /// - Returns: `nil` with too little known, or where the mean is not defined.
  public func value(of parts: [(value: Double?, weight: Double)], leastShare: Double = 0) -> Double?
  {
    let total = parts.reduce(0) { $0 + $1.weight }
    let known = parts.compactMap { part in part.value.map { ($0, part.weight) } }
    let weight = known.reduce(0) { $0 + $1.1 }
    guard total > 0, weight > 0, weight / total >= leastShare else { return nil }
    switch self {
    case .arithmetic: return known.reduce(0) { $0 + $1.0 * $1.1 } / weight
    case .harmonic:
      guard known.allSatisfy({ $0.0 > 0 }) else { return nil }
      return weight / known.reduce(0) { $0 + $1.1 / $1.0 }
    }
  }
}
