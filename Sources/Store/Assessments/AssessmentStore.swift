public import Civic
public import Database
import Exact
public import Maturity

/// The questions asked of the database about where cities stand.
public struct AssessmentStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// What cities scored by a framework that agreed to be counted; what may be published newly is
  /// published first.
  ///
  /// - Returns: `nil` while nothing may be shown.
  public func comparison(by framework: Framework, at now: Instant) async throws -> PeerComparison? {
    let dialect = database.dialect
    let found = try await database.read { connection in
      try Published(framework, connection, dialect)
    }
    guard found.next != nil else { return found.shown }
    return try await database.write { connection in
      let published = try Published(framework, connection, dialect)
      guard let next = published.next else { return published.shown }
      try connection.execute(
        """
        INSERT INTO peer_comparison (framework, version, number, at, content)
        VALUES (\(framework.id.rawValue), \(framework.version), \(published.earlier.count + 1),
          \(now.milliseconds), \(CanonicalJSON.text(of: try JSONValue(encoding: next))))
        """)
      return next.agreed(by: published.cities)
    }
  }

  /// The comparisons of a framework's version, and who agrees today.
  private struct Published {
    let earlier: [PeerComparison]
    let cities: Set<String>
    let next: PeerComparison?

    init(
      _ framework: Framework, _ connection: any Connection, _ dialect: Dialect
    ) throws {
      let rounds = try RecordTable<SelfAssessment>(connection, dialect).all(
        where: """
          framework = \(framework.id.rawValue) AND framework_version = \(framework.version)
          AND peer_consent = 1
          """)
      // The newest round of each city counts.
      let newest = rounds.reduce(into: [ID<City>: SelfAssessment]()) { newest, round in
        let before = newest[round.city]
        let isNewer = before.map { Self.order($0) < Self.order(round) } ?? true
        if isNewer { newest[round.city] = round }
      }
      let members = newest.values.compactMap { round in
        round.result(by: framework)?.member(round.city.rawValue)
      }
      cities = Set(members.map(\.city))
      earlier = try connection.rows(
        """
        SELECT content FROM peer_comparison
        WHERE framework = \(framework.id.rawValue) AND version = \(framework.version)
        ORDER BY number
        """
      ).map { row in
        try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
      }
      next = PeerComparison.next(members, steps: framework.steps, after: earlier)
    }

    var shown: PeerComparison? { earlier.last?.agreed(by: cities) }

    private static func order(_ round: SelfAssessment) -> (String, String) {
      (round.day?.description ?? "", round.id.rawValue)
    }
  }
}
