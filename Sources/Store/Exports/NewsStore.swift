public import Civic
public import Database
public import Exact

/// Something that was published.
public struct NewsItem: Sendable {
  public enum Matter: Sendable {
    case plan(Plan, version: Int)
    case decision(Decision)
    case practice(Practice)
  }

  public let matter: Matter
  public let at: Instant
}

/// What was published lately, for everybody.
public struct NewsStore: Sendable {
  let database: any Database

  /// How many items a feed has at most.
  static let count = 100

  public init(_ database: any Database) {
    self.database = database
  }

  /// The newest first.
  ///
  /// - Parameter city: Only what is this city's; what is shown without its city's name is left out.
  public func news(of city: ID<City>? = nil) async throws -> [NewsItem] {
    let dialect = database.dialect
    let items = try await database.read { connection in
      let plans = try RecordTable<Plan>(connection, dialect).all()
        .filter { city == nil || $0.city == city }
      let byID = Dictionary(plans.map { ($0.id.rawValue, $0) }) { first, _ in first }
      return try Self.versions(of: city, connection)
        + Self.practices(of: city, connection, dialect)
        + Self.decisions(of: city, byID, connection)
    }
    return Array(items.sorted { $1.at < $0.at }.prefix(Self.count))
  }

  private static func versions(
    of city: ID<City>?, _ connection: any Connection
  ) throws -> [NewsItem] {
    let ofCity: SQL =
      city.map { "WHERE plan IN (SELECT id FROM plan WHERE city = \($0.rawValue))" } ?? ""
    return try connection.rows(
      """
      SELECT plan, number, digest, published_at FROM plan_version \(sql: ofCity)
      ORDER BY published_at DESC LIMIT \(Self.count)
      """
    ).map { row in
      NewsItem(
        matter: .plan(try PublishedHeads.head(row, connection), version: try row.value("number")),
        at: Instant(milliseconds: try row.value("published_at")))
    }
  }

  private static func practices(
    of city: ID<City>?, _ connection: any Connection, _ dialect: Dialect
  ) throws -> [NewsItem] {
    var times: [String: Int64] = [:]
    try connection.forEachRow(
      """
      SELECT record, MAX(at) AS at FROM change WHERE kind = \(Practice.entityName) GROUP BY record
      """
    ) { times[try $0.value("record")] = try $0.value("at", as: Int64.self) }
    return try RecordTable<Practice>(connection, dialect).all().filter { practice in
      practice.isPublic
        && (city == nil || practice.city == city && practice.visibility == .everybody)
    }.compactMap { practice in
      times[practice.id.rawValue].map {
        NewsItem(matter: .practice(practice), at: Instant(milliseconds: $0))
      }
    }
  }

  /// Decisions but those that publish a plan, which stand for themselves.
  private static func decisions(
    of city: ID<City>?, _ plans: [String: Plan], _ connection: any Connection
  ) throws -> [NewsItem] {
    try connection.rows(
      """
      SELECT content FROM decision WHERE kind <> \(NamedDecisionKind.planApproval.rawValue)
      ORDER BY decided_at DESC LIMIT 1000
      """
    ).compactMap { row in
      let text: String = try row.value("content")
      let decision = try Decision(json: JSONValue(parsing: text, limits: .records))
      let named = decision.settings["plan"]?.string.map { plans[$0] != nil } ?? false
      let isOurs = city == nil || named || decision.settings["city"]?.string == city?.rawValue
      return isOurs ? NewsItem(matter: .decision(decision), at: decision.decidedAt) : nil
    }
  }
}
