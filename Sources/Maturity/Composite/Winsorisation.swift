/// Draws outliers in, one a time, until skewness and kurtosis are those of usable data.
///
/// While |skewness| is above 2 and kurtosis above 3.5, the largest value (the smallest with a
/// negative skewness) is replaced by the next one; at most `limit` values of one indicator.
///
/// Source: Becker, Caperna, Del Sorbo, Norlén, Papadimitriou and Saisana (2022), "COINr: An R
/// package for developing composite indicators". <https://doi.org/10.21105/joss.04567>
public struct Winsorisation: Sendable {
  public var skewness = 2.0
  public var kurtosis = 3.5
  public var limit = 5

  public init() {}

  /// - Returns: The values with outliers drawn in, and how many of them there were.
  public func treated(_ values: [Double?]) -> (values: [Double?], changed: Int) {
    var values = values
    var (highs, lows) = (0, 0)
    while highs + lows < limit {
      let known = values.compactMap(\.self)
      guard let shape = Self.shape(known), abs(shape.skewness) > skewness,
        shape.kurtosis > kurtosis
      else { break }
      let sorted = known.sorted()
      let isHigh = shape.skewness > 0
      if isHigh { highs += 1 } else { lows += 1 }
      let position = isHigh ? sorted.count - 1 - highs : lows
      guard sorted.indices.contains(position) else { break }
      let bound = sorted[position]
      values = values.map { value in
        value.map { isHigh ? min($0, bound) : max($0, bound) }
      }
    }
    return (values, highs + lows)
  }

  /// Sample skewness G1 and excess kurtosis G2.
  ///
  /// Source: Joanes and Gill (1998), "Comparing measures of sample skewness and kurtosis", type 2.
  /// <https://doi.org/10.1111/1467-9884.00122>
  static func shape(_ values: [Double]) -> (skewness: Double, kurtosis: Double)? {
    let n = Double(values.count)
    guard values.count > 3 else { return nil }
    let mean = values.reduce(0, +) / n
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square / n
      third += square * (value - mean) / n
      fourth += square * square / n
    }
    guard second > 0 else { return nil }
    let g1 = third / (second * second.squareRoot())
    let g2 = fourth / (second * second) - 3
    return (
      g1 * (n * (n - 1)).squareRoot() / (n - 2),
      ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    )
  }
}
