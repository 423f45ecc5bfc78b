/// A pair that may be chosen, and what it is worth.
public struct ScoredEdge: Hashable, Sendable {
  public let one: Int32
  public let other: Int32
  public let score: Int64

  public init(_ one: Int, _ other: Int, score: Int64) {
    self.one = Int32(one)
    self.other = Int32(other)
    self.score = score
  }
}
