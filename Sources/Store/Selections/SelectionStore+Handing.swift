public import Civic
import Database
public import Exact

/// What cities do with their applications.
extension SelectionStore {
  /// Starts a draft of a city; a call that takes one application a city gives the one there is.
  ///
  /// - Throws: `SelectionError/notOpen` before the call opens and after its deadline.
  public func start(
    _ id: ID<CityApplication>, in call: ID<SelectionCall>, of city: ID<City>, by viewer: Viewer,
    at now: Instant
  ) async throws -> ID<CityApplication> {
    let dialect = database.dialect
    return try await database.write { connection in
      let call = try Self.call(call, for: viewer, connection, dialect)
      guard call.phase(at: now) == .open else { throw SelectionError.notOpen }
      let application = CityApplication(id: id, call: call.id, city: city)
      guard application.mayBeAdded(by: viewer),
        try RecordTable<City>(connection, dialect).find(city) != nil
      else { throw AccessError.refused(.editContent) }
      let present = try RecordTable<CityApplication>(connection, dialect).all(
        where: """
          call = \(call.id.rawValue) AND city = \(city.rawValue) AND status <> 'withdrawn'
          """)
      if call.onePerCity, let first = present.first { return first.id }
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).add(application, in: nil)
      return id
    }
  }

  /// Changes an application that its city may still change.
  private func change(
    _ id: ID<CityApplication>, by viewer: Viewer, at now: Instant,
    _ rule: @Sendable @escaping (ApplicationView, any Connection) throws -> CityApplication
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.view(of: id, for: viewer, connection, dialect)
      let next = try rule(view, connection)
      guard next != view.application else { return }
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(next, from: view.application, in: nil)
    }
  }

  /// Adds what the city's profile says it faces, offers and wants to learn; where the profile says
  /// nothing of a kind, the challenges of its plan and the practices that worked.
  ///
  /// - Parameter topic: The name of a topic in every language.
  public func takeOver(
    _ id: ID<CityApplication>, by viewer: Viewer, at now: Instant,
    topic: @escaping @Sendable (String) -> Multilingual = { Multilingual($0, in: .english) }
  ) async throws {
    let dialect = database.dialect
    try await change(id, by: viewer, at: now) { view, connection in
      let application = view.application
      guard view.call.phase(at: now) == .open else { throw SelectionError.notOpen }
      guard application.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      let city = "city = \(application.city.rawValue)" as SQL
      let plans = try RecordTable<Plan>(connection, dialect).all(where: city).map(\.id)
      let challenges = try plans.sorted().flatMap { plan in
        try RecordTable<Challenge>(connection, dialect).all(where: "plan = \(plan.rawValue)")
          .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
      }
      let practices = try RecordTable<Practice>(connection, dialect).all(where: city)
      let profile = try RecordTable<PartnerProfile>(connection, dialect).all(where: city).first
      let titles = Dictionary(
        challenges.map { ($0.id.rawValue, $0.title) } + practices.map { ($0.id.rawValue, $0.name) }
      ) { first, _ in first }
      let said = { (kind: ProfilePartKind) in
        (profile?.shown(kind) ?? []).map { part in
          part.words ?? part.origin.flatMap { titles[$0.record.id] } ?? topic(part.topic)
        }
      }
      let (faced, offered) = (said(.challenge), said(.offer))
      return application.taking(
        challenges: faced.isEmpty
          ? challenges.filter { $0.plan == plans.max() }.map(\.title) : faced,
        offers: offered.isEmpty
          ? practices.filter { $0.outcome == .worked }.map(\.name) : offered,
        wishes: said(.need))
    }
  }

  /// Hands an application in.
  ///
  /// - Parameter letter: Writes what those who answer for the city are told.
  /// - Throws: ``StoreError/invalid(_:)`` while something is missing, `SelectionError`.
  public func submit(
    _ id: ID<CityApplication>, by viewer: Viewer, at now: Instant,
    letter: @escaping ApplicationNews.Writer = { _ in nil }
  ) async throws {
    try await change(id, by: viewer, at: now) { view, connection in
      var application = view.application
      guard view.call.phase(at: now) == .open else { throw SelectionError.notOpen }
      guard application.mayBeHandedIn(by: viewer) else {
        throw AccessError.refused(.manageCity)
      }
      guard application.status == .draft else { return application }
      guard !view.call.onePerCity || view.facts.others == 0 else {
        throw SelectionError.oneApplicationOnly
      }
      let problems = application.problemsBeforeSubmission(to: view.call)
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: "", message: $0) })
      }
      application.status = .submitted
      application.submittedAt = now
      try Self.tell(
        .handedIn(now), of: id, from: (view.city.id, view.city.name), in: view.call, letter,
        connection, at: now)
      return application
    }
  }

  /// Takes an application back; a selected city can at any time, and its place goes to the reserve
  /// by a new decision.
  public func withdraw(_ id: ID<CityApplication>, by viewer: Viewer, at now: Instant) async throws {
    try await change(id, by: viewer, at: now) { view, _ in
      var application = view.application
      guard application.mayBeHandedIn(by: viewer) else {
        throw AccessError.refused(.manageCity)
      }
      application.status = .withdrawn
      application.withdrawnAt = now
      return application
    }
  }

  /// Saves what was written into an application, unless somebody saved it since `revision`.
  ///
  /// - Throws: `SelectionError/notOpen` after the deadline.
  public func save(
    _ application: CityApplication, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<CityApplication> {
    let dialect = database.dialect
    return try await database.write { connection in
      let view = try Self.view(of: application.id, for: viewer, connection, dialect)
      let present = view.application
      guard view.call.phase(at: now) == .open else { throw SelectionError.notOpen }
      guard present.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      guard present.revision == revision else { return .conflict(present, nil) }
      // What the form does not hold stays as it is.
      var next = application
      next.status = present.status
      next.submittedAt = present.submittedAt
      let problems = next.problems(in: Atlas())
      guard problems.isEmpty else {
        throw StoreError.invalid(
          problems.map { FieldFault(field: $0.field, message: $0.message) })
      }
      return .saved(
        try ChangeJournal(
          connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
        ).change(next, from: present, in: nil))
    }
  }
}
