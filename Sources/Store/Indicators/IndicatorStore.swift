public import Civic
public import Database
public import Exact

/// The questions asked of the database about the values of indicators.
public struct IndicatorStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// A city's indicators with their values: all for the city's people, for others what is public.
  public func board(
    of city: ID<City>, for viewer: Viewer, today: Day
  ) async throws -> IndicatorBoard {
    let dialect = database.dialect
    let isInside = viewer.may(.readWorking, .city(city))
    return try await database.read { connection in
      let all = try RecordTable<CityIndicator>(connection, dialect)
        .all(where: "city = \(city.rawValue)")
      let values = try ObservationTableReader(connection).values(of: all.map(\.series))
      let board = IndicatorBoard(all, values: values, today: today)
      return isInside ? board : board.published
    }
  }

  /// Every value of an indicator, parts too, oldest first.
  public func values(of indicator: CityIndicator) async throws -> [IndicatorValue] {
    try await database.read { connection in
      try ObservationTableReader(connection).values(of: [indicator.series])[indicator.series] ?? []
    }
  }

  /// What stood there before, newest first, for the city's people.
  public func past(
    of indicator: CityIndicator, for viewer: Viewer
  ) async throws -> [(value: IndicatorValue, replacedAt: Instant)] {
    guard viewer.may(.readWorking, .city(indicator.city)) else { return [] }
    let key = indicator.series
    return try await database.read { connection in
      try connection.rows(
        """
        SELECT observation_past.*, account.name AS author FROM observation_past
        LEFT JOIN account ON account.id = observation_past.account
        WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        ORDER BY replaced_at DESC, period DESC LIMIT 500
        """
      ).map { row in
        (
          try ObservationTableReader.value(row),
          Instant(milliseconds: try row.value("replaced_at"))
        )
      }
    }
  }

  /// Writes values that somebody typed, all or none; what stood there is kept.
  ///
  /// - Returns: How many said something new.
  /// - Throws: `AccessError`; ``StoreError/invalid(_:)`` for a period of another frequency, or for an
  ///   indicator whose values are computed or fetched.
  @discardableResult
  public func write(
    _ values: [IndicatorValue], of indicator: ID<CityIndicator>, by viewer: Viewer, at now: Instant
  ) async throws -> Int {
    let dialect = database.dialect
    return try await database.write { connection in
      guard let indicator = try RecordTable<CityIndicator>(connection, dialect).find(indicator)
      else { throw StoreError.notFound }
      try viewer.require(.editContent, .city(indicator.city))
      guard indicator.formula == nil, indicator.feed == nil else {
        throw StoreError.invalid([
          FieldFault(field: "value", message: Message("problemValueNotTyped"))
        ])
      }
      for value in values where indicator.frequency.index(of: value.period) == nil {
        throw StoreError.invalid([
          FieldFault(
            field: "period",
            message: Message(
              "problemMeasurePeriod",
              [
                "example": .text(
                  indicator.frequency.period(at: indicator.frequency.index(on: now.day)))
              ]))
        ])
      }
      var writer = ObservationTableWriter(connection, account: viewer.account?.rawValue, at: now)
      for value in values { try writer.write(value, of: indicator.series) }
      return writer.count
    }
  }

  /// The values of one indicator of a source at every place, for comparisons: what the city's own
  /// place is held against.
  public func peers(
    source: ID<IndicatorSource>, indicator: String
  ) async throws -> [String: [IndicatorValue]] {
    try await database.read { connection in
      var found: [String: [IndicatorValue]] = [:]
      try connection.forEachRow(
        """
        SELECT observation.*, NULL AS author FROM observation
        WHERE source = \(source.rawValue) AND indicator = \(indicator)
        ORDER BY place, period
        """
      ) { row in
        found[try row.value("place"), default: []].append(try ObservationTableReader.value(row))
      }
      return found
    }
  }

  /// The latest values of an indicator by its code in other cities that let it be compared, without
  /// their names.
  public func comparable(
    with indicator: CityIndicator, in period: String
  ) async throws -> [ExactDecimal] {
    let dialect = database.dialect
    return try await database.read { connection in
      let others = try RecordTable<CityIndicator>(connection, dialect).all(
        where: """
          code = \(indicator.code) AND unit = \(indicator.unit) AND is_comparable = 1
          AND city <> \(indicator.city.rawValue)
          """)
      let values = try ObservationTableReader(connection).values(of: others.map(\.series))
      return others.compactMap { other in
        values[other.series]?.first { $0.period == period && $0.breakdown.isEmpty }?.value
      }
    }
  }
}

/// Reads figures from their table.
struct ObservationTableReader {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  /// The values of series, by series, ascending in time.
  func values(of keys: [SeriesKey]) throws -> [SeriesKey: [IndicatorValue]] {
    var found: [SeriesKey: [IndicatorValue]] = [:]
    let (typed, fetched) = (keys.filter(\.indicator.isEmpty), keys.filter { !$0.indicator.isEmpty })
    let groups =
      [typed.isEmpty ? nil : Self.condition(typed)].compactMap { $0 }
      + Dictionary(grouping: fetched) { [$0.source, $0.place] }.values.map(Self.condition)
    for condition in groups {
      try connection.forEachRow(
        """
        SELECT observation.*, account.name AS author FROM observation
        LEFT JOIN account ON account.id = observation.account
        WHERE \(sql: condition) ORDER BY source, indicator, place, period, breakdown
        """
      ) { row in
        let key = SeriesKey(
          source: try row.value("source"), indicator: try row.value("indicator"),
          place: try row.value("place"))
        found[key, default: []].append(try Self.value(row))
      }
    }
    return found
  }

  private static func condition(_ keys: [SeriesKey]) -> SQL {
    """
    source IN \(values: Set(keys.map(\.source)).sorted())
    AND indicator IN \(values: Set(keys.map(\.indicator)).sorted())
    AND place IN \(values: Set(keys.map(\.place)).sorted())
    """
  }

  static func value(_ row: Row) throws -> IndicatorValue {
    let significand: Int64? = try row.value("significand")
    let scale: Int? = try row.value("scale")
    return IndicatorValue(
      period: try row.value("period"), breakdown: try row.value("breakdown"),
      value: significand.flatMap { digits in
        scale.flatMap { (0...12).contains($0) ? ExactDecimal(significand: digits, scale: $0) : nil }
      },
      quality: ValueQuality(rawValue: try row.value("quality")) ?? .normal,
      note: try row.value("note"), revision: try row.value("revision"),
      at: Instant(milliseconds: try row.value("at")), author: try row.value("author"))
  }
}

/// Writes figures into their table; what stood there goes to the past, and nothing is overwritten
/// without a trace.
struct ObservationTableWriter {
  let connection: any Connection
  let account: String?
  let at: Instant
  /// How many figures were new or other than before.
  private(set) var count = 0

  init(_ connection: any Connection, account: String?, at: Instant) {
    self.connection = connection
    self.account = account
    self.at = at
  }

  mutating func write(_ value: IndicatorValue, of key: SeriesKey) throws {
    let present = try connection.row(
      """
      SELECT observation.*, NULL AS author FROM observation
      WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        AND period = \(value.period) AND breakdown = \(value.breakdown)
      """)
    guard let present else { return try insert(value, of: key) }
    let before = try ObservationTableReader.value(present)
    guard !before.isSame(as: value) else { return }
    try connection.execute(
      """
      INSERT INTO observation_past (source, indicator, place, period, breakdown, significand, scale,
        quality, note, revision, at, account, replaced_at, replaced_by)
      SELECT source, indicator, place, period, breakdown, significand, scale, quality, note,
        revision, at, account, \(at.milliseconds), \(account) FROM observation
      WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        AND period = \(value.period) AND breakdown = \(value.breakdown)
      """)
    try connection.execute(
      """
      UPDATE observation SET significand = \(value.value?.significand),
        scale = \(value.value?.scale), quality = \(value.quality.rawValue), note = \(value.note),
        revision = revision + 1, at = \(at.milliseconds), account = \(account)
      WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        AND period = \(value.period) AND breakdown = \(value.breakdown)
      """)
    count += 1
  }

  /// Writes a figure that is known not to be there.
  mutating func insert(_ value: IndicatorValue, of key: SeriesKey) throws {
    try connection.execute(
      """
      INSERT INTO observation (source, indicator, place, period, breakdown, significand, scale,
        quality, note, revision, at, account)
      VALUES (\(key.source), \(key.indicator), \(key.place), \(value.period),
        \(value.breakdown), \(value.value?.significand), \(value.value?.scale),
        \(value.quality.rawValue), \(value.note), 1, \(at.milliseconds), \(account))
      """)
    count += 1
  }
}
