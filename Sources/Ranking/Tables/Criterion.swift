/// What alternatives are judged by.
public struct Criterion: Hashable, Sendable {
  public enum Direction: String, CaseIterable, Hashable, Sendable {
    case max, min
  }

  /// Short, unique within a table.
  public let id: String
  public var name: String
  public var direction: Direction
  public var unit: String?
  /// What a score is worth, on a scale that does not depend on the alternatives.
  public var value: ValueFunction?
  /// How much a difference counts in PROMETHEE; `nil` is the usual function.
  public var preference: PreferenceFunction?
  /// Differences up to `q` do not matter, from `p` on they do fully (ELECTRE).
  public var q: Double?
  public var p: Double?
  /// From this difference on, a criterion alone forbids "at least as good" (ELECTRE, MR-Sort).
  public var veto: Double?
  /// Pairwise comparisons of the alternatives under this criterion (AHP).
  public var comparisons: PairwiseMatrix?
  /// Whether scores only say which alternative is better, not by how much.
  public var isOrdinal = false

  public init(_ id: String, name: String? = nil, direction: Direction = .max) {
    self.id = id
    self.name = name ?? id
    self.direction = direction
  }
}

/// What is to be ranked.
public struct Alternative: Hashable, Sendable {
  /// Short, unique within a table.
  public let id: String
  public var name: String

  public init(_ id: String, name: String? = nil) {
    self.id = id
    self.name = name ?? id
  }
}
