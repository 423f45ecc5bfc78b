public import Civic

/// Reads the tab-separated tables of Eurostat's bulk download, packed by gzip or not.
///
/// The first line is `freq,unit,geo\TIME_PERIOD` and the periods, each further one the codes of a
/// series and its values: `12.5`, `12.5 p` with a flag, `:` for a missing one, `: c` for one that is
/// missing with a reason. The periods, newest or oldest first, come out in order.
///
/// Source: Eurostat, "Data file formats", TSV.
/// <https://ec.europa.eu/eurostat/web/user-guides/data-browser/api-data-access>
public struct EurostatTSVReader: Sendable {
  public var limits = ObservationLimits()

  public init() {}

  /// Reads a whole file.
  ///
  /// - Complexity: O(bytes), and O(cells log cells) when the periods are not in order.
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationTable {
    let bytes = try unpacked(bytes)
    guard bytes.count <= limits.bytes else {
      throw ObservationFault(.tooLarge(limit: limits.bytes), at: .wholeFile)
    }
    var lines = LineCutter(bytes: bytes)
    var builder = ObservationTableBuilder(limits: limits)
    guard let first = lines.next() else { throw ObservationFault(.noHeader, at: .line(1)) }
    let header = try header(first, to: &builder)
    var row = Row(header: header)
    while let line = lines.next() {
      builder.line = lines.line
      if line.isEmpty { continue }
      try row.append(line, number: lines.line, to: &builder)
    }
    return try builder.table()
  }

  private func unpacked(_ bytes: [UInt8]) throws(ObservationFault) -> [UInt8] {
    guard GZipFile.isOne(bytes) else { return bytes }
    var zip = ZipArchive.Limits()
    zip.totalSize = limits.bytes
    do throws(ZipError) {
      return try GZipFile.contents(bytes, limits: zip)
    } catch {
      switch error {
      case .tooLarge(let limit): throw ObservationFault(.tooLarge(limit: limit), at: .wholeFile)
      default: throw ObservationFault(.invalid("gzip"), at: .wholeFile)
      }
    }
  }

  fileprivate struct Header {
    /// How many codes each line begins with.
    let keys: Int
    /// The place of each column's period.
    let times: [UInt32]
  }

  private func header(
    _ line: ArraySlice<UInt8>, to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) -> Header {
    var cells = line.split(separator: 0x09, omittingEmptySubsequences: false)[...]
    if cells.last?.isEmpty == true { cells = cells.dropLast() }
    let corner = cells.first.map { $0.split(separator: UInt8(ascii: "\\")) } ?? []
    guard corner.count == 2 else { throw ObservationFault(.noHeader, at: .line(1)) }
    let names = corner[0].split(separator: 0x2C, omittingEmptySubsequences: false)
    for (index, name) in (names + [corner[1]]).enumerated() {
      guard let code = String(validating: trimmed(name), as: UTF8.self), !code.isEmpty else {
        throw ObservationFault(.emptyCode, at: .cell(line: 1, column: 1))
      }
      let isTime = index == names.count
      let role = isTime ? .time : ObservationDimension.usualRole(of: code)
      try builder.add(
        ObservationDimension(code: code, role: role ?? Self.indicatorRole(code)), ordersTimes: true)
    }
    builder.line = 1
    var times: [UInt32] = []
    var seen: Set<UInt32> = []
    for (index, cell) in cells.dropFirst().enumerated() {
      let place = try builder.category(trimmed(cell), dimension: names.count)
      guard seen.insert(place).inserted else {
        let code = String(decoding: trimmed(cell), as: UTF8.self)
        throw ObservationFault(.duplicateColumn(code), at: .cell(line: 1, column: index + 2))
      }
      times.append(place)
    }
    guard !times.isEmpty else { throw ObservationFault(.noHeader, at: .line(1)) }
    return Header(keys: names.count, times: times)
  }

  /// Eurostat's lists of indicators are called `indic_ur`, `indic_de` and the like.
  private static func indicatorRole(_ code: String) -> ObservationDimension.Role? {
    code.hasPrefix("indic") ? .indicator : nil
  }
}

/// The lines of a file, without their ends.
struct LineCutter {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    var end = position
    position += 1
    line += 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }
}

/// Reads one line of a bulk table after another.
private struct Row {
  let header: EurostatTSVReader.Header
  private var places: [UInt32]

  init(header: EurostatTSVReader.Header) {
    self.header = header
    places = [UInt32](repeating: 0, count: header.keys + 1)
  }

  mutating func append(
    _ line: ArraySlice<UInt8>, number: Int, to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    var position = line.startIndex
    var keys = 0
    let keyEnd = line.firstIndex(of: 0x09) ?? line.endIndex
    while position <= keyEnd, keys < header.keys {
      let end = line[position..<keyEnd].firstIndex(of: 0x2C) ?? keyEnd
      places[keys] = try builder.category(trimmed(line[position..<end]), dimension: keys)
      keys += 1
      position = end + 1
    }
    guard keys == header.keys, position == keyEnd + 1 else {
      let found = line[..<keyEnd].count { $0 == 0x2C } + 1
      throw ObservationFault(
        .wrongCellCount(expected: header.keys, found: found), at: .line(number))
    }
    var column = 0
    while position < line.endIndex {
      let end = line[position...].firstIndex(of: 0x09) ?? line.endIndex
      guard column < header.times.count else {
        // A tab may close the line.
        if trimmed(line[position...]).isEmpty { return }
        throw ObservationFault(
          .wrongCellCount(expected: header.times.count, found: column + 1), at: .line(number))
      }
      places[header.keys] = header.times[column]
      column += 1
      try append(
        cell: trimmed(line[position..<end]), at: .cell(line: number, column: column + 1),
        to: &builder)
      position = end + 1
    }
    guard column == header.times.count else {
      throw ObservationFault(
        .wrongCellCount(expected: header.times.count, found: column), at: .line(number))
    }
  }

  /// A value or a colon, and perhaps a blank and flags.
  private func append(
    cell: ArraySlice<UInt8>, at place: ObservationFault.Place,
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    let blank = cell.firstIndex(of: 0x20)
    let value = cell[..<(blank ?? cell.endIndex)]
    let flag = blank.map { trimmed(cell[$0...]) } ?? []
    if value.isEmpty || value.elementsEqual(":".utf8) {
      return try builder.append(places, .missing, status: flag)
    }
    let reading = DecimalReading(value)
    guard let content = reading.content else {
      let text = String(decoding: value.prefix(80), as: UTF8.self)
      throw ObservationFault(
        reading == .tooLarge ? .numberTooLarge(text) : .notANumber(text), at: place)
    }
    try builder.append(places, content, status: flag)
  }
}
