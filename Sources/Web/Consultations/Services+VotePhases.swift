import Civic
import Exact
import Exchange
import Pages
import Store

extension Services {
  /// Fixes the rules of a vote; the secret key is on disk before anybody can vote.
  ///
  /// - Throws: `ConsultationError.incomplete` with all that is missing, so that nobody mends one
  ///   thing after another.
  func openVote(_ id: ID<Consultation>, by viewer: Viewer) async throws {
    let (consultation, projects) = try await consultations.consultation(id, for: viewer)
    try viewer.require(.manageCity, .city(consultation.city))
    guard consultation.phase == .draft else {
      throw ConsultationError.wrongPhase(consultation.phase)
    }
    guard let city = try await cities.atlas().city(consultation.city) else {
      throw StoreError.notFound
    }
    var missing = BudgetVoteRules.missing(consultation, projects, in: city, at: clock())
    if consultation.entry == .email, !sendsMail { missing.append(Message("voteMissingMail")) }
    guard missing.isEmpty else { throw ConsultationError.incomplete(missing) }
    let key = try await votes.keys.keyOrNew(of: id)
    try await consultations.open(id, receiptKey: key.receiptKey, by: viewer, at: clock())
  }

  /// Closes a vote, destroys its key, counts and publishes, each step on disk before the next; after
  /// a failure the same call goes on where it stopped.
  ///
  /// - Returns: The decision.
  @discardableResult
  func closeVote(_ id: ID<Consultation>, by viewer: Viewer) async throws -> ID<Decision> {
    let now = clock()
    try await consultations.close(id, by: viewer, at: now)
    try await votes.keys.destroy(id)
    let (published, openedAt) = try await consultations.published(id)
    let rules = try await votes.open(id).rules
    let label = rules.cityName.text(for: rules.cityName.original).text
    guard let author = Decision.Author(role: "city", label: label) else {
      throw ConsultationError.uncountable
    }
    let decision = try BudgetVoteCount.decision(
      id: self.id(), published, openedAt: openedAt, by: author, at: now)
    try await consultations.decide(
      id, decision, inputs: published.files, by: viewer, at: now)
    return decision.id
  }
}
