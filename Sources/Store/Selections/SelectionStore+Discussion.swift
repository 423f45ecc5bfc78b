public import Civic
import Database
public import Exact

/// The discussion after everybody has scored alone.
extension SelectionStore {
  static func discussions(
    of call: ID<SelectionCall>, _ connection: any Connection
  ) throws -> [ID<CityApplication>: Instant] {
    let rows = try connection.rows(
      """
      SELECT score_discussion.application, score_discussion.opened_at FROM score_discussion
      JOIN city_application ON city_application.id = score_discussion.application
      WHERE city_application.call = \(call.rawValue)
      """)
    var opened: [ID<CityApplication>: Instant] = [:]
    for row in rows {
      opened[ID(rawValue: try row.value("application"))] = Instant(
        milliseconds: try row.value("opened_at"))
    }
    return opened
  }

  /// Lets the assessors of an application revise what they gave, until the decision.
  ///
  /// - Throws: `SelectionError/discussionTooEarly` while somebody is still to score.
  public func openDiscussion(
    of id: ID<CityApplication>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.undecided(id, by: viewer, connection, dialect)
      let sheets = try Self.sheets(of: view.call.id, connection).map(\.sheet)
        .filter { $0.application == id }
      guard sheets.isComplete(needing: view.call.assessors) else {
        throw SelectionError.discussionTooEarly
      }
      try connection.execute(
        """
        INSERT INTO score_discussion (application, opened_at, opened_by)
        VALUES (\(id.rawValue), \(now.milliseconds), \(viewer.account?.rawValue))
        ON CONFLICT (application) DO NOTHING
        """)
    }
  }

  /// Changes an assessor's final scores after the discussion; what they were stays with them.
  public func revise(
    _ scores: AssessorSheet, because reason: String, by viewer: Viewer, at now: Instant
  ) async throws {
    try await changeOwn(scores.application, by: viewer) { own, view in
      guard view.discussedSince != nil else { throw SelectionError.noDiscussion }
      try Self.check(scores, under: view.call.rules)
      guard !scores.scores.contains(nil) else { throw SelectionError.scoresIncomplete }
      try own.revise(to: scores, because: reason, at: now)
    }
  }
}
