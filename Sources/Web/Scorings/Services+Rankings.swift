import Civic
import Exact
import Exchange
import Hummingbird
import Logging
import Ranking
import Store

/// A round with the ranking that it gives.
struct RankedResult {
  let found: ScoringStore.Found
  let table: ScoringTable
  let conclusion: Decision.Conclusion
  let round: RankedRound
}

extension Services {
  /// The round's result, which nobody sees before scoring has ended.
  func rankedResult(_ context: AppContext) async throws -> RankedResult {
    let found = try await round(context)
    let round = found.round
    guard round.phase == .together || round.phase == .accepted else {
      throw ScoringError.wrongPhase(round.phase)
    }
    guard !found.counted.isEmpty else { throw ScoringError.nothingScored }
    let table: ScoringTable
    let conclusion: Decision.Conclusion
    do {
      table = try ScoringTable(round, found.counted, in: found.document)
      conclusion = try RankingDecision.conclusion(
        table.bytes, samples: RankingDecision.samples, seed: UInt64(max(round.seed, 0)))
    } catch {
      context.logger.debug("no ranking", metadata: ["error": "\(error)"])
      throw ScoringError.noRanking
    }
    guard
      let ranked = RankedRound(conclusion, table: table.json, samples: RankingDecision.samples)
    else { throw ScoringError.noRanking }
    return RankedResult(found: found, table: table, conclusion: conclusion, round: ranked)
  }
}
