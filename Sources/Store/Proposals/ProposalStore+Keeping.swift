public import Civic
import Database
public import Exact

extension ProposalStore {
  /// Runs a step of the city's people on a proposal, and enters it in the log of moderation.
  private func step(
    _ id: ID<Proposal>, by viewer: Viewer, at now: Instant,
    _ body: @Sendable @escaping (inout Proposal, any Connection) throws -> Void
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      var proposal = try Self.found(id, connection)
      let round = try Self.round(proposal.round, connection, dialect)
      try viewer.require(.manageCity, .city(round.city))
      try body(&proposal, connection)
      try Self.update(proposal, connection)
      try ModerationLog(connection).add(
        proposal.moderation, to: id.rawValue, of: round.participation, by: viewer.name, at: now)
    }
  }

  /// Shows a proposal or refuses it with a reason, which its author can read.
  public func moderate(
    _ id: ID<Proposal>, isShown: Bool, reason: String?, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, by: viewer, at: now) { proposal, _ in
      let decided = proposal.moderation.decided(
        isShown: isShown, reason: reason.map { String($0.prefix(1000)) })
      guard let decided else {
        throw Self.invalid("reason-\(id.rawValue)", "problemModerationReason")
      }
      proposal.moderation = decided
    }
  }

  /// Makes a proposal a part of another one of its round; what was merged into it goes along.
  public func merge(
    _ id: ID<Proposal>, into other: ID<Proposal>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, by: viewer, at: now) { proposal, connection in
      let all = try Self.proposals(of: proposal.round, connection)
      let target = all.first { $0.id == other && $0.isShown && $0.mergedInto == nil }
      guard target != nil, other != id, proposal.isShown else {
        throw Self.invalid("into", "problemUnknown")
      }
      proposal.mergedInto = other
      for var part in all where part.mergedInto == id {
        part.mergedInto = other
        try Self.update(part, connection)
      }
    }
  }

  /// Says in public what the city does about a proposal, and why.
  public func answer(
    _ id: ID<Proposal>, isAccepted: Bool, text: Multilingual?, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, by: viewer, at: now) { proposal, _ in
      guard proposal.isShown, proposal.mergedInto == nil else { throw StoreError.notFound }
      guard let text, !text.isEmpty else { throw Self.invalid("answer", "problemProposalAnswer") }
      let words = (proposal.answer?.text ?? text).texts.merging(text.texts) { $1 }
      proposal.answer = ProposalAnswer(
        isAccepted: isAccepted,
        text: Multilingual(original: proposal.answer?.text.original ?? text.original, texts: words),
        day: now.day)
    }
  }

  /// Ends a round whose last day is over: support is counted for good, and who took part forgotten.
  public func close(_ id: ID<ProposalRound>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.round(id, connection, dialect)
      try viewer.require(.manageCity, .city(present.city))
      guard present.closedAt == nil else { return }
      guard try present.state(on: connection.day(in: present.city, dialect, at: now)) == .ended
      else {
        throw Self.invalid("", "problemListenNotOver")
      }
      let counts = try Self.supporters(of: id, connection)
      for var proposal in try Self.proposals(of: id, connection) {
        proposal.supporters = counts[proposal.id] ?? 0
        try Self.update(proposal, connection)
        try connection.execute(
          "DELETE FROM proposal_support WHERE proposal = \(proposal.id.rawValue)")
        try connection.execute(
          "DELETE FROM proposal_author WHERE proposal = \(proposal.id.rawValue)")
      }
      try ResidentTable(connection).forgetAll(in: present.participation)
      var closed = present
      closed.closedAt = now
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(closed, from: present, in: nil)
    }
  }
}
