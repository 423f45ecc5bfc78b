/// The least that belongs to a category on every criterion (ELECTRE TRI-B, MR-Sort).
public struct CategoryProfile: Hashable, Sendable {
  public let name: String
  /// One for each criterion.
  public let scores: [Double]

  public init(name: String, scores: [Double]) {
    self.name = name
    self.scores = scores
  }
}
