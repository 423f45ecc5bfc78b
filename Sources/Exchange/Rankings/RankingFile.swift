public import Ranking

/// A decision table with everything that belongs to it: `gradnik-table/1`.
public struct RankingFile: Sendable {
  public let table: DecisionTable
  public let weights: WeightInformation
  public var people: [RankingPerson] = []
  public var profiles: [CategoryProfile] = []
  /// Names of the categories from the worst; empty when the file has none.
  public var categories: [String] = []
  /// The least credibility or majority that decides (ELECTRE TRI, MR-Sort).
  public var lambda: Double?
  public var notes: [RankingNote] = []
  /// Whether the table's scores already stand for all people: their own then count for their own
  /// rankings alone.
  public var hasGroupScores = false

  public init(table: DecisionTable, weights: WeightInformation) {
    self.table = table
    self.weights = weights
  }

  public var criterionNames: [String] { table.criteria.map(\.id) }
}

/// Somebody who weighs, and perhaps scores, for themselves.
public struct RankingPerson: Sendable {
  public let name: String
  public let weights: WeightInformation
  /// Own scores; `nil` when the common ones count.
  public let table: DecisionTable?

  public init(name: String, weights: WeightInformation, table: DecisionTable?) {
    self.name = name
    self.weights = weights
    self.table = table
  }
}

/// What was unusual in a file.
public enum RankingNote: Hashable, Sendable {
  case weightsMissing
  case unknownMember(String)
  case missingScores(Int)
  case decimalComma
  case profilesReversed
  case encoding(String)
}
