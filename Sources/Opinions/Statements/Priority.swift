/// Which statement should be shown next.
public enum Priority {
  /// [*a* (1 - *p*) (1 + *E*) (1 + 8 · 2^(-*S*/5))]²: high for statements that are agreed with,
  /// rarely passed on, far from the middle of the map, or new.
  ///
  /// - Parameters:
  ///   - counts: The votes of clustered participants.
  ///   - extremity: Distance of the statement from the middle of the map.
  ///   - isMeta: Meta statements have a fixed priority of 49.
  ///
  /// Source: Small et al. (2021). <https://doi.org/10.6035/recerca.5516>
  public static func value(_ counts: VoteCounts, extremity: Double, isMeta: Bool) -> Double {
    if isMeta { return 49 }
    let votes = Double(counts.votes + 2)
    let agreement = Double(counts.agrees + 1) / votes
    let passing = Double(counts.passes + 1) / votes
    let newness = 1 + 8 * halved(fifths: counts.votes)
    let root = agreement * (1 - passing) * (1 + extremity) * newness
    return root * root
  }

  /// 2^(-*fifths*/5), the same on every machine: no library function decides it.
  private static func halved(fifths: Int) -> Double {
    let roots = [
      1, 0.8705505632961241, 0.757858283255199, 0.6597539553864471, 0.5743491774985175,
    ]
    let whole = min(fifths / 5, 1000)
    return Double(sign: .plus, exponent: -whole, significand: 1) * roots[fifths % 5]
  }
}
