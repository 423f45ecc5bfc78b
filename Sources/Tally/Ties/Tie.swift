/// A choice between equals that the rule itself could not make.
public struct Tie: Hashable, Sendable {
  public enum Criterion: String, Hashable, Sendable {
    case fileOrder = "file-order"
    case cost = "min-cost"
    case votes
    case lot
    case identifier = "id"
  }

  /// Indices of the projects, in order of the file.
  public let candidates: [Int]
  public let chosen: Int
  /// What told the chosen one from the next best.
  public let criterion: Criterion

  public init(candidates: [Int], chosen: Int, criterion: Criterion) {
    self.candidates = candidates
    self.chosen = chosen
    self.criterion = criterion
  }
}
