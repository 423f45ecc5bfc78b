public import Civic
public import Database
public import Exact

/// The questions asked of the database about where figures are read from.
public struct SourceStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// What came of asking a source, as it is kept.
  public struct State: Hashable, Sendable {
    public enum Health: String, Sendable {
      case new, current, failing, gone, changedShape
    }

    public var health = Health.new
    public var failures = 0
    /// Why the last attempt failed.
    public var problem: Message?
    public var lastAsked: Instant?
    public var lastRead: Instant?
    public var nextAttempt: Instant?
    public var etag: String?
    public var lastModified: String?
    public var figures = 0

    public init() {}
  }

  /// The sources of a city, or those of the platform.
  public func sources(of city: ID<City>?) async throws -> [(source: IndicatorSource, state: State)]
  {
    let dialect = database.dialect
    let condition: SQL =
      if let city { "city = \(city.rawValue) OR city IS NULL" } else { "city IS NULL" }
    return try await database.read { connection in
      let sources = try RecordTable<IndicatorSource>(connection, dialect).all(where: condition)
      return try sources.map { ($0, try Self.state(of: $0.id, connection)) }
    }
  }

  public func source(
    _ id: ID<IndicatorSource>
  ) async throws -> (source: IndicatorSource, state: State) {
    let dialect = database.dialect
    return try await database.read { connection in
      guard let source = try RecordTable<IndicatorSource>(connection, dialect).find(id) else {
        throw StoreError.notFound
      }
      return (source, try Self.state(of: id, connection))
    }
  }

  /// How long no other process asks a source that was taken: longer than asking it lasts.
  private static let lease: Int64 = 15 * 60_000

  /// Takes the sources that are to be fetched now, those that waited longest first; no other process
  /// takes them meanwhile. What came of asking says when each is asked next.
  public func take(dueAt now: Instant, limit: Int = 10) async throws -> [ID<IndicatorSource>] {
    try await database.write { connection in
      let due: [ID<IndicatorSource>] = try Self.due(connection, at: now, limit: limit)
      let next = now.adding(milliseconds: Self.lease)
      for id in due {
        try connection.execute(
          """
          INSERT INTO source_state (source, health, failures, figures, next_attempt)
          VALUES (\(id.rawValue), 'new', 0, 0, \(next.milliseconds))
          ON CONFLICT (source) DO UPDATE SET next_attempt = excluded.next_attempt
          """)
      }
      return due
    }
  }

  private static func due(
    _ connection: any Connection, at now: Instant, limit: Int
  ) throws -> [ID<IndicatorSource>] {
    try connection.rows(
      """
      SELECT indicator_source.id FROM indicator_source
      LEFT JOIN source_state ON source_state.source = indicator_source.id
      WHERE every_hours IS NOT NULL AND url IS NOT NULL
        AND (next_attempt IS NULL OR next_attempt <= \(now.milliseconds))
      ORDER BY COALESCE(next_attempt, 0), indicator_source.id LIMIT \(limit)
      """
    ).map { ID(rawValue: try $0.value("id")) }
  }

  /// The bytes of the reading that counts, or of the one that waits for a person.
  public func reading(of id: ID<IndicatorSource>, isPending: Bool = false) async throws -> [UInt8]?
  {
    let kind = isPending ? "pending" : "accepted"
    return try await database.rows(
      "SELECT bytes FROM source_reading WHERE source = \(id.rawValue) AND kind = \(kind)"
    ).first?.value("bytes")
  }

  /// The codes of a source, for choosing one.
  public func codes(
    of id: ID<IndicatorSource>, kind: String
  ) async throws -> [FigureSeries.Code] {
    try await database.rows(
      """
      SELECT code, label FROM source_code
      WHERE source = \(id.rawValue) AND kind = \(kind) ORDER BY code
      """
    ).map { FigureSeries.Code(code: try $0.value("code"), label: try $0.value("label")) }
  }

  private static func state(
    of id: ID<IndicatorSource>, _ connection: any Connection
  ) throws -> State {
    var state = State()
    guard
      let row = try connection.row("SELECT * FROM source_state WHERE source = \(id.rawValue)")
    else { return state }
    state.health = State.Health(rawValue: try row.value("health")) ?? .new
    state.failures = try row.value("failures")
    state.problem = try row.value("problem", as: String?.self).flatMap(Message.init(kept:))
    state.lastAsked = try row.value("last_asked", as: Int64?.self).map(Instant.init(milliseconds:))
    state.lastRead = try row.value("last_read", as: Int64?.self).map(Instant.init(milliseconds:))
    state.nextAttempt = try row.value("next_attempt", as: Int64?.self)
      .map(Instant.init(milliseconds:))
    state.etag = try row.value("etag")
    state.lastModified = try row.value("last_modified")
    state.figures = try row.value("figures")
    return state
  }
}

extension SourceStore {
  /// Keeps what came of asking: the state, and with it what changed and the bytes it was read from,
  /// all or nothing.
  ///
  /// - Parameters:
  ///   - reading: The bytes, and whether they wait for a person; none when nothing was read.
  ///   - changes: What to write, in the shape of `table`.
  /// - Returns: How many figures are new or other than before.
  @discardableResult
  public func keep(
    _ state: State, of source: IndicatorSource, reading: (bytes: [UInt8], isPending: Bool)? = nil,
    changes: (ObservationChanges, ObservationTable)? = nil, by viewer: Viewer, at now: Instant
  ) async throws -> Int {
    try await database.write { connection in
      guard source.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      var writer = ObservationTableWriter(connection, account: viewer.account?.rawValue, at: now)
      if let (changes, table) = changes, let series = FigureSeries(table, of: source.id) {
        try Self.write(changes, series, source.id, &writer)
      }
      if let reading {
        let kind = reading.isPending ? "pending" : "accepted"
        try connection.execute(
          """
          INSERT INTO source_reading (source, kind, at, bytes)
          VALUES (\(source.id.rawValue), \(kind), \(now.milliseconds), \(reading.bytes))
          ON CONFLICT (source, kind) DO UPDATE SET at = excluded.at, bytes = excluded.bytes
          """)
        if !reading.isPending {
          try connection.execute(
            "DELETE FROM source_reading WHERE source = \(source.id.rawValue) AND kind = 'pending'")
        }
      }
      var state = state
      if changes != nil {
        state.figures =
          try connection.value(
            "SELECT COUNT(*) FROM observation WHERE source = \(source.id.rawValue)") ?? 0
      }
      try Self.keep(state, of: source.id, connection)
      return writer.count
    }
  }

  private static func write(
    _ changes: ObservationChanges, _ series: FigureSeries, _ id: ID<IndicatorSource>,
    _ writer: inout ObservationTableWriter
  ) throws {
    let connection = writer.connection
    let present: Int =
      try connection.value("SELECT COUNT(*) FROM observation WHERE source = \(id.rawValue)") ?? 0
    var indicators: Set<String> = []
    let cells = [changes.new, changes.revised, changes.reflagged, changes.removed]
    for (kind, cells) in cells.enumerated() {
      for cell in cells {
        let figure = series.figure(cell)
        indicators.insert(figure.key.indicator)
        let value = IndicatorValue(
          period: figure.period, value: figure.value, quality: figure.quality, note: figure.note,
          at: writer.at)
        // Of a first reading every cell is new: nothing has to be looked up.
        if kind == 0, present == 0 {
          try writer.insert(value, of: figure.key)
        } else {
          try writer.write(value, of: figure.key)
        }
      }
    }
    for code in indicators.sorted() {
      try keep(
        FigureSeries.Code(code: code, label: series.label(ofIndicator: code)), "indicator", id,
        connection)
    }
    for place in series.places { try keep(place, "place", id, connection) }
  }

  private static func keep(
    _ code: FigureSeries.Code, _ kind: String, _ id: ID<IndicatorSource>,
    _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO source_code (source, kind, code, label)
      VALUES (\(id.rawValue), \(kind), \(code.code), \(code.label))
      ON CONFLICT (source, kind, code) DO UPDATE SET label = excluded.label
      """)
  }

  private static func keep(
    _ state: State, of id: ID<IndicatorSource>, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO source_state (source, health, failures, problem, last_asked, last_read,
        next_attempt, etag, last_modified, figures)
      VALUES (\(id.rawValue), \(state.health.rawValue), \(state.failures),
        \(state.problem?.kept),
        \(state.lastAsked?.milliseconds), \(state.lastRead?.milliseconds),
        \(state.nextAttempt?.milliseconds), \(state.etag), \(state.lastModified),
        \(state.figures))
      ON CONFLICT (source) DO UPDATE SET health = excluded.health, failures = excluded.failures,
        problem = excluded.problem, last_asked = excluded.last_asked,
        last_read = excluded.last_read, next_attempt = excluded.next_attempt,
        etag = excluded.etag, last_modified = excluded.last_modified, figures = excluded.figures
      """)
  }
}

extension Message {
  /// As it is kept: key and arguments; other arguments than words and counts are not.
  fileprivate var kept: String {
    var object = JSONObject()
    object["key"] = .string(key)
    for (name, argument) in arguments {
      switch argument {
      case .text(let text): object["text-" + name] = .string(text)
      case .name(let key): object["name-" + name] = .string(key)
      case .count(let count): object["count-" + name] = .string(String(count))
      case .money, .day, .instant, .percent, .number: break
      }
    }
    return CanonicalJSON.text(of: .object(object))
  }

  fileprivate init?(kept text: String) {
    guard let object = try? JSONValue(parsing: text, limits: .records).object,
      let key = object["key"]?.string
    else { return nil }
    var arguments: [String: Argument] = [:]
    for member in object.members {
      let parts = member.name.split(separator: "-", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = member.value.string else { continue }
      switch parts[0] {
      case "text": arguments[parts[1]] = .text(value)
      case "name": arguments[parts[1]] = .name(key: value)
      case "count": arguments[parts[1]] = Int(value).map { .count($0) }
      default: break
      }
    }
    self.init(key, arguments)
  }
}
