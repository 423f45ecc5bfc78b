import Civic
import Exact

/// Reads one dataset of a JSON-stat document.
struct JSONStatDataset {
  private let object: ExactJSONObject
  private let pointer: String
  private let limits: ObservationLimits

  static func table(
    _ object: ExactJSONObject, at pointer: String, limits: ObservationLimits
  ) throws(ObservationFault) -> ObservationTable {
    try JSONStatDataset(object: object, pointer: pointer, limits: limits).table()
  }

  private func table() throws(ObservationFault) -> ObservationTable {
    var builder = ObservationTableBuilder(limits: limits)
    builder.origin = origin
    let sizes = try addDimensions(to: &builder)
    let cells = try product(sizes)
    let status = try JSONStatStatus(object["status"], cells: cells, at: pointer + "/status")
    guard let value = object["value"] else { throw fault(.missing, "/value") }
    var cursor = Cursor(sizes: sizes)
    switch value {
    case .array(let values):
      guard values.count == cells else { throw fault(.jsonStat(.valueCount), "/value") }
      for (cell, value) in values.enumerated() {
        try append(value, cell, status, &cursor, to: &builder)
      }
    case .object(let values):
      try appendSparse(values, cells, status, &cursor, to: &builder)
    default: throw fault(.wrongType, "/value")
    }
    do throws(ObservationFault) {
      return try builder.table()
    } catch {
      throw fault(error.reason)
    }
  }

  /// The cells of a sparse cube with a value, and those with nothing but a status.
  private func appendSparse(
    _ values: ExactJSONObject, _ cells: Int, _ status: JSONStatStatus, _ cursor: inout Cursor,
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    var seen: Set<Int> = []
    for (name, value) in zip(values.names, values.values) {
      guard let cell = JSONStatStatus.cell(name, of: cells) else {
        throw fault(.jsonStat(.valueKey), "/value" + JSONDifference.step(name))
      }
      if status.isSparse { seen.insert(cell) }
      try append(value, cell, status, &cursor, to: &builder)
    }
    for cell in status.sparseCells where !seen.contains(cell) {
      try append(.null, cell, status, &cursor, to: &builder)
    }
  }

  private func append(
    _ value: ExactJSON, _ cell: Int, _ status: JSONStatStatus, _ cursor: inout Cursor,
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) {
    let content: ObservationTableBuilder.Content
    switch value {
    case .null: content = .missing
    case .number(let reading):
      guard let number = reading.content else {
        throw fault(.numberTooLarge(""), "/value/\(cell)")
      }
      content = number
    case .string(let text): content = .text(text)
    case .bool, .array, .object: throw fault(.wrongType, "/value/\(cell)")
    }
    do throws(ObservationFault) {
      // An overall status says something of what is there, not of what is missing.
      let flag = status.isOverall && value.isNull ? [] : status[cell]
      try builder.append(cursor.places(of: cell), content, status: flag)
    } catch {
      throw fault(error.reason, "/value/\(cell)")
    }
  }

  private var origin: ObservationTable.Origin {
    var origin = ObservationTable.Origin()
    origin.label = object["label"]?.string
    origin.source = object["source"]?.string
    origin.updated = object["updated"]?.string
    origin.address = object["href"]?.string
    // Eurostat's extension: `{"status": {"label": {"p": "provisional"}}}`.
    if let labels = object["extension"]?["status"]?["label"]?.object {
      for (name, value) in zip(labels.names, labels.values) {
        if let text = value.string { origin.statusLabels[name] = text }
      }
    }
    return origin
  }

  /// - Returns: The sizes, each that of its dimension.
  private func addDimensions(
    to builder: inout ObservationTableBuilder
  ) throws(ObservationFault) -> [Int] {
    guard let field = object["dimension"] else { throw fault(.missing, "/dimension") }
    guard let dimensions = field.object else { throw fault(.wrongType, "/dimension") }
    // JSON-stat 1 kept `id`, `size` and `role` within `dimension`.
    let isOld = object["id"] == nil && dimensions["id"]?.array != nil
    let frame = isOld ? dimensions : object
    let base = isOld ? "/dimension" : ""
    let ids = try list(frame, "id", base) { $0.string }
    let sizes = try list(frame, "size", base) { $0.count }
    guard ids.count == sizes.count else { throw fault(.jsonStat(.idAndSizeDiffer), base + "/id") }
    guard ids.count <= limits.dimensions else {
      throw fault(.tooManyDimensions(limit: limits.dimensions), base + "/id")
    }
    let extra: Set<String> = isOld ? ["id", "size", "role"] : []
    let names = dimensions.names.filter { !extra.contains($0) }
    guard Set(names) == Set(ids), Set(ids).count == ids.count else {
      throw fault(.jsonStat(.dimensionsAndIDDiffer), "/dimension")
    }
    let roles = try roles(frame["role"], ids, base + "/role")
    for (id, size) in zip(ids, sizes) {
      let place = "/dimension" + JSONDifference.step(id)
      guard let dimension = dimensions[id]?.object else { throw fault(.wrongType, place) }
      let reader = JSONStatDimension(
        code: id, object: dimension, pointer: pointer + place, limits: limits)
      var outcome = try reader.dimension(size: size)
      outcome.dimension.role = roles[id]
      let hasUnits = outcome.dimension.categories.contains { $0.unit != nil }
      if roles[id] == .indicator, !hasUnits { builder.note(.unitsMissing(dimension: id)) }
      for note in outcome.notes { builder.note(note) }
      try builder.add(outcome.dimension)
    }
    return sizes
  }

  private func roles(
    _ field: ExactJSON?, _ ids: [String], _ place: String
  ) throws(ObservationFault) -> [String: ObservationDimension.Role] {
    guard let field else { return [:] }
    guard let object = field.object else { throw fault(.wrongType, place) }
    var roles: [String: ObservationDimension.Role] = [:]
    for role in [ObservationDimension.Role.time, .place, .indicator] {
      guard object[role.rawValue] != nil else { continue }
      for id in try list(object, role.rawValue, place, \.string) {
        guard ids.contains(id) else { throw fault(.jsonStat(.unknownRole), place) }
        roles[id] = role
      }
    }
    return roles
  }

  private func list<Element>(
    _ object: ExactJSONObject, _ name: String, _ base: String, _ element: (ExactJSON) -> Element?
  ) throws(ObservationFault) -> [Element] {
    let place = "\(base)/\(name)"
    guard let field = object[name] else { throw fault(.missing, place) }
    guard let values = field.array else { throw fault(.wrongType, place) }
    var list: [Element] = []
    for (index, value) in values.enumerated() {
      guard let element = element(value) else { throw fault(.wrongType, "\(place)/\(index)") }
      list.append(element)
    }
    return list
  }

  private func product(_ sizes: [Int]) throws(ObservationFault) -> Int {
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { throw fault(.jsonStat(.cubeSize), "/size") }
      product = next
    }
    return product
  }

  private func fault(_ reason: ObservationFault.Reason, _ step: String = "") -> ObservationFault {
    ObservationFault(reason, at: .field(pointer + step))
  }
}

extension JSONStatDataset {
  /// Turns the number of a cell into the places of its categories, quickly for one after another.
  fileprivate struct Cursor {
    private let sizes: [UInt32]
    private var places: [UInt32]
    private var cell = 0

    init(sizes: [Int]) {
      self.sizes = sizes.map { UInt32(clamping: $0) }
      places = sizes.map { _ in 0 }
    }

    mutating func places(of wanted: Int) -> [UInt32] {
      if wanted == cell + 1 {
        step()
      } else if wanted != cell {
        var rest = wanted
        for index in sizes.indices.reversed() {
          places[index] = UInt32(rest % Int(sizes[index]))
          rest /= Int(sizes[index])
        }
      }
      cell = wanted
      return places
    }

    private mutating func step() {
      for index in sizes.indices.reversed() {
        places[index] += 1
        if places[index] < sizes[index] { return }
        places[index] = 0
      }
    }
  }
}

/// The statuses of a dataset: one for all, one a cell, or of some cells.
struct JSONStatStatus {
  private enum Form {
    case overall([UInt8])
    case dense([ExactJSON])
    case sparse([Int: String])
  }

  private let form: Form

  init(_ field: ExactJSON?, cells: Int, at pointer: String) throws(ObservationFault) {
    switch field {
    case nil, .null?: form = .overall([])
    case .string(let text)?: form = .overall(Array(text.utf8))
    case .array(let values)?:
      if values.count == 1, let text = values[0].string {
        form = .overall(Array(text.utf8))
        return
      }
      guard values.count == cells else {
        throw ObservationFault(.jsonStat(.statusCount), at: .field(pointer))
      }
      for (index, value) in values.enumerated() where value.string == nil && !value.isNull {
        throw ObservationFault(.wrongType, at: .field("\(pointer)/\(index)"))
      }
      form = .dense(values)
    case .object(let values)?:
      var statuses: [Int: String] = [:]
      for (name, value) in zip(values.names, values.values) {
        let place = ObservationFault.Place.field(pointer + JSONDifference.step(name))
        guard let cell = Self.cell(name, of: cells) else {
          throw ObservationFault(.jsonStat(.statusKey), at: place)
        }
        if value.isNull { continue }
        guard let text = value.string else { throw ObservationFault(.wrongType, at: place) }
        statuses[cell] = text
      }
      form = .sparse(statuses)
    default: throw ObservationFault(.wrongType, at: .field(pointer))
    }
  }

  var isOverall: Bool { if case .overall = form { true } else { false } }
  var isSparse: Bool { if case .overall = form { false } else { true } }

  /// Cells with a status, in order.
  var sparseCells: [Int] {
    switch form {
    case .overall: []
    case .dense(let values): values.indices.filter { values[$0].string != nil }
    case .sparse(let statuses): statuses.keys.sorted()
    }
  }

  subscript(cell: Int) -> ArraySlice<UInt8> {
    switch form {
    case .overall(let text): text[...]
    case .dense(let values): Array((values[cell].string ?? "").utf8)[...]
    case .sparse(let statuses): statuses[cell].map { Array($0.utf8)[...] } ?? []
    }
  }

  /// The number of a cell as a key writes it: digits without a leading zero, below `cells`.
  static func cell(_ key: String, of cells: Int) -> Int? {
    guard let cell = Int(key), (0..<cells).contains(cell), String(cell) == key else { return nil }
    return cell
  }
}
