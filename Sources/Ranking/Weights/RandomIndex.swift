/// The mean consistency index of random matrices, against which one's own is measured.
public enum RandomIndex: String, CaseIterable, Hashable, Sendable {
  /// Saaty (1977, 1980): rounded, for up to 15 criteria.
  case saaty
  /// Aguarón, Moreno-Jiménez (2003): for geometric means and up to 16 criteria.
  /// <https://doi.org/10.1016/S0377-2217(02)00255-2>
  case aguaronMoreno = "aguaron-moreno"

  /// - Returns: `nil` beyond the table.
  public func value(count: Int) -> Double? {
    let table: [Double] =
      switch self {
      case .saaty:
        [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]
      case .aguaronMoreno:
        [
          0, 0, 0.525, 0.882, 1.115, 1.252, 1.341, 1.404, 1.452, 1.484, 1.513, 1.535, 1.555,
          1.570, 1.583, 1.595,
        ]
      }
    return (1...table.count).contains(count) ? table[count - 1] : nil
  }
}
