public import Civic
public import Database
public import Exact

/// Finds plans, actions, cities and what else there is by their words.
public struct SearchStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// A page of what holds all the words, from 1.
  ///
  /// - Complexity: Bounded: the titles and texts found first are put in order, at most
  ///   ``SearchResult/ranked`` of each.
  public func find(
    _ query: SearchQuery, in scope: SearchScope, filter: SearchFilter = SearchFilter(),
    page: Int = 1, for viewer: Viewer
  ) async throws -> SearchResult {
    let dialect = database.dialect
    return try await database.read { connection in
      let finder = SearchFinder(connection: connection, dialect: dialect, scope: scope)
      guard !query.isEmpty, let reach = try finder.reach(of: viewer) else { return SearchResult() }
      return try finder.find(query, within: reach, filter: filter, page: page)
    }
  }

  /// The names of cities, of those that exist.
  public func names(of cities: Set<ID<City>>) async throws -> [ID<City>: Multilingual] {
    if cities.isEmpty { return [:] }
    let ids = cities.map(\.rawValue).sorted().prefix(500)
    return try await database.read { connection in
      var names: [ID<City>: Multilingual] = [:]
      try connection.forEachRow(
        "SELECT id, name FROM city WHERE id IN \(values: Array(ids))"
      ) { row in
        let name = try row.value("name", as: String.self)
        names[ID(rawValue: try row.value("id"))] =
          try JSONValue(parsing: name, limits: .records).decoded()
      }
      return names
    }
  }

  /// Reads everything anew where the index is not of this program's making.
  ///
  /// - Returns: Whether there was anything to do.
  @discardableResult
  public func prepare() async throws -> Bool {
    let dialect = database.dialect
    return try await database.write { connection in
      let version: Int? = try connection.value("SELECT MAX(version) FROM search_state")
      guard version != SearchIndex.version else { return false }
      try SearchRebuild(connection: connection, dialect: dialect).run()
      return true
    }
  }
}

/// One search within a transaction.
struct SearchFinder {
  let connection: any Connection
  let dialect: Dialect
  let scope: SearchScope

  /// The marks of which one must be there; none: everything may be found. Nil: nothing.
  func reach(of viewer: Viewer) throws -> [String]? {
    if scope == .published || viewer.isAdministrator { return [] }
    let plans = try RecordTable<Plan>(connection, dialect).all()
      .filter { viewer.may(.readWorking, .plan($0)) }
    return plans.isEmpty ? nil : plans.map { SearchIndex.mark($0.id) }
  }

  func find(
    _ query: SearchQuery, within reach: [String], filter: SearchFilter, page: Int
  ) throws -> SearchResult {
    let terms = query.terms.map { TextQuery.Term(spellings: $0.spellings, isPrefix: $0.isPrefix) }
    var marks = reach.isEmpty ? [] : [reach]
    if let kind = filter.kind { marks.append([SearchIndex.mark(kind)]) }
    if let city = filter.city { marks.append([SearchIndex.mark(city)]) }
    let asked = Asked(
      words: TextQuery(terms),
      marks: TextQuery(
        marks.map { TextQuery.Term(spellings: $0.map { [$0] }, isPrefix: false) }))
    var result = SearchResult()
    result.count = try count(asked.whole, in: SearchIndex.texts(scope))
    guard result.count > 0 else { return result }
    let numbers = try ranked(asked, of: result.count)
    try countBy(numbers, into: &result)
    let first = (max(1, min(page, 1000)) - 1) * SearchResult.pageSize
    result.hits = try hits(numbers.dropFirst(first).prefix(SearchResult.pageSize))
    return result
  }

  /// What is looked for, and the marks of where.
  private struct Asked {
    var words: TextQuery
    var marks: TextQuery
    var whole: TextQuery { words + marks }
  }

  /// The entries in order: those found by their title first.
  ///
  /// - Parameter count: How many there are.
  private func ranked(_ asked: Asked, of count: Int) throws -> [Int64] {
    let (titles, texts, most) = (
      SearchIndex.titles(scope), SearchIndex.texts(scope), SearchResult.ranked
    )
    let byTitle =
      count < most ? count : try self.count(asked.whole, in: titles, upTo: most)
    var numbers: [Int64] = []
    var seen: Set<Int64> = []
    for (table, found) in [(titles, byTitle), (texts, count)] where numbers.count < most {
      let unmarked = found < most ? try self.count(asked.words, in: table, upTo: most) : most
      let search = table.search(
        asked.words, marks: asked.marks, found: found, unmarked: unmarked, among: most,
        limit: most, in: dialect)
      guard let search else { continue }
      try connection.forEachRow(search) { row in
        let number = try row.value("key", as: Int64.self)
        if seen.insert(number).inserted { numbers.append(number) }
      }
    }
    return Array(numbers.prefix(most))
  }

  private func count(
    _ text: TextQuery, in table: TextIndex, upTo limit: Int = .max
  ) throws -> Int {
    guard let count = table.count(text, upTo: limit, in: dialect) else { return 0 }
    return try connection.value(count, as: Int.self) ?? 0
  }

  private func countBy(_ numbers: [Int64], into result: inout SearchResult) throws {
    // Numbers are the database's own; in parts, for a statement binds only so many values.
    for start in stride(from: 0, to: numbers.count, by: 500) {
      let part = Array(numbers[start..<min(start + 500, numbers.count)])
      try connection.forEachRow(
        """
        SELECT kind, city, COUNT(*) AS count FROM search_entry WHERE number IN \(values: part)
        GROUP BY kind, city
        """
      ) { row in
        let count = try row.value("count", as: Int.self)
        if let kind = SearchKind(rawValue: try row.value("kind")) {
          result.kinds[kind, default: 0] += count
        }
        if let city = try row.value("city", as: String?.self) {
          result.cities[ID(rawValue: city), default: 0] += count
        }
      }
    }
  }

  private func hits(_ numbers: ArraySlice<Int64>) throws -> [SearchHit] {
    var byNumber: [Int64: SearchHit] = [:]
    try connection.forEachRow(
      "SELECT * FROM search_entry WHERE number IN \(values: Array(numbers))"
    ) { row in
      guard let kind = SearchKind(rawValue: try row.value("kind")) else { return }
      let plan = try row.value("plan", as: String?.self)
      let city = try row.value("city", as: String?.self)
      let content = try row.value("content", as: String?.self)
      byNumber[try row.value("number")] = SearchHit(
        kind: kind, record: try row.value("record"), plan: plan.map(ID.init(rawValue:)),
        city: city.map(ID.init(rawValue:)), title: try Self.text(try row.value("title")),
        text: try content.map(Self.text))
    }
    return numbers.compactMap { byNumber[$0] }
  }

  private static func text(_ json: String) throws -> Multilingual {
    try JSONValue(parsing: json, limits: .records).decoded()
  }
}

/// Fills the index from the records.
struct SearchRebuild {
  let connection: any Connection
  let dialect: Dialect

  func run() throws {
    for table in SearchIndex.tables {
      try connection.execute("DELETE FROM \(identifier: table.name)")
    }
    try connection.execute("DELETE FROM search_entry")
    try connection.execute("DELETE FROM search_state")
    try keep(RecordTable<City>(connection, dialect).all())
    try keep(RecordTable<Network>(connection, dialect).all())
    try keep(RecordTable<Practice>(connection, dialect).all())
    let index = SearchIndex(connection, dialect)
    for plan in try RecordTable<Plan>(connection, dialect).all() {
      let condition: SQL = "plan = \(plan.id.rawValue)"
      try index.wrote(plan, in: plan.id)
      try keep(RecordTable<Challenge>(connection, dialect).all(where: condition), in: plan.id)
      try keep(RecordTable<Objective>(connection, dialect).all(where: condition), in: plan.id)
      try keep(RecordTable<Action>(connection, dialect).all(where: condition), in: plan.id)
      let published = try connection.row(
        "SELECT * FROM plan_version WHERE \(sql: condition) ORDER BY number DESC LIMIT 1")
      if let published { try index.publish(try PlanStore.version(published).document) }
    }
    try connection.execute("INSERT INTO search_state (version) VALUES (\(SearchIndex.version))")
  }

  private func keep(_ records: [some Searchable], in plan: ID<Plan>? = nil) throws {
    let index = SearchIndex(connection, dialect)
    for record in records { try index.wrote(record, in: plan) }
  }
}
