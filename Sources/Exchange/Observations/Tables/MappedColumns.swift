import Civic

/// A mapping tied to the headings of one file: which cell goes where.
struct MappedColumns {
  /// A dimension that a column gives.
  struct Part {
    let column: Int
    let labels: Int?
    let times: ObservationTime.Form
  }

  enum Values {
    case long(value: Int, status: Int?)
    /// Columns with the codes that their headings mean.
    case wide([(column: Int, code: ArraySlice<UInt8>)])
  }

  let mapping: ObservationMapping
  let parts: [Part]
  let values: Values
  let missing: Set<[UInt8]>

  /// - Parameters:
  ///   - header: The cells of the headings' line; empty when there is none.
  ///   - width: How many columns the table has.
  init(
    _ mapping: ObservationMapping, header: [ArraySlice<UInt8>], width: Int
  ) throws(ObservationFault) {
    let names = Headings(cells: header, line: mapping.headerLine, width: width)
    var parts: [Part] = []
    for part in mapping.parts {
      let column = try names.place(part.column)
      var labels: Int?
      if let column = part.labels { labels = try names.place(column) }
      parts.append(Part(column: column, labels: labels, times: part.times))
    }
    switch mapping.values {
    case .long(let value, let status):
      var place: Int?
      if let status { place = try names.place(status) }
      values = .long(value: try names.place(value), status: place)
    case .wide(let first, let last, _, _, let times):
      let start = try names.place(first)
      var end = width - 1
      if let last { end = try names.place(last) }
      guard start <= end else { throw names.fault(.wrongCellCount(expected: 1, found: 0), start) }
      values = try names.wide(start...end, times: times)
    }
    self.mapping = mapping
    self.parts = parts
    missing = Set(mapping.missing.map { Array($0.utf8) })
  }

  /// Adds the dimensions to a table: parts, constants, and that of a wide table's headings.
  func addDimensions(to builder: inout ObservationTableBuilder) throws(ObservationFault) {
    for part in mapping.parts {
      try builder.add(
        ObservationDimension(code: part.code, role: Self.role(part.role)), ordersTimes: true)
    }
    for constant in mapping.constants {
      let category = ObservationCategory(code: constant.category, label: constant.label)
      try builder.add(
        ObservationDimension(
          code: constant.code, role: Self.role(constant.role), categories: [category]))
    }
    if case .wide(_, _, let code, let role, _) = mapping.values {
      try builder.add(
        ObservationDimension(code: code, role: Self.role(role)), ordersTimes: true)
    }
    builder.origin.unit = mapping.unit.map { ObservationUnit(label: $0) }
  }

  /// The columns with values, in a wide table each with the code of its heading.
  var valueColumns: [(column: Int, code: ArraySlice<UInt8>?)] {
    switch values {
    case .long(let value, _): [(value, nil)]
    case .wide(let columns): columns.map { ($0.column, $0.code) }
    }
  }

  /// The flag of a row of a long table; empty when there is none.
  func status(_ cells: [ArraySlice<UInt8>]) -> ArraySlice<UInt8> {
    guard case .long(_, let status?) = values, status < cells.count else { return [] }
    return trimmed(cells[status])
  }

  private static func role(_ name: String?) -> ObservationDimension.Role? {
    name.flatMap(ObservationDimension.Role.init)
  }

  private struct Headings {
    let cells: [ArraySlice<UInt8>]
    let line: Int
    let width: Int

    func place(_ column: ObservationMapping.Column) throws(ObservationFault) -> Int {
      switch column {
      case .number(let number):
        guard (1...max(width, 1)).contains(number) else {
          throw ObservationFault(.unknownColumn(String(number)), at: .line(max(line, 1)))
        }
        return number - 1
      case .heading(let name):
        let places = cells.indices.filter { trimmed(cells[$0]).elementsEqual(name.utf8) }
        guard let place = places.first else {
          throw ObservationFault(.unknownColumn(name), at: .line(max(line, 1)))
        }
        guard places.count == 1 else { throw fault(.duplicateColumn(name), places[1]) }
        return place
      }
    }

    /// The headings from one column to another; empty ones are passed over.
    func wide(
      _ range: ClosedRange<Int>, times: ObservationTime.Form
    ) throws(ObservationFault) -> Values {
      var columns: [(column: Int, code: ArraySlice<UInt8>)] = []
      var seen: Set<String> = []
      for column in range where cells.indices.contains(column) {
        let heading = String(decoding: trimmed(cells[column]), as: UTF8.self)
        guard !heading.isEmpty else { continue }
        guard let code = ObservationTime.period(heading, form: times) else {
          throw fault(.notATime(heading), column)
        }
        let bytes = Array(code.utf8)[...]
        guard seen.insert(code).inserted else {
          throw fault(.duplicateColumn(heading), column)
        }
        columns.append((column, bytes))
      }
      guard !columns.isEmpty else { throw ObservationFault(.noHeader, at: .line(max(line, 1))) }
      return .wide(columns)
    }

    func fault(_ reason: ObservationFault.Reason, _ column: Int) -> ObservationFault {
      ObservationFault(reason, at: .cell(line: max(line, 1), column: column + 1))
    }
  }
}

/// A cell without blanks at its ends.
func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var cell = cell
  while let first = cell.first, first == 0x20 || first == 0x09 { cell = cell.dropFirst() }
  while let last = cell.last, last == 0x20 || last == 0x09 { cell = cell.dropLast() }
  return cell
}
