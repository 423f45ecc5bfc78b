public import Civic

extension IndicatorSource {
  /// Reads a document of this source into the one form.
  ///
  /// - Parameter bytes: As fetched or uploaded; gzip is undone.
  /// - Returns: The first table that has figures.
  /// - Throws: ``ObservationFault`` with the place.
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationTable {
    var bytes = bytes
    if GZipFile.isOne(bytes) {
      do {
        bytes = try GZipFile.contents(bytes, limits: Self.packed)
      } catch {
        throw ObservationFault(.binaryContent, at: .wholeFile)
      }
    }
    switch format {
    case .table:
      guard let mapping else { throw ObservationFault(.noHeader, at: .wholeFile) }
      let reader = MappedTableReader(mapping: mapping)
      guard let sheet = try Self.sheet(of: bytes) else { return try reader.read(bytes) }
      return try reader.read(sheet)
    case .jsonStat: return try Self.first(try JSONStatReader().read(bytes).tables)
    case .eurostat:
      guard bytes.first == UInt8(ascii: "{") else { return try EurostatTSVReader().read(bytes) }
      return try Self.first(try JSONStatReader().read(bytes).tables)
    case .sdmxJSON: return try Self.first(try SDMXJSONReader().read(bytes).tables)
    case .sdmxCSV: return try SDMXCSVReader().read(bytes)
    case .ngsi: return try KeyPerformanceIndicatorReader().read(bytes)
    }
  }

  private static let packed: ZipArchive.Limits = {
    var limits = ZipArchive.Limits()
    limits.totalSize = ObservationLimits().bytes
    return limits
  }()

  private static func first(
    _ tables: [ObservationTable]
  ) throws(ObservationFault) -> ObservationTable {
    guard let table = tables.first(where: { $0.count > 0 }) ?? tables.first else {
      throw ObservationFault(.noObservations, at: .wholeFile)
    }
    return table
  }

  /// The sheet with the most rows, where the file is a workbook.
  private static func sheet(of bytes: [UInt8]) throws(ObservationFault) -> Table? {
    guard bytes.starts(with: Array("PK".utf8) + [3, 4]) else { return nil }
    guard let sheets = try? XLSXReader().read(bytes) else {
      throw ObservationFault(.binaryContent, at: .wholeFile)
    }
    return sheets.max { $0.rows.count < $1.rows.count }
  }

  /// The headings and first rows of a table, before anybody has said what they mean.
  public static func firstRows(
    of bytes: [UInt8], count: Int = 8
  ) throws(ObservationFault) -> [[String]] {
    var bytes = bytes
    if GZipFile.isOne(bytes) {
      guard let contents = try? GZipFile.contents(bytes, limits: Self.packed)
      else { throw ObservationFault(.binaryContent, at: .wholeFile) }
      bytes = contents
    }
    if let sheet = try sheet(of: bytes) {
      return sheet.rows.prefix(count).map { $0.map(\.text) }
    }
    let end = bytes.prefix(200_000).lastIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let head = bytes.count > 200_000 ? Array(bytes[..<end]) : bytes
    guard let table = try? CSVReader().read(head, name: "").table else {
      throw ObservationFault(.notText, at: .wholeFile)
    }
    return table.rows.prefix(count).map { $0.map(\.text) }
  }

  /// Tries the mapping on the first rows.
  public func preview(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationPreview? {
    guard format == .table, let mapping else { return nil }
    var bytes = bytes
    if GZipFile.isOne(bytes), let contents = try? GZipFile.contents(bytes, limits: Self.packed) {
      bytes = contents
    }
    let reader = MappedTableReader(mapping: mapping)
    guard let sheet = try Self.sheet(of: bytes) else { return try reader.preview(bytes) }
    return try reader.preview(sheet)
  }
}

extension FetchFailure {
  /// What to tell people, and what to do.
  public var message: Message {
    switch self {
    case .badAddress, .schemeRefused, .badRedirect: Message("fetchBadAddress")
    case .credentialsInAddress: Message("fetchCredentials")
    case .machineRefused(let machine): Message("fetchRefused", ["machine": .text(machine)])
    case .unknownHost: Message("fetchUnknownHost")
    case .unreachable, .connectionLost: Message("fetchUnreachable")
    case .timedOut: Message("fetchTimedOut")
    case .encryptionFailed, .insecureRedirect: Message("fetchEncryption")
    case .tooLarge, .headersTooLarge: Message("fetchTooLarge")
    case .tooManyConnections, .tooManyRedirects: Message("fetchRedirects")
    case .status(let status, _): Message("fetchStatus", ["status": .text(String(status))])
    case .other(let code): Message("fetchStatus", ["status": .text("curl \(code)")])
    }
  }
}
