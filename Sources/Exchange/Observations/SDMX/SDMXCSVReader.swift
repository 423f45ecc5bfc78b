public import Civic

/// Reads SDMX-CSV 2.0, and 1.0 as Eurostat and others still write it.
///
/// The columns before `OBS_VALUE` that belong to the message itself are passed over (`STRUCTURE`,
/// `STRUCTURE_ID`, `ACTION`, `DATAFLOW`, `LAST UPDATE`, keys); the others before it are dimensions,
/// unless ``dimensions`` says which are; of those after it `OBS_STATUS` (or `OBS_FLAG`) is the
/// status and the rest are named in the notes and not
/// kept; `UNIT_MEASURE` becomes a dimension. Columns and codes may carry labels
/// (`labels=both`: `A: Annual`), or be followed by a column of names (`labels=name`).
///
/// Source: SDMX-CSV 2.0 field guide, <https://github.com/sdmx-twg/sdmx-csv>
public struct SDMXCSVReader: Sendable {
  public var limits = ObservationLimits()
  /// The dimensions by their ids, where the columns do not stand in the usual order.
  public var dimensions: [String]?

  public init() {}

  /// Reads a whole message.
  ///
  /// - Throws: ``ObservationFault/Reason/deletion`` when a row withdraws an observation.
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationTable {
    var rows = try CSVRows(bytes, delimiter: nil, encoding: .utf8, limits: limits)
    var cells: [ArraySlice<UInt8>] = []
    guard let first = try rows.next(&cells) else {
      throw ObservationFault(.noHeader, at: .line(1))
    }
    let layout = try SDMXCSVLayout(cells, dimensions: dimensions, line: first)
    var builder = ObservationTableBuilder(limits: limits)
    for column in layout.dimensions {
      var dimension = ObservationDimension(code: column.id, label: column.label)
      dimension.role = ObservationDimension.usualRole(of: column.id)
      try builder.add(dimension, ordersTimes: true)
    }
    var places: [UInt32] = []
    var skipped = 0
    while let line = try rows.next(&cells) {
      builder.line = line
      if cells.isEmpty { continue }
      guard cells.count == layout.width else {
        throw ObservationFault(
          .wrongCellCount(expected: layout.width, found: cells.count), at: .line(line))
      }
      if let action = layout.action, trimmed(cells[action]).elementsEqual("D".utf8) {
        throw ObservationFault(.deletion, at: .cell(line: line, column: action + 1))
      }
      layout.takeOrigin(cells, to: &builder)
      // A row of attributes alone leaves out dimensions that they do not depend on.
      guard layout.isObservation(cells) else {
        skipped += 1
        continue
      }
      try layout.take(cells, line, &places, to: &builder)
    }
    if skipped > 0 { builder.note(.skippedRecords(skipped)) }
    for name in layout.notKept { builder.note(.notKept(name, count: 1)) }
    return try builder.table()
  }
}

/// Which column of a message is what.
private struct SDMXCSVLayout {
  struct Column {
    let id: String
    let label: String?
    let column: Int
    /// Where the names of the codes stand, with `labels=name`.
    var names: Int?
    /// Whether codes are written `A: Annual`.
    var hasLabels: Bool { label != nil }
  }

  let width: Int
  private(set) var dimensions: [Column] = []
  /// How many dimensions must not be empty, from the first.
  private var required = 0
  private var value = 0
  private var status: Int?
  private var statusHasLabels = false
  /// Values of different units must not share a cell: the unit becomes a dimension.
  private var units: [Column] = []
  private var updated: Int?
  private var structure: Int?
  private(set) var action: Int?
  private(set) var notKept: [String] = []

  private static let fixed: Set<String> = [
    "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "DATAFLOW", "ACTION", "SERIES_KEY", "OBS_KEY",
    "LAST UPDATE",
  ]

  private static let flags: Set<String> = ["OBS_STATUS", "OBS_FLAG", "CONF_STATUS"]
  /// SDMX's code for what does not apply.
  private static let none = Array("_Z".utf8)[...]

  init(
    _ cells: [ArraySlice<UInt8>], dimensions wanted: [String]?, line: Int
  ) throws(ObservationFault) {
    width = cells.count
    let headings = cells.map { Self.heading($0) }
    guard let first = headings.first?.id, ["STRUCTURE", "DATAFLOW"].contains(first),
      let value = headings.firstIndex(where: { $0.id == "OBS_VALUE" })
    else { throw ObservationFault(.noHeader, at: .line(line)) }
    self.value = value
    var seen: Set<String> = []
    for (index, heading) in headings.enumerated() {
      guard heading.id.isEmpty || seen.insert(heading.id).inserted else {
        throw ObservationFault(
          .duplicateColumn(heading.id), at: .cell(line: line, column: index + 1))
      }
      take(heading, at: index, wanted: wanted)
    }
    for name in wanted ?? [] where !dimensions.contains(where: { $0.id == name }) {
      throw ObservationFault(.unknownColumn(name), at: .line(line))
    }
    guard !dimensions.isEmpty else { throw ObservationFault(.noHeader, at: .line(line)) }
    required = dimensions.count
    dimensions += units
  }

  /// Whether the row is about one observation: it names all its dimensions.
  func isObservation(_ cells: [ArraySlice<UInt8>]) -> Bool {
    dimensions[..<required].allSatisfy { !cells[$0.column].isEmpty }
  }

  private mutating func take(
    _ heading: (id: String, label: String?), at index: Int, wanted: [String]?
  ) {
    switch heading.id {
    case "ACTION": action = index
    case "LAST UPDATE": updated = index
    case "STRUCTURE_ID", "DATAFLOW": structure = index
    case "OBS_VALUE": break
    case _ where Self.fixed.contains(heading.id): break
    case _ where Self.flags.contains(heading.id) && status == nil && index > value:
      status = index
      statusHasLabels = heading.label != nil
    case "UNIT_MEASURE" where index > value && wanted?.contains(heading.id) != true:
      units.append(Column(id: heading.id, label: heading.label, column: index))
    default:
      let isIdentifier = !heading.id.isEmpty && heading.id.utf8.allSatisfy(Self.isIDByte)
      if !isIdentifier, index > 0, let last = dimensions.last, last.column == index - 1 {
        // `labels=name`: the column after a component has its name for a heading.
        dimensions[dimensions.count - 1].names = index
      } else if wanted?.contains(heading.id) ?? (index < value) {
        dimensions.append(Column(id: heading.id, label: heading.label, column: index))
      } else {
        notKept.append(heading.id)
      }
    }
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
      || byte == 0x40 || byte == 0x24 || byte == 0x2E
  }

  /// `STRUCTURE[;]`, `ATTR[]` and `DIM: Dimension` give `STRUCTURE`, `ATTR` and `DIM`.
  private static func heading(_ cell: ArraySlice<UInt8>) -> (id: String, label: String?) {
    let parts = cut(cell)
    var id = trimmed(parts.code)
    if let bracket = id.firstIndex(of: UInt8(ascii: "[")) { id = id[..<bracket] }
    return (
      String(decoding: id, as: UTF8.self), parts.label.map { String(decoding: $0, as: UTF8.self) }
    )
  }

  private static func cut(
    _ cell: ArraySlice<UInt8>
  ) -> (code: ArraySlice<UInt8>, label: ArraySlice<UInt8>?) {
    let colon = cell.indices.dropLast().first { cell[$0] == 0x3A && cell[$0 + 1] == 0x20 }
    guard let colon else { return (cell, nil) }
    return (cell[..<colon], cell[(colon + 2)...])
  }

  func takeOrigin(
    _ cells: [ArraySlice<UInt8>], to builder: inout ObservationTableBuilder
  ) {
    if let structure, builder.origin.source == nil {
      let parts = Self.cut(cells[structure])
      builder.origin.source = String(decoding: parts.code, as: UTF8.self)
      builder.origin.label = parts.label.map { String(decoding: $0, as: UTF8.self) }
    }
    if let updated, builder.origin.updated == nil {
      builder.origin.updated = String(decoding: cells[updated], as: UTF8.self)
    }
  }

  func take(
    _ cells: [ArraySlice<UInt8>], _ line: Int, _ places: inout [UInt32],
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    places.removeAll(keepingCapacity: true)
    for (index, column) in dimensions.enumerated() {
      let cell = cells[column.column].isEmpty ? Self.none : cells[column.column]
      let parts = column.hasLabels ? Self.cut(cell) : (cell, nil)
      let place = try builder.category(trimmed(parts.0), dimension: index)
      if let label = parts.1 ?? column.names.map({ cells[$0] }),
        builder.needsLabel(place, dimension: index)
      {
        builder.label(place, dimension: index, String(decoding: label, as: UTF8.self))
      }
      places.append(place)
    }
    var flag: ArraySlice<UInt8> = []
    if let status { flag = statusHasLabels ? Self.cut(cells[status]).code : cells[status] }
    let cell = trimmed(cells[value])
    if cell.isEmpty || cell.elementsEqual("NaN".utf8) || cell.elementsEqual(":".utf8) {
      return try builder.append(places, .missing, status: flag)
    }
    let reading = DecimalReading(cell)
    guard let content = reading.content else {
      let text = String(decoding: cell.prefix(80), as: UTF8.self)
      throw ObservationFault(
        reading == .tooLarge ? .numberTooLarge(text) : .notANumber(text),
        at: .cell(line: line, column: value + 1))
    }
    try builder.append(places, content, status: flag)
  }
}
