public import Civic
public import Database
public import Exact

/// The questions asked of the database about calls and the applications to them.
public struct SelectionStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The calls that somebody may read, the newest first.
  public func calls(for viewer: Viewer) async throws -> [SelectionCall] {
    let dialect = database.dialect
    return try await database.read { try RecordTable<SelectionCall>($0, dialect).all() }
      .filter { $0.isReadable(by: viewer) }.reversed()
  }

  /// - Throws: ``StoreError/notFound`` also when the viewer may not read it.
  public func call(_ id: ID<SelectionCall>, for viewer: Viewer) async throws -> SelectionCall {
    let dialect = database.dialect
    return try await database.read { try Self.call(id, for: viewer, $0, dialect) }
  }

  static func call(
    _ id: ID<SelectionCall>, for viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws -> SelectionCall {
    guard let call = try RecordTable<SelectionCall>(connection, dialect).find(id),
      call.isReadable(by: viewer)
    else { throw StoreError.notFound }
    return call
  }

  /// Freezes the rules of a call: their digest enters the public log and nobody changes them again.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when something is missing; `SelectionError`,
  ///   `AccessError`.
  public func open(_ id: ID<SelectionCall>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.led(id, by: viewer, connection, dialect)
      guard present.openedAt == nil else { return }
      let problems = present.problemsBeforeOpening(at: now)
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: "", message: $0) })
      }
      let opened = try present.opened(at: now)
      guard let digest = opened.rulesDigest else { throw StoreError.unstorable("rules_digest") }
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: .opened, subject: "call \(id) rules \(present.revision)",
          digest: digest))
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(opened, from: present, in: nil)
    }
  }

  /// A call for those who lead it; others learn of a draft only that it is not there.
  static func led(
    _ id: ID<SelectionCall>, by viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws -> SelectionCall {
    let call = try call(id, for: viewer, connection, dialect)
    try viewer.require(.manageCalls, .programme(call.programme))
    return call
  }

  /// The selected cities of a decided call, with the themes of each: what a matching starts from.
  public func selected(
    of id: ID<SelectionCall>
  ) async throws -> [SelectionInput.Application] {
    guard let outcome = try await outcome(of: id) else { return [] }
    return outcome.places(with: .selected).map(\.application)
  }

  /// What the newest decision on a call says; nil before there is one.
  public func outcome(of id: ID<SelectionCall>) async throws -> SelectionOutcome? {
    try await input(of: id)?.outcome()
  }

  /// What the newest decision was taken from.
  public func input(of id: ID<SelectionCall>) async throws -> SelectionInput? {
    let dialect = database.dialect
    return try await database.read { connection in
      let call = try RecordTable<SelectionCall>(connection, dialect).find(id)
      return try call?.decision.map { try Self.input(of: $0, connection) }
    }
  }

  static func input(
    of decision: ID<Decision>, _ connection: any Connection
  ) throws -> SelectionInput {
    let bytes: [UInt8]? = try connection.value(
      """
      SELECT content FROM decision_input
      WHERE decision = \(decision.rawValue) AND name = \(SelectionDecision.inputName)
      """)
    return try SelectionDecision.read([SelectionDecision.inputName: bytes ?? []])
  }
}
