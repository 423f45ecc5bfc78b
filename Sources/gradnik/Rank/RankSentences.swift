import Exchange
import Ranking

/// What is wrong with a table, and what to do about it.
enum RankSentences {
  static func sentence(_ problem: RankingFileError.Problem) -> String {
    switch problem {
    case .empty: "The file is empty; it should hold a decision table."
    case .syntax: "This is not JSON; correct the text there."
    case .tooDeep(let limit): "There are more than \(limit) lists and objects within each other."
    case .tooLarge(let limit): "This is larger than \(limit) bytes; shorten it."
    case .notText: "This cannot be read as text in columns; save the table as CSV in UTF-8."
    case .missing: "Something is missing here; add it."
    case .wrongType: "This is not of the kind that belongs here; see the format gradnik-table/1."
    case .notANumber(let text): "\(text) is not a plain number; write a number, or leave it out."
    case .unknownName(let name): "\(name) is not known here; correct the name."
    case .repeatedName(let name): "\(name) stands here twice; keep one."
    case .intervalReversed: "The interval's lower end is above the upper one; swap them."
    case .outOfRange: "The number or the count of entries is outside of what is possible here."
    case .tooMany(let limit): "There are more than \(limit) entries."
    case .engine(let error): sentence(error)
    }
  }

  static func sentence(_ error: RankingError) -> String {
    switch error {
    case .noCriteria: "There are no criteria; add at least one."
    case .noAlternatives: "There are no alternatives; add at least one."
    case .repeatedCriterion(let id): "The criterion \(id) stands twice; rename one."
    case .repeatedAlternative(let id): "The alternative \(id) stands twice; rename one."
    case .unusableScore(let cell): "\(name(cell)): The score is no plain number; correct it."
    case .scoreNotExact(let cell):
      "\(name(cell)): This method needs a number here; give one, or use mavt or smaa, which take "
        + "intervals and missing scores."
    case .scoreNotPositive(let cell): "\(name(cell)): This method needs a number above zero."
    case .unusableWeight(let id):
      "The weight of \(id) is not possible; weights are numbers from 0 on, bounds at most 1."
    case .allWeightsZero: "All weights are zero; give at least one above it."
    case .impossibleWeightBounds: "No weights within these bounds sum to 1; widen them."
    case .unusableComparison(let row, let column):
      "The comparison in row \(row + 1), column \(column + 1) does not fit: entries are above zero, "
        + "1 on the diagonal, and reciprocal to those across it."
    case .unusableBestWorst(let id):
      "The comparison of \(id) does not fit: they are at least 1, 1 for the best with itself and "
        + "the worst with itself, and best to worst the same in both lists."
    case .unusableThresholds(let id):
      "The thresholds of \(id) are not possible: 0 <= q <= p <= veto, and s above 0."
    case .noProfiles: "This method needs profiles; add them from the worst category up."
    case .profilesOutOfOrder(let index):
      "Profile \(index + 1) is worse than the one before it on a criterion; order them from the "
        + "worst category up."
    case .comparisonsMissing: "This method needs comparisons as weights; add them."
    case .tooLarge(let limit):
      "There are more than \(limit) alternatives, too many for this method."
    case .stopped: "Stopped before there was a result."
    }
  }

  static func status(_ error: RankingError) -> ExitStatus {
    error == .stopped ? .limited : .badInput
  }

  private static func name(_ cell: RankingError.Cell) -> String {
    "alternative \(cell.alternative), criterion \(cell.criterion)"
  }
}
