public import Ranking

/// A method's computation alone, without reading, explaining and writing: for benchmarks.
public struct RankingComputation: Sendable {
  private let run: RankingRun
  private let columns: [[Double]]

  /// Prepares the table as others would have it in memory: numbers by criterion.
  public init(_ file: RankingFile, _ request: RankingRequest) throws(RankingError) {
    run = try RankingRun(file, request)
    columns = try run.table.exactColumns()
  }

  /// Runs the method once.
  ///
  /// - Returns: One of the scores, so that nothing can be left out as unused.
  public func callAsFunction() async throws(RankingError) -> Double {
    let (table, weights, request) = (run.table, run.weights, run.request)
    switch request.method {
    case .topsis:
      return IdealDistance(
        columns, directions: table.criteria.map(\.direction), weights: weights,
        normalisation: request.normalisation == .minmax ? .minmax : .vector
      ).closeness[0]
    case .vikor:
      return Compromise(columns, weights: weights, majority: request.majority).scores[0]
    case .promethee: return try RankingRun.flows(table, columns, weights).net[0]
    case .smaa:
      var options = Acceptability.Options()
      (options.samples, options.seed) = (request.samples, request.seed)
      options.threads = request.threads
      return try await Acceptability(
        table, PartialValues(table, scale: run.scale), weights: run.weighing, options: options
      ).ranks[0][0]
    default:
      return AdditiveValue(PartialValues(table, scale: run.scale), weights: weights).scores[0]
    }
  }
}
