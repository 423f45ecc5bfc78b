public import Civic
import Exact
import Ranking

/// The same table by other weights and methods, to be set side by side. A way that needs what the
/// table does not have gives no ranks.
public struct RankingScenarios: Sendable {
  private let round: ScoringRound
  private let file: RankingFile?
  private let input: Digest

  public init(round: ScoringRound, table: ScoringTable) {
    self.round = round
    input = Digest(of: table.bytes)
    var file = try? RankingJSONReader().read(table.bytes)
    file?.people = []
    self.file = file
  }

  private func ranks(
    _ file: RankingFile?, _ change: (inout RankingRequest) -> Void
  ) -> [String: Int] {
    guard let file, let result = try? RankingDecision.object(file, input, change) else {
      return [:]
    }
    var ranks: [String: Int] = [:]
    for entry in result["ranking"]?.array ?? [] {
      guard let id = entry["id"]?.string, let rank = entry["rank"]?.number?.integer else {
        continue
      }
      ranks[id] = Int(rank)
    }
    return ranks
  }

  private func weighed(_ weights: WeightInformation) -> RankingFile? {
    file.map { RankingFile(table: $0.table, weights: weights) }
  }

  private func counted(_ file: RankingFile?) -> [String: Int] {
    ranks(file) { request in
      request.method = .smaa
      (request.samples, request.seed) = (RankingDecision.samples, UInt64(max(round.seed, 0)))
      request.countsPairs = false
    }
  }

  /// By mean place over all that the group holds plausible.
  public var plausible: [String: Int] { counted(file) }
  /// By mean place over all weights there are.
  public var anyWeights: [String: Int] { counted(weighed(.none)) }
  public var middle: [String: Int] { ranks(try? file?.atMiddles) { $0.method = .mavt } }
  public var equal: [String: Int] {
    ranks(try? weighed(.none)?.atMiddles) { $0.method = .mavt }
  }

  /// The round's own scenarios, in its order, with uncertain scores at their middles.
  public var own: [[String: Int]] {
    round.scenarios.map { scenario in
      let weights = round.criteria.map { scenario.weights[$0.id]?.approximation ?? 0 }
      let file =
        weights.contains { $0 > 0 } ? weighed(.exact(weights)) : self.file
      return ranks(try? file?.atMiddles) { request in
        switch scenario.method {
        case .mavt: request.method = .mavt
        case .promethee: request.method = .promethee
        case .topsis:
          request.method = .topsis
          request.normalisation = .vector
        case .vikor: request.method = .vikor
        }
      }
    }
  }
}

extension RankingDecision {
  /// What would put one of two actions before the other, from the middle weights and scores.
  public static func swap(
    of first: String, _ second: String, in table: [UInt8]
  ) throws -> RankedRound.Swap? {
    let file = try RankingJSONReader().read(table).atMiddles
    let result = try object(file, Digest(of: table)) { request in
      request.method = .mavt
      request.compared = [first, second]
    }
    return result["comparison"].flatMap { RankedRound.swap($0) }
  }
}
