import Civic
import Database
import Exact
import Synchronization

/// Plans as they were published, without what is in them: title, vision, years, approval.
///
/// What the city writes in the meantime is not for everybody, not even a new title. A published
/// version never changes, and is known by its digest, so what was read once stays known.
enum PublishedHeads {
  /// How many are kept; each takes about two kilobytes.
  private static let most = 4000
  private static let known = Mutex<[VersionShelf.Key: Plan]>([:])

  /// The newest published version of each plan: its number, and the plan as it has it.
  static func newest(
    _ connection: any Connection
  ) throws -> [ID<Plan>: (number: Int, plan: Plan)] {
    let rows = try connection.rows(
      """
      SELECT plan, number, digest FROM plan_version
      WHERE number = (
        SELECT MAX(number) FROM plan_version AS newer WHERE newer.plan = plan_version.plan)
      """)
    var found: [ID<Plan>: (number: Int, plan: Plan)] = [:]
    for row in rows {
      let plan = try head(row, connection)
      found[plan.id] = (try row.value("number"), plan)
    }
    return found
  }

  /// The plan as a version has it.
  ///
  /// - Parameter row: With the columns `plan`, `number` and `digest` of `plan_version`.
  static func head(_ row: Row, _ connection: any Connection) throws -> Plan {
    let key = VersionShelf.Key(
      plan: ID(rawValue: try row.value("plan")), number: try row.value("number"),
      digest: try row.value("digest"))
    if let plan = known.withLock({ $0[key] }) { return plan }
    let text: String? = try connection.value(
      """
      SELECT document FROM plan_version
      WHERE plan = \(key.plan.rawValue) AND number = \(key.number)
      """)
    guard let text, let part = try JSONValue(parsing: text, limits: .records)["plan"] else {
      throw StoreError.notFound
    }
    let plan = try part.decoded(as: Plan.self)
    known.withLock { known in
      if known.count >= most { known = [:] }
      known[key] = plan
    }
    return plan
  }
}
