public import Civic
import Database
public import Exact

extension PlanStore {
  /// A published version; the newest when no number is given.
  ///
  /// - Throws: ``StoreError/notFound``.
  public func version(_ number: Int? = nil, of plan: ID<Plan>) async throws -> PlanVersion {
    try await database.read { try version(number, of: plan, $0) }
  }

  /// What was published when, newest first, without the documents.
  public func versions(of plan: ID<Plan>) async throws -> [PlanVersionEntry] {
    try await database.read { try Self.versions(of: plan, $0) }
  }

  /// A version and all there are, as they were at one moment.
  ///
  /// - Throws: ``StoreError/notFound``.
  public func versionAmongAll(
    _ number: Int?, of plan: ID<Plan>
  ) async throws -> (version: PlanVersion, all: [PlanVersionEntry]) {
    try await database.read {
      (try version(number, of: plan, $0), try Self.versions(of: plan, $0))
    }
  }

  private func version(
    _ number: Int?, of plan: ID<Plan>, _ connection: any Connection
  ) throws -> PlanVersion {
    let wanted: SQL = number.map { "AND number = \($0)" } ?? ""
    guard
      let place = try connection.row(
        """
        SELECT number, digest FROM plan_version
        WHERE plan = \(plan.rawValue) \(sql: wanted) ORDER BY number DESC LIMIT 1
        """)
    else { throw StoreError.notFound }
    let key = VersionShelf.Key(
      plan: plan, number: try place.value("number"), digest: try place.value("digest"))
    if let known = shelf.version(key) { return known }
    guard
      let row = try connection.row(
        "SELECT * FROM plan_version WHERE plan = \(plan.rawValue) AND number = \(key.number)")
    else { throw StoreError.notFound }
    let version = try Self.version(row)
    let text: String = try row.value("document")
    shelf.put(version, key, size: text.utf8.count)
    return version
  }

  private static func versions(
    of plan: ID<Plan>, _ connection: any Connection
  ) throws -> [PlanVersionEntry] {
    try connection.rows(
      """
      SELECT number, published_at, digest FROM plan_version WHERE plan = \(plan.rawValue)
      ORDER BY number DESC
      """
    ).map { row in
      PlanVersionEntry(
        number: try row.value("number"),
        publishedAt: Instant(milliseconds: try row.value("published_at")),
        digest: try row.value("digest"))
    }
  }

  static func version(_ row: Row) throws -> PlanVersion {
    let text: String = try row.value("document")
    let digest: String = try row.value("digest")
    guard let checked = Digest(rawValue: digest) else { throw StoreError.unstorable("digest") }
    return PlanVersion(
      plan: ID(rawValue: try row.value("plan")), number: try row.value("number"),
      publishedAt: Instant(milliseconds: try row.value("published_at")),
      document: try JSONValue(parsing: text, limits: .records).decoded(),
      digest: checked, decision: ID(rawValue: try row.value("decision")))
  }
}
