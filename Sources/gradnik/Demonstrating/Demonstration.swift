import Civic
import Database
import Exact
import Exchange
import Foundation
import Store
import Web

/// Fills an empty database with the demonstration: an invented city with its plan, and real networks
/// as facts.
struct Demonstration {
  let database: any Database
  let now: Instant
  /// Of the votes that residents can take part in.
  let keys: VoteKeyFolder

  /// Where the demonstration's files are.
  private static let folder = Bundle.module.bundleURL.appending(path: "Demonstration")

  /// Adds what is not there yet.
  ///
  /// - Returns: The accounts, with passwords that are new every time.
  func prepare() async throws -> [DemonstrationAccount] {
    let cities = CityStore(database)
    let facts: NetworkFacts = try Self.decoded("networks.json")
    try await cities.add(facts.atlas, by: .machine, at: now)
    let invented: Atlas = try Self.decoded("demonstration-network.json")
    try await cities.add(invented, by: .machine, at: now)
    let export = try PlanExport(reading: try Self.bytes("plan.json"))
    try await bringIn(export)
    try await bringInRegister(of: export.document.city.id)
    try await bringInMeasures(of: export.document.city.id)
    try await bringInProfiles()
    try await bringInListening(in: export.document.city.id)
    guard let network = export.document.plan.network ?? invented.networks.first?.id else {
      throw CommandFailure(.badInput, "The demonstration has no network.")
    }
    let programme = invented.programmes.first?.id
    let accounts = try await DemonstrationAccounts(
      store: AccountStore(database), hasher: PasswordHasher()
    ).make(city: export.document.city.id, network: network, programme: programme, at: now)
    try await bringInCalls(accounts.filter { $0.role == .assessor }.map(\.email))
    return accounts
  }

  /// Calls of the invented programme, assessed by the accounts with these addresses.
  private func bringInCalls(_ assessors: [String]) async throws {
    var accounts: [ID<Account>] = []
    for email in assessors {
      guard let account = try await AccountStore(database).account(email: email) else { continue }
      accounts.append(account.id)
    }
    let contents: [DemonstrationCalls.Content] = try Self.decoded("calls.json")
    try await DemonstrationCalls(database: database, now: now)
      .bringIn(contents, assessors: accounts)
  }

  /// What residents are asked, and what they said.
  private func bringInListening(in city: ID<City>) async throws {
    let contents: DemonstrationListening.Contents = try Self.decoded("listening.json")
    try await DemonstrationVotes(database: database, keys: keys, now: now)
      .bringIn(contents.votes)
    try await DemonstrationListening(database: database, now: now).bringIn(contents, in: city)
  }

  /// What the city has today.
  private func bringInRegister(of city: ID<City>) async throws {
    let store = RegisterStore(database)
    guard try await store.register(of: city, for: .machine).count == 0 else { return }
    let register: Register = try Self.decoded("register.json")
    try await store.add(register.contracts, batch: nil, by: .machine, at: now)
    try await store.add(register.systems, batch: nil, by: .machine, at: now)
    try await store.add(register.services, batch: nil, by: .machine, at: now)
    try await store.add(register.datasets, batch: nil, by: .machine, at: now)
    try await store.add(register.strategies, batch: nil, by: .machine, at: now)
    try await store.add(register.skills, batch: nil, by: .machine, at: now)
    try await store.add(register.budget, batch: nil, by: .machine, at: now)
    try await store.add(register.infrastructure, batch: nil, by: .machine, at: now)
  }

  /// What the city measures, mends and tries.
  private struct Measures: Decodable {
    let indicators: [CityIndicator]
    let corrections: [CorrectiveAction]
    let pilots: [Pilot]
    let policies: [Policy]
    /// By indicator: each period with its value.
    let values: [String: [[String]]]
  }

  private func bringInMeasures(of city: ID<City>) async throws {
    let store = RegisterStore(database)
    guard try await store.register(of: city, for: .machine).indicators.isEmpty else { return }
    let measures: Measures = try Self.decoded("measures.json")
    try await store.add(
      measures.indicators.filter { $0.formula == nil }, batch: nil, by: .machine, at: now)
    try await store.add(
      measures.indicators.filter { $0.formula != nil }, batch: nil, by: .machine, at: now)
    try await store.add(measures.corrections, batch: nil, by: .machine, at: now)
    try await store.add(measures.pilots, batch: nil, by: .machine, at: now)
    try await store.add(measures.policies, batch: nil, by: .machine, at: now)
    for (indicator, values) in measures.values.sorted(by: { $0.key < $1.key }) {
      try await IndicatorStore(database).write(
        values.map { IndicatorValue(period: $0[0], value: ExactDecimal($0[1]), at: now) },
        of: ID(rawValue: indicator), by: .machine, at: now)
    }
  }

  /// What the invented cities offer and seek.
  private func bringInProfiles() async throws {
    guard try await PartnershipStore(database).profiles(for: .machine).isEmpty else { return }
    let profiles: [PartnerProfile] = try Self.decoded("profiles.json")
    for profile in profiles {
      try await CityStore(database).add(profile, by: .machine, at: now)
    }
  }

  /// Brings the plan in, approves and publishes it, and starts its next version.
  private func bringIn(_ export: PlanExport) async throws {
    let plans = PlanStore(database)
    let plan = export.document.plan.id
    guard try await !plans.workingPlans(for: .machine).contains(where: { $0.plan.id == plan })
    else { return }
    try await plans.bringIn(export, by: .machine, at: now)
    try await publish(plan, reference: "1/2026", on: now.day)
    try await plans.revise(plan, by: .machine, at: now)
    for edit in try Self.edits() { try await apply(edit, to: plan) }
    try await publish(plan, reference: "7/2026", on: now.day)
  }

  private func publish(_ plan: ID<Plan>, reference: String, on day: Day) async throws {
    let plans = PlanStore(database)
    try await plans.submit(plan, by: .machine, at: now)
    try await plans.approve(
      plan, body: "City council", on: day, reference: reference, by: .machine, at: now)
    var random = SystemRandomNumberGenerator()
    _ = try await plans.publish(
      plan, decision: ID(at: now.milliseconds, using: &random),
      address: { "/en/plans/\(plan)/versions/\($0)/plan.json" }, by: .machine, at: now)
  }

  private func apply(_ edit: JSONValue, to plan: ID<Plan>) async throws {
    guard let kind = edit["kind"]?.string, let record = edit["record"] else {
      throw CommandFailure(.badInput, "An edit of the demonstration names no record.")
    }
    try await PlanStore(database).put(record, kind: kind, in: plan, by: .machine, at: now)
  }

  private static func edits() throws -> [JSONValue] {
    try JSONValue(parsing: bytes("next-version.json"), limits: .records).array ?? []
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  private static func decoded<Value: Decodable>(_ name: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(try bytes(name)))
  }
}
