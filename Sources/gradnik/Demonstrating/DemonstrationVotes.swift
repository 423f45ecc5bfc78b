import Civic
import Database
import Exact
import Exchange
import Store

/// Brings in invented budget votes: one closed and counted, one running.
struct DemonstrationVotes {
  let database: any Database
  /// Of the votes that are still open.
  let keys: VoteKeyFolder
  let now: Instant

  struct Content: Decodable {
    let consultation: Consultation
    let projects: [VoteProject]
    /// Days from today.
    let from: Int
    let until: Int
    /// How many may vote.
    let register: Int
    /// As ``BallotMarks`` writes them.
    let ballots: [String]
  }

  private var store: ConsultationStore { ConsultationStore(database) }

  func bringIn(_ contents: [Content]) async throws {
    guard try await store.consultations(for: .machine).isEmpty else { return }
    for content in contents { try await bringIn(content) }
  }

  /// A code that everybody who tries the demonstration knows: `DEMO-01`.
  private static func code(_ number: Int) -> String {
    "DEMO-\(number < 10 ? "0" : "")\(number)"
  }

  private func day(_ days: Int) -> Instant { Instant(startOf: now.day.adding(days: days)) }

  private func bringIn(_ content: Content) async throws {
    var consultation = content.consultation
    consultation.informationFrom = now.day.adding(days: content.from - 10)
    consultation.votingFrom = now.day.adding(days: content.from)
    consultation.votingUntil = now.day.adding(days: content.until)
    consultation.resultsBy = now.day.adding(days: content.until + 5)
    let prepared = day(content.from - 10)
    try await CityStore(database).add(consultation, by: .machine, at: prepared)
    for project in content.projects {
      try await CityStore(database).add(project, by: .machine, at: prepared)
    }
    let isOver = content.until < -1
    let folder = isOver ? VoteKeyFolder(path: nil) : keys
    let id = consultation.id
    let key = try await folder.keyOrNew(of: id)
    let voters = (1...max(content.register, 1)).map { key.tag(of: .code(Self.code($0))) }
    _ = try await store.changeRegister(
      of: id, adding: voters, reason: "codes", by: .machine, at: prepared)
    try await store.open(
      id, receiptKey: key.receiptKey, by: .machine, at: day(content.from - 2))
    guard isOver else { return }
    try await cast(content.ballots, of: voters, with: key, in: id, at: day(content.from + 3))
    try await close(id, at: day(content.until + 2))
    try await folder.destroy(id)
  }

  private func cast(
    _ ballots: [String], of voters: [VoteKey.Tag], with key: VoteKey,
    in id: Exact.ID<Consultation>, at time: Instant
  ) async throws {
    let rules = try await store.rules(of: id).rules
    let box = BallotBox(database)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (voter, ballot) in zip(voters, ballots) {
        guard let marks = BallotMarks(text: ballot), let receipt = key.receipt() else {
          throw CommandFailure(.badInput, "A ballot of the demonstration cannot be read.")
        }
        let cast = BallotBox.Cast(
          marks, of: voter, in: rules, receipt: receipt.code, replacing: "",
          at: time)
        group.addTask {
          guard case .taken = try await box.cast(cast).outcome else {
            throw CommandFailure(.badInput, "A ballot of the demonstration is not taken.")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func close(_ id: Exact.ID<Consultation>, at time: Instant) async throws {
    try await store.close(id, by: .machine, at: time)
    let (published, openedAt) = try await store.published(id)
    let rules = try await store.rules(of: id).rules
    let city = rules.cityName.text(for: rules.cityName.original).text
    guard let author = Decision.Author(role: "city", label: city) else {
      throw ConsultationError.uncountable
    }
    var random = SystemRandomNumberGenerator()
    let decision = try BudgetVoteCount.decision(
      id: Exact.ID(at: time.milliseconds, using: &random), published, openedAt: openedAt,
      by: author, at: time)
    try await store.decide(id, decision, inputs: published.files, by: .machine, at: time)
  }
}
