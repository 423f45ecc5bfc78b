public import Civic
public import Exact

/// The first rows of a table as a mapping reads them, for whoever makes the mapping.
public struct ObservationPreview: Hashable, Sendable {
  /// What one row becomes.
  public struct Row: Hashable, Sendable {
    public let line: Int
    public let cells: [String]
    public let observations: [Seen]
    /// Every cell that cannot be read, not only the first.
    public let faults: [ObservationFault]
  }

  /// One observation before it is in a table.
  public struct Seen: Hashable, Sendable {
    /// The codes in the order of ``ObservationPreview/dimensions``.
    public let codes: [String]
    /// From 1.
    public let column: Int
    public let value: ExactDecimal?
    public let isRounded: Bool
    public let status: String?
  }

  public let headings: [String]
  public let dimensions: [String]
  public let rows: [Row]
}

extension MappedTableReader {
  /// Tries the mapping on the first rows of a file.
  ///
  /// - Throws: What makes reading impossible from the start: no such column, no text.
  public func preview(
    _ bytes: [UInt8], rows count: Int = 20
  ) throws(ObservationFault) -> ObservationPreview {
    var rows = try CSVRows(bytes, self)
    return try preview(&rows, count)
  }

  /// Tries the mapping on the first rows of a sheet.
  public func preview(
    _ table: Table, rows count: Int = 20
  ) throws(ObservationFault) -> ObservationPreview {
    var rows = SheetRows(table: table, hasDecimalComma: mapping.numbers.hasDecimalComma)
    return try preview(&rows, count)
  }

  private func preview(
    _ source: inout some RowSource, _ count: Int
  ) throws(ObservationFault) -> ObservationPreview {
    var cells: [ArraySlice<UInt8>] = []
    let columns = try header(&source, &cells)
    let headings = cells.map { String(decoding: $0, as: UTF8.self) }
    var dimensions = mapping.parts.map(\.code) + mapping.constants.map(\.code)
    if case .wide(_, _, let code, _, _) = mapping.values { dimensions.append(code) }
    var row = MappedRow(columns: columns)
    var rows: [ObservationPreview.Row] = []
    while rows.count < count, let line = try source.next(&cells) {
      rows.append(seen(&row, cells, line))
    }
    return ObservationPreview(headings: headings, dimensions: dimensions, rows: rows)
  }

  private func seen(
    _ row: inout MappedRow, _ cells: [ArraySlice<UInt8>], _ line: Int
  ) -> ObservationPreview.Row {
    var faults: [ObservationFault] = []
    var observations: [ObservationPreview.Seen] = []
    var isBlank = false
    do throws(ObservationFault) {
      isBlank = try !row.take(cells, line: line)
    } catch {
      faults.append(error)
    }
    let fixed =
      row.codes.map { String(decoding: $0, as: UTF8.self) } + mapping.constants.map(\.category)
    if !isBlank {
      for (column, code) in row.columns.valueColumns {
        do throws(ObservationFault) {
          let status = row.columns.status(cells)
          let entry = try row.entry(cells, column, code: code, status: status, line: line)
          let codes = fixed + (code.map { [String(decoding: $0, as: UTF8.self)] } ?? [])
          observations.append(ObservationPreview.Seen(entry, codes: codes))
        } catch {
          faults.append(error)
        }
      }
    }
    let isUnplaced = row.codes.count < mapping.parts.count
    return ObservationPreview.Row(
      line: line, cells: cells.map { String(decoding: $0, as: UTF8.self) },
      observations: isUnplaced ? [] : observations, faults: faults)
  }
}

extension ObservationPreview.Seen {
  fileprivate init(_ entry: MappedRow.Entry, codes: [String]) {
    self.codes = codes
    column = entry.column + 1
    status = entry.status.isEmpty ? nil : String(decoding: entry.status, as: UTF8.self)
    if case .value(let number, let isRounded) = entry.content {
      value = number
      self.isRounded = isRounded
    } else {
      value = nil
      isRounded = false
    }
  }
}
