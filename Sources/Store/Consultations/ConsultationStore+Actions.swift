public import Civic
import Database
public import Exact

extension ConsultationStore {
  /// The actions of plans that name a project of a vote as their origin.
  public func actions(
    of id: ID<Consultation>, for viewer: Viewer
  ) async throws -> [(project: ID<VoteProject>, action: Action)] {
    let dialect = database.dialect
    return try await database.read { connection in
      let projects = try Self.projects(of: id, connection, dialect)
      guard !projects.isEmpty else { return [] }
      let wanted = Set(projects.map { RecordReference($0) })
      let published = Set(
        try connection.rows("SELECT DISTINCT plan FROM plan_version")
          .map { try $0.value("plan", as: String.self) })
      return try RecordTable<Action>(connection, dialect).all(where: "origin IS NOT NULL")
        .filter { action in
          guard let origin = action.origin, wanted.contains(origin) else { return false }
          let city = projects.first?.city
          return published.contains(action.plan.rawValue)
            || city.map { viewer.may(.readWorking, .city($0)) } ?? false
        }
        .compactMap { action in
          action.origin.map { (ID<VoteProject>(rawValue: $0.id), action) }
        }
    }
  }

  /// Makes a funded project an action of a plan of the same city, with its cost.
  ///
  /// What is an action of the plan already is not made again.
  ///
  /// - Parameters:
  ///   - rules: Of the vote, as they were fixed when it opened.
  ///   - ids: Used for what is made.
  /// - Returns: The action, and whether its cost comes along: it does not where the vote counts in
  ///   another currency than the plan.
  /// - Throws: ``StoreError/notFound`` for a plan of another city, ``StoreError/invalid(_:)`` for an
  ///   objective of another plan.
  public func makeAction(
    of project: BudgetVoteRules.Project, under rules: BudgetVoteRules,
    at place: FundedAction.Place, ids: (action: ID<Action>, cost: ID<CostLine>),
    by viewer: Viewer, at now: Instant
  ) async throws -> (action: Action, hasCost: Bool) {
    let dialect = database.dialect
    return try await database.write { connection in
      let document = try PlanReader(connection, dialect).document(place.plan)
      guard document.plan.city == rules.city else { throw StoreError.notFound }
      try viewer.require(.editContent, .plan(document.plan))
      let origin = FundedAction.origin(of: project)
      if let known = document.actions.first(where: { $0.origin == origin }) {
        return (known, rules.currency == document.plan.currency)
      }
      let made = FundedAction(
        of: project, under: rules, in: document, serving: place.objective, ids: ids)
      try document.admit(made.action)
      let journal = Self.journal(connection, dialect, viewer, now)
      try journal.add(made.action, in: place.plan)
      if let cost = made.cost {
        try document.with(made.action).admit(cost)
        try journal.add(cost, in: place.plan)
      }
      return (made.action, made.cost != nil)
    }
  }

  /// The vote that a record came from, for the page of an action.
  public func source(
    of origin: RecordReference
  ) async throws -> (consultation: Consultation, project: VoteProject)? {
    guard origin.kind == VoteProject.entityName else { return nil }
    let dialect = database.dialect
    return try await database.read { connection in
      guard
        let project = try RecordTable<VoteProject>(connection, dialect)
          .find(ID(rawValue: origin.id)),
        let consultation = try RecordTable<Consultation>(connection, dialect)
          .find(project.consultation),
        consultation.phase != .draft
      else { return nil }
      return (consultation, project)
    }
  }
}
