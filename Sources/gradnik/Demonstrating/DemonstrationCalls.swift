import Civic
import Database
import Exact
import Store

/// Brings in invented calls: one decided, one being assessed, one open.
struct DemonstrationCalls {
  let database: any Database
  let now: Instant

  struct Content: Decodable {
    let call: SelectionCall
    /// Days from today.
    let opensIn: Int
    let closesIn: Int
    let applications: [Application]
  }

  struct Application: Decodable {
    let id: String
    let city: String
    let applicant: ApplicantType
    let themes: [Int]
    let challenges: Multilingual
    let offers: Multilingual
    let wishes: Multilingual
    let commitment: Multilingual
    let contact: String
    /// One list an assessor; none where they are still to score.
    let scores: [[Int]]?
  }

  private var store: SelectionStore { SelectionStore(database) }

  /// - Parameter assessors: The accounts that are assigned everywhere.
  func bringIn(_ contents: [Content], assessors: [Exact.ID<Account>]) async throws {
    guard try await store.calls(for: .machine).isEmpty else { return }
    for content in contents { try await bringIn(content, assessors) }
  }

  private func day(_ days: Int) -> Instant { Instant(startOf: now.day.adding(days: days)) }

  private func bringIn(_ content: Content, _ assessors: [Exact.ID<Account>]) async throws {
    var call = content.call
    call.opens = now.day.adding(days: content.opensIn)
    call.closes = now.day.adding(days: content.closesIn)
    try await CityStore(database).add(call, by: .machine, at: day(content.opensIn - 14))
    try await store.open(call.id, by: .machine, at: day(content.opensIn - 7))
    for application in content.applications {
      try await handIn(application, to: call.id, at: day(content.opensIn + 1))
      try await assess(application, of: call, by: assessors, at: day(content.closesIn + 5))
    }
    guard content.closesIn < 0, content.applications.allSatisfy({ $0.scores != nil }) else {
      return
    }
    var random = SystemRandomNumberGenerator()
    try await store.decide(
      call.id, as: Exact.ID(at: now.milliseconds, using: &random), by: .machine,
      at: day(content.closesIn + 20))
  }

  private func handIn(
    _ content: Application, to call: Exact.ID<SelectionCall>, at time: Instant
  ) async throws {
    let id = try await store.start(
      Exact.ID(rawValue: content.id), in: call, of: Exact.ID(rawValue: content.city),
      by: .machine, at: time)
    var application = try await store.application(id, for: .machine).application
    application.applicant = content.applicant
    application.themes = content.themes
    application.challenges = content.challenges
    application.offers = content.offers
    application.wishes = content.wishes
    application.commitment = content.commitment
    application.isCommitted = true
    application.contact = content.contact
    application.partner = .toBeNamed
    _ = try await store.save(
      application, editedFrom: application.revision, by: .machine, at: time)
    try await store.submit(id, by: .machine, at: time)
  }

  private func assess(
    _ content: Application, of call: SelectionCall, by assessors: [Exact.ID<Account>],
    at time: Instant
  ) async throws {
    for (number, account) in assessors.enumerated() {
      let id = Exact.ID<CityApplication>(rawValue: content.id)
      try await store.assign(account, to: id, by: .machine, at: time)
      guard let scores = content.scores, scores.indices.contains(number) else { continue }
      var sheet = AssessorSheet(
        application: id, account: account, criteria: call.criteria.count)
      sheet.scores = scores[number]
      let viewer = Viewer(
        account: account, name: "", grants: [Grant(.assessor, in: .programme(call.programme))])
      try await store.score(sheet, isFinal: true, by: viewer, at: time)
    }
  }
}
