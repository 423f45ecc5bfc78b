/// How much each part of a score counts, in ten-thousandths; only their ratios matter.
public struct ScoreWeights: Hashable, Sendable {
  public private(set) var parts: [ScorePart: Int64]

  /// Challenges and complementarity count most; the neighbourhood of two cities does not count
  /// unless somebody wants it.
  public static let standard = ScoreWeights(parts: [
    .challenges: 4_000, .complementarity: 4_000, .size: 500, .regionClass: 500, .language: 1_000,
    .wishes: 1_000,
  ])

  /// - Parameter parts: Not negative, at most 10,000 each; what is missing counts nothing.
  public init(parts: [ScorePart: Int64]) {
    precondition(
      parts.values.allSatisfy { (0...10_000).contains($0) }, "weights are shares of one")
    self.parts = parts
  }

  public subscript(part: ScorePart) -> Int64 { parts[part] ?? 0 }
}

/// The parts of a score.
public enum ScorePart: String, CaseIterable, Hashable, Sendable {
  /// The cosine of the two cities' challenges.
  case challenges
  /// How much of what one needs the other offers, both ways.
  case complementarity
  /// Same class of size: 1, neighbouring classes: 1/2.
  case size
  /// Same category of region.
  case regionClass = "class"
  /// Same country.
  case geography
  /// A language in common.
  case language
  /// One is among the wishes of the other, both ways.
  case wishes
}
