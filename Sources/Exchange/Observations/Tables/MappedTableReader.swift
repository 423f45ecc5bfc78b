public import Civic

/// Reads a delimited text or a sheet as observations, by a mapping made once.
public struct MappedTableReader: Sendable {
  public let mapping: ObservationMapping
  public var limits = ObservationLimits()
  /// `nil` to find it out.
  public var delimiter: CSVDelimiter?
  public var encoding: TextEncoding?

  public init(mapping: ObservationMapping) {
    self.mapping = mapping
  }

  /// Reads a whole file.
  ///
  /// - Throws: The first fault, at its cell.
  /// - Complexity: O(bytes + rows log rows).
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationTable {
    var rows = try CSVRows(bytes, self)
    return try read(&rows)
  }

  /// Reads a sheet of a workbook; its numbers and dates are read as what they are.
  public func read(_ table: Table) throws(ObservationFault) -> ObservationTable {
    var rows = SheetRows(table: table, hasDecimalComma: mapping.numbers.hasDecimalComma)
    return try read(&rows)
  }

  private func read(_ rows: inout some RowSource) throws(ObservationFault) -> ObservationTable {
    var cells: [ArraySlice<UInt8>] = []
    let columns = try header(&rows, &cells)
    var builder = ObservationTableBuilder(limits: limits)
    try columns.addDimensions(to: &builder)
    var row = MappedRow(columns: columns)
    var places: [UInt32] = []
    var skipped = 0
    while let line = try rows.next(&cells) {
      builder.line = line
      guard try row.take(cells, line: line) else {
        skipped += 1
        continue
      }
      places.removeAll(keepingCapacity: true)
      for (index, code) in row.codes.enumerated() {
        let place = try builder.category(code, dimension: index)
        if let labels = columns.parts[index].labels, labels < cells.count,
          builder.needsLabel(place, dimension: index)
        {
          let label = String(decoding: trimmed(cells[labels]), as: UTF8.self)
          builder.label(place, dimension: index, label)
        }
        places.append(place)
      }
      for _ in mapping.constants { places.append(0) }
      try append(row, cells, line, places, to: &builder)
    }
    if skipped > 0 { builder.note(.skippedRecords(skipped)) }
    return try builder.table()
  }

  private func append(
    _ row: MappedRow, _ cells: [ArraySlice<UInt8>], _ line: Int, _ places: [UInt32],
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    switch row.columns.values {
    case .long(let value, _):
      let status = row.columns.status(cells)
      let entry = try row.entry(cells, value, code: nil, status: status, line: line)
      try builder.append(places, entry.content, status: entry.status)
    case .wide(let columns):
      for (column, code) in columns {
        let entry = try row.entry(cells, column, code: code, status: [], line: line)
        let place = try builder.category(code, dimension: places.count)
        try builder.append(places + [place], entry.content, status: entry.status)
      }
    }
  }

  /// Reads down to the headings and ties the mapping to them.
  func header(
    _ rows: inout some RowSource, _ cells: inout [ArraySlice<UInt8>]
  ) throws(ObservationFault) -> MappedColumns {
    guard mapping.headerLine > 0 else {
      return try MappedColumns(mapping, header: [], width: rows.width)
    }
    while let line = try rows.next(&cells) {
      if line >= mapping.headerLine {
        return try MappedColumns(mapping, header: cells, width: cells.count)
      }
    }
    throw ObservationFault(.noHeader, at: .line(mapping.headerLine))
  }
}

/// Rows of cells, each with the line it stands in.
protocol RowSource {
  /// The number of columns of the first row.
  var width: Int { get }
  mutating func next(_ cells: inout [ArraySlice<UInt8>]) throws(ObservationFault) -> Int?
}

struct CSVRows: RowSource {
  private var parser: CSVParser
  let width: Int

  init(_ bytes: [UInt8], _ reader: MappedTableReader) throws(ObservationFault) {
    try self.init(
      bytes, delimiter: reader.delimiter, encoding: reader.encoding, limits: reader.limits)
  }

  init(
    _ bytes: [UInt8], delimiter: CSVDelimiter?, encoding: TextEncoding?, limits: ObservationLimits
  ) throws(ObservationFault) {
    var reader = CSVReader(encoding: encoding, delimiter: delimiter)
    reader.limits.fileSize = limits.bytes
    reader.limits.columns = 20_000
    do throws(CSVError) {
      let opened = try reader.open(bytes)
      parser = CSVParser(
        bytes: opened.content, delimiter: opened.delimiter, limits: reader.limits)
      var first: [ArraySlice<UInt8>] = []
      var ahead = parser
      _ = try ahead.nextFields(into: &first)
      width = first.count
    } catch {
      throw ObservationFault(error)
    }
  }

  mutating func next(_ cells: inout [ArraySlice<UInt8>]) throws(ObservationFault) -> Int? {
    do throws(CSVError) {
      return try parser.nextFields(into: &cells)
    } catch {
      throw ObservationFault(error)
    }
  }
}

struct SheetRows: RowSource {
  let table: Table
  let hasDecimalComma: Bool
  private var row = 0

  init(table: Table, hasDecimalComma: Bool) {
    self.table = table
    self.hasDecimalComma = hasDecimalComma
  }

  var width: Int { table.columnCount }

  mutating func next(_ cells: inout [ArraySlice<UInt8>]) throws(ObservationFault) -> Int? {
    guard row < table.rows.count else { return nil }
    cells = table.rows[row].map { cell in
      var bytes = Array(cell.text.utf8)
      // A number of a workbook has a point, whatever its texts have.
      if hasDecimalComma, case .number = cell.content, let point = bytes.firstIndex(of: 46) {
        bytes[point] = UInt8(ascii: ",")
      }
      return bytes[...]
    }
    row += 1
    return row
  }
}

extension ObservationFault {
  init(_ error: CSVError) {
    switch error {
    case .notText: self.init(.notText, at: .wholeFile)
    case .binaryContent(let line, let column):
      self.init(.binaryContent, at: .character(line: line, column: column))
    case .unclosedQuote(let line, let column):
      self.init(.unclosedQuote, at: .character(line: line, column: column))
    case .textAfterQuote(let line, let column):
      self.init(.textAfterQuote, at: .character(line: line, column: column))
    case .fileTooLarge(let limit): self.init(.tooLarge(limit: limit), at: .wholeFile)
    case .cellTooLong(let line, let column, let limit):
      self.init(.textTooLong(limit: limit), at: .character(line: line, column: column))
    case .tooManyRows(let limit), .tooManyCells(let limit):
      self.init(.tooManyValues(limit: limit), at: .wholeFile)
    case .tooManyColumns(let line, let limit):
      self.init(.tooManyCategories(limit: limit), at: .line(line))
    }
  }
}
