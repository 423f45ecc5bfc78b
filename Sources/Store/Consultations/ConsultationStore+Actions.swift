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

  /// Makes a funded project an action of a plan of the same city.
  public func makeAction(
    of project: BudgetVoteRules.Project, in plan: ID<Plan>, of city: ID<City>, id: ID<Action>,
    by viewer: Viewer, at now: Instant
  ) async throws -> Action {
    let dialect = database.dialect
    return try await database.write { connection in
      let document = try PlanReader(connection, dialect).document(plan)
      guard document.plan.city == city else { throw StoreError.notFound }
      try viewer.require(.editContent, .plan(document.plan))
      let codes = Set(document.actions.map(\.code))
      var number = document.actions.count + 1
      while codes.contains("A\(number)") { number += 1 }
      var action = Action(
        id: id, plan: plan, position: (document.actions.map(\.position).max() ?? 0) + 1,
        code: "A\(number)", title: project.name)
      action.description = project.text
      action.district = project.district
      action.latitude = project.latitude
      action.longitude = project.longitude
      action.origin = RecordReference(kind: VoteProject.entityName, id: project.id.rawValue)
      try document.admit(action)
      try Self.journal(connection, dialect, viewer, now).add(action, in: plan)
      return action
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
