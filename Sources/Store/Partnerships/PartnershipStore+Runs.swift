public import Civic
import Database
public import Exact
import Exchange

/// What a network's lead matches with.
public struct MatchCandidates: Sendable {
  public let members: [City]
  /// Of the members that let the network use them; of others nothing is said.
  public let profiles: [PartnerProfile]
  public let partnerships: [Partnership]

  public func profile(of city: ID<City>) -> PartnerProfile? {
    profiles.first { $0.city == city }
  }
}

/// What people say to a proposal.
public enum PartnershipStep: Sendable {
  case confirm
  case decline(MatchReason)
  /// By other cities; one alone has a partner still to be named.
  case replace([ID<City>], MatchReason)
}

extension PartnershipStore {
  /// The members of a network with the profiles that its matching may use.
  public func candidates(
    of network: ID<Network>, for viewer: Viewer, on day: Day
  ) async throws -> MatchCandidates {
    let dialect = database.dialect
    try viewer.require(.manageNetwork, .network(network))
    return try await database.read { connection in
      let atlas = try CityStore.atlas(connection, dialect)
      let members = atlas.members(of: network, on: day)
      let ids = Set(members.map(\.id))
      return MatchCandidates(
        members: members,
        profiles: try RecordTable<PartnerProfile>(connection, dialect).all()
          .filter { ids.contains($0.city) && $0.takesPart },
        partnerships: try RecordTable<Partnership>(connection, dialect)
          .all(where: "network = \(network.rawValue)"))
    }
  }

  /// Keeps a matching with its proposals.
  public func add(_ run: MatchRun, proposals: [Partnership], by viewer: Viewer) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try viewer.require(.manageNetwork, .network(run.network))
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: run.at))
      try journal.add(run, in: nil)
      for proposal in proposals { try journal.add(proposal, in: nil) }
    }
  }

  /// The matchings of a network, newest first, for those who look after it.
  public func runs(of network: ID<Network>, for viewer: Viewer) async throws -> [MatchRun] {
    let dialect = database.dialect
    try viewer.require(.manageNetwork, .network(network))
    return try await database.read { connection in
      try RecordTable<MatchRun>(connection, dialect)
        .all(where: "network = \(network.rawValue)").reversed()
    }
  }

  /// One matching, for those who look after its network.
  public func run(_ id: ID<MatchRun>, for viewer: Viewer) async throws -> MatchRun {
    let dialect = database.dialect
    return try await database.read { connection in
      let run = try RecordTable<MatchRun>(connection, dialect).find(id)
      guard let run, viewer.may(.manageNetwork, .network(run.network)) else {
        throw StoreError.notFound
      }
      return run
    }
  }

  /// The matching behind a partnership that the viewer may read: why these cities.
  public func run(of partnership: Partnership, for viewer: Viewer) async throws -> MatchRun? {
    let dialect = database.dialect
    let read = try await self.partnership(partnership.id, for: viewer)
    guard let id = read.run else { return nil }
    return try await database.read { try RecordTable<MatchRun>($0, dialect).find(id) }
  }

  /// Adds what people propose themselves.
  public func propose(
    _ partnership: Partnership, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard partnership.mayBeAdded(by: viewer) else { throw AccessError.refused(.manageNetwork) }
      try Self.check(partnership, connection, dialect, on: now.day)
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).add(partnership, in: nil)
    }
  }

  /// Takes what people decided about a partnership.
  ///
  /// - Parameters:
  ///   - revision: What the form was made from: a decision about something else does not count.
  ///   - note: Their own words, for themselves.
  ///   - id: Of the partnership that takes its place, where there is one.
  public func decide(
    _ partnership: ID<Partnership>, _ step: PartnershipStep, revision: Int, note: String?,
    id: ID<Partnership>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let present = try RecordTable<Partnership>(connection, dialect).find(partnership),
        present.mayBeAdded(by: viewer)
      else { throw StoreError.notFound }
      // What is proposed can take every step; what is confirmed can end or give way.
      let isOpen =
        if case .confirm = step { present.status == .proposed } else {
          present.status == .proposed || present.status == .confirmed
        }
      guard present.revision == revision, isOpen else {
        throw StoreError.invalid([
          FieldFault(field: "", message: Message("problemPartnershipChanged"))
        ])
      }
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      var next = present
      next.note = note
      switch step {
      case .confirm: next.status = .confirmed
      case .decline(let reason): (next.status, next.reason) = (.declined, reason)
      case .replace(let cities, let reason):
        // A published matching does not change any more: the new one stands beside it.
        let run = try present.run.flatMap {
          try RecordTable<MatchRun>(connection, dialect).find($0)
        }
        var other = Partnership(
          id: id, network: present.network, run: run?.decision == nil ? run?.id : nil,
          cities: cities)
        (other.status, other.isOwn, other.reason) = (.confirmed, true, reason)
        try Self.check(other, connection, dialect, on: now.day)
        try journal.add(other, in: nil)
        (next.status, next.reason, next.replacedBy) = (.replaced, reason, other.id)
      }
      try journal.change(next, from: present, in: nil)
    }
  }

  /// People can bring together members that the matching knows, and not the same ones twice.
  private static func check(
    _ partnership: Partnership, _ connection: any Connection, _ dialect: Dialect, on day: Day
  ) throws {
    let atlas = try CityStore.atlas(connection, dialect)
    var problems = partnership.problems(in: atlas)
    let members = Set(atlas.members(of: partnership.network, on: day).map(\.id))
    let run = try partnership.run.flatMap {
      try RecordTable<MatchRun>(connection, dialect).find($0)
    }
    let isKnown = partnership.cities.allSatisfy { city in
      members.contains(city) && (run.map { $0.participant(city) != nil } ?? true)
    }
    if !isKnown || run.map({ $0.network != partnership.network }) ?? false {
      problems.append(("cities", Message("problemUnknown")))
    }
    if run?.decision != nil { problems.append(("cities", Message("problemMatchPublished"))) }
    let others = try RecordTable<Partnership>(connection, dialect)
      .all(where: "network = \(partnership.network.rawValue)")
    let isThere = others.contains { other in
      Set(other.cities) == Set(partnership.cities)
        && (other.status == .confirmed || (other.run == partnership.run && other.run != nil))
    }
    if isThere { problems.append(("cities", Message("problemPartnershipThere"))) }
    guard problems.isEmpty else {
      throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
    }
  }

  /// Publishes what was decided about a matching as a decision that anyone can recompute.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` while a proposal is open, or where an unnamed city could be
  ///   recognised.
  public func publish(
    _ id: ID<MatchRun>, decision: ID<Decision>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let run = try RecordTable<MatchRun>(connection, dialect).find(id),
        viewer.may(.manageNetwork, .network(run.network))
      else { throw StoreError.notFound }
      let atlas = try CityStore.atlas(connection, dialect)
      let partnerships = try RecordTable<Partnership>(connection, dialect)
        .all(where: "run = \(id.rawValue)")
      let anonymity = MatchAnonymity(
        run, members: atlas.members(of: run.network, on: now.day),
        profiles: try RecordTable<PartnerProfile>(connection, dialect).all())
      var faults: [Message] = []
      if run.decision != nil { faults.append(Message("problemMatchPublished")) }
      if partnerships.contains(where: { $0.status == .proposed }) {
        faults.append(Message("problemMatchOpen"))
      }
      if !anonymity.isKept { faults.append(Message("problemMatchAnonymity")) }
      guard faults.isEmpty else {
        throw StoreError.invalid(faults.map { FieldFault(field: "", message: $0) })
      }
      let taken = try MatchingDecision.decision(
        id: decision, on: run, partnerships: partnerships,
        label: atlas.network(run.network)?.name ?? "", at: now)
      try DecisionWriter(connection).take(
        taken.decision, subject: "matching:\(id.rawValue)", inputs: taken.inputs)
      var published = run
      published.decision = decision
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(published, from: run, in: nil)
    }
  }
}
