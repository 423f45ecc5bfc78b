import Civic
import Exact
import Exchange
import Matching
import Pages
import Store

extension Services {
  /// A matching that takes longer is stopped.
  private static let longestMatching = Duration.seconds(20)

  /// Matches the cities of a network and keeps what was found.
  ///
  /// - Throws: `FieldProblem` where there is nothing to match.
  func match(
    _ network: Network, _ settings: MatchSettings, by viewer: Viewer
  ) async throws -> MatchRun {
    let now = clock()
    let candidates = try await partnerships.candidates(of: network.id, for: viewer, on: now.day)
    var random = SystemRandomNumberGenerator()
    let prepared = MatchInput(
      network.id,
      candidates: candidates.members.compactMap { city in
        candidates.profile(of: city.id).map { (city, $0) }
      }, settings: settings, partnerships: candidates.partnerships, using: &random)
    guard prepared.participants.count >= 2 else {
      throw FieldProblem(field: "", message: Message("problemMatchTooFew"))
    }
    let made: (run: MatchRun, proposals: [Partnership])
    do {
      made = try matched(prepared, settings, at: now)
    } catch let fault as MatchingDecision.Fault {
      throw FieldProblem(field: "", message: Self.message(fault))
    }
    try await partnerships.add(made.run, proposals: made.proposals, by: viewer)
    return made.run
  }

  private func matched(
    _ input: MatchInput, _ settings: MatchSettings, at now: Instant
  ) throws -> (run: MatchRun, proposals: [Partnership]) {
    let clock = ContinuousClock()
    let end = clock.now + Self.longestMatching
    let report = try MatchingDecision.report(
      profiles: CanonicalJSON.bytes(of: input.json),
      request: CanonicalJSON.bytes(of: settings.request), shouldStop: { clock.now > end })
    let result = JSONValue.object(report.result)
    let run = MatchRun(
      id: self.id(), settings: settings, input: input, result: result, at: now)
    let proposals = MatchRun.proposals(in: result).compactMap { proposal -> Partnership? in
      let cities = proposal.codes.compactMap { run.participant($0)?.city }
      guard cities.count == proposal.codes.count else { return nil }
      var partnership = Partnership(
        id: self.id(), network: run.network, run: run.id, cities: cities)
      partnership.lead = proposal.lead.flatMap { run.participant($0)?.city }
      return partnership
    }
    return (run, proposals)
  }

  private static func message(_ fault: MatchingDecision.Fault) -> Message {
    switch fault {
    case .engine(.groupsMissing): Message("problemMatchRegions")
    case .engine(.engine(.stopped)): Message("problemMatchStopped")
    default: Message("problemMatchInput")
    }
  }
}
