/// The rules, by the names that commands and files use.
public enum Rule: String, CaseIterable, Hashable, Sendable {
  case greedy
  case greedyNoSkip = "greedy-no-skip"
  case greedyThreshold = "greedy-threshold"
  case greedyExclusive = "greedy-exclusive"
  case poznan
  case equalShares = "equalshares"
  case phragmen
  case maximinSupport = "maximin-support"
  case utilitarianOptimum = "optimum"

  /// Whether projects are funded one after the other by their score alone.
  public var isGreedy: Bool {
    switch self {
    case .greedy, .greedyNoSkip, .greedyThreshold, .greedyExclusive, .poznan: true
    case .equalShares, .phragmen, .maximinSupport, .utilitarianOptimum: false
    }
  }
}
