/// From which differences on a criterion is indifferent, prefers, or forbids.
public struct OutrankingThresholds: Hashable, Sendable {
  public let q: Double
  public let p: Double
  /// `nil` when the criterion has no veto.
  public let veto: Double?

  /// Missing thresholds are 0; a missing `p` is `q`.
  public init(_ criterion: Criterion) throws(RankingError) {
    q = criterion.q ?? 0
    p = criterion.p ?? q
    veto = criterion.veto
    guard q >= 0, p >= q, veto.map({ $0 >= p }) ?? true else {
      throw .unusableThresholds(criterion.id)
    }
  }

  /// How far "at least as good" holds for one that is so much worse.
  func concordance(loss: Double) -> Double {
    if loss <= q { return 1 }
    return loss >= p ? 0 : (p - loss) / (p - q)
  }

  /// How far the criterion speaks against "at least as good".
  func discordance(loss: Double) -> Double {
    guard let veto, loss > p else { return 0 }
    return loss >= veto ? 1 : (loss - p) / (veto - p)
  }
}
