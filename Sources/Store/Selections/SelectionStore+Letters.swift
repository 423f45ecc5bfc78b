import Civic
import Database
import Exact

/// Who is told what became of an application, in the transaction that decides it.
extension SelectionStore {
  /// Those who answer for a city and can sign in.
  private static func coordinators(
    of city: ID<City>, _ connection: any Connection
  ) throws -> [(email: String, language: Language)] {
    try connection.rows(
      """
      SELECT DISTINCT account.id, account.email, account.language FROM account
      JOIN account_grant ON account_grant.account = account.id
      WHERE account_grant.role = \(Role.cityCoordinator.rawValue)
        AND account_grant.scope_kind = 'city' AND account_grant.scope_key = \(city.rawValue)
        AND account_grant.status = 'confirmed' AND account_grant.until_at IS NULL
        AND account.is_active = 1
      ORDER BY account.id
      """
    ).map { row in
      (
        try row.value("email"),
        Language(rawValue: try row.value("language")) ?? .english
      )
    }
  }

  static func tell(
    _ event: ApplicationNews.Event, of application: ID<CityApplication>,
    from city: (id: ID<City>, name: Multilingual), in call: SelectionCall,
    _ write: ApplicationNews.Writer, _ connection: any Connection, at now: Instant
  ) throws {
    for recipient in try coordinators(of: city.id, connection) {
      let news = ApplicationNews(
        event, call: call, application: application, city: city.name, to: recipient)
      guard let letter = write(news) else { continue }
      try MailQueue(connection).put(letter, at: now)
    }
  }

  /// Tells every city what was decided; after a replacement only those for whom it changed.
  static func tell(
    _ outcome: SelectionOutcome, after last: SelectionOutcome?, in call: SelectionCall,
    _ write: ApplicationNews.Writer, _ connection: any Connection, at now: Instant
  ) throws {
    for place in outcome.places {
      let before = last?.places.first { $0.application.id == place.application.id }
      guard before?.status != place.status else { continue }
      try tell(
        .decided(place, among: outcome.places), of: ID(rawValue: place.application.id),
        from: (ID(rawValue: place.application.city), place.application.name), in: call, write,
        connection, at: now)
    }
  }
}
