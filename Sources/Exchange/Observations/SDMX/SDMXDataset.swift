import Civic
import Exact

/// Reads one dataset of an SDMX-JSON message.
struct SDMXDataset {
  private let set: ExactJSON
  private let structure: ExactJSON
  private let pointer: String
  private let fixed: [SDMXComponent]
  private let series: [SDMXComponent]
  private let observed: [SDMXComponent]
  private let measures: [SDMXComponent]
  private let observationAttributes: [SDMXComponent]
  private let setAttributes: [SDMXComponent]
  /// For each dimension in the order of the keys (dataset, series, observation) its place.
  private let places: [Int]
  private var builder: ObservationTableBuilder

  init(
    structure: ExactJSON, set: ExactJSON, pointer: String, structurePointer: String,
    limits: ObservationLimits
  ) throws(ObservationFault) {
    self.set = set
    self.structure = structure
    self.pointer = pointer
    let dimensions = structurePointer + "/dimensions"
    fixed = try SDMXComponent.list(structure["dimensions"], "dataSet", at: dimensions)
    series = try SDMXComponent.list(structure["dimensions"], "series", at: dimensions)
    observed = try SDMXComponent.list(structure["dimensions"], "observation", at: dimensions)
    measures = try SDMXComponent.list(
      structure["measures"], "observation", at: structurePointer + "/measures")
    let attributes = structurePointer + "/attributes"
    observationAttributes = try SDMXComponent.list(
      structure["attributes"], "observation", at: attributes)
    setAttributes = try SDMXComponent.list(structure["attributes"], "dataSet", at: attributes)
    builder = ObservationTableBuilder(limits: limits)
    let all = fixed + series + observed
    guard !all.isEmpty else { throw ObservationFault(.missing, at: .field(dimensions)) }
    let order = all.indices.sorted {
      (all[$0].keyPosition ?? $0, $0) < (all[$1].keyPosition ?? $1, $1)
    }
    var places = [Int](repeating: 0, count: all.count)
    for (place, index) in order.enumerated() {
      places[index] = place
      do throws(ObservationFault) {
        try builder.add(try all[index].dimension())
      } catch {
        throw error.place == .wholeFile
          ? ObservationFault(error.reason, at: .field(all[index].pointer)) : error
      }
    }
    self.places = places
    if measures.count > 1 {
      let categories = measures.map { ObservationCategory(code: $0.id, label: $0.label) }
      try builder.add(
        ObservationDimension(code: "MEASURE", role: .indicator, categories: categories))
    }
  }

  mutating func table(meta: ExactJSON?) throws(ObservationFault) -> ObservationTable {
    readOrigin(meta)
    let total = fixed.count + series.count + observed.count
    var row = [UInt32](repeating: 0, count: total + (measures.count > 1 ? 1 : 0))
    for (index, component) in fixed.enumerated() where component.values.isEmpty {
      throw ObservationFault(.missing, at: .field(fixed[index].pointer + "/values"))
    }
    if let all = set["series"]?.object {
      for (key, value) in zip(all.names, all.values) {
        let place = pointer + "/series" + JSONDifference.step(key)
        try put(key, series, offset: fixed.count, into: &row, at: place)
        try readObservations(value["observations"], &row, at: place + "/observations")
      }
    }
    if set["observations"]?.object != nil {
      // Without a level of series the keys name its dimensions too.
      try readObservations(set["observations"], &row, isFlat: true, at: pointer + "/observations")
    }
    noteAttributes()
    do throws(ObservationFault) {
      return try builder.table()
    } catch {
      throw ObservationFault(error.reason, at: .field(pointer))
    }
  }

  /// Names the attributes that have no place in a table.
  private mutating func noteAttributes() {
    let kept: Set<String> = ["OBS_STATUS", "OBS_FLAG"]
    for attribute in observationAttributes where !kept.contains(attribute.id) {
      builder.note(.notKept(attribute.id, count: 1))
    }
    for level in ["series", "dimensionGroup"] {
      for attribute in structure["attributes"]?[level]?.array ?? [] {
        if let id = attribute["id"]?.string { builder.note(.notKept(id, count: 1)) }
      }
    }
  }

  private mutating func readOrigin(_ meta: ExactJSON?) {
    builder.origin.label = structure["name"]?.string ?? structure["names"]?["en"]?.string
    builder.origin.source =
      meta?["sender"]?["name"]?.string ?? meta?["sender"]?["id"]?.string
    builder.origin.updated = meta?["prepared"]?.string
    for (attribute, value) in zip(setAttributes, set["attributes"]?.array ?? []) {
      guard let text = attribute.text(value) else { continue }
      switch attribute.id {
      case "UNIT_MEASURE", "UNIT":
        var unit = builder.origin.unit ?? ObservationUnit()
        unit.code = text
        unit.label = value.count.flatMap {
          attribute.values.indices.contains($0) ? attribute.values[$0]["name"]?.string : nil
        }
        builder.origin.unit = unit
      case "UNIT_MULT":
        var unit = builder.origin.unit ?? ObservationUnit()
        unit.multiplier = Int(text)
        builder.origin.unit = unit
      default: continue
      }
    }
  }

  private mutating func readObservations(
    _ field: ExactJSON?, _ row: inout [UInt32], isFlat: Bool = false, at place: String
  ) throws(ObservationFault) {
    guard let field else { return }
    guard let all = field.object else { throw ObservationFault(.wrongType, at: .field(place)) }
    let dimensions = isFlat ? series + observed : observed
    let offset = fixed.count + (isFlat ? 0 : series.count)
    for (key, value) in zip(all.names, all.values) {
      let cell = place + JSONDifference.step(key)
      try put(key, dimensions, offset: offset, into: &row, at: cell)
      guard let parts = value.array else {
        throw ObservationFault(.wrongType, at: .field(cell))
      }
      try append(parts, &row, at: cell)
    }
  }

  /// A key such as `0:3`: for each dimension the place of its value.
  private func put(
    _ key: String, _ dimensions: [SDMXComponent], offset: Int, into row: inout [UInt32],
    at place: String
  ) throws(ObservationFault) {
    let parts = key.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count == dimensions.count || key.isEmpty && dimensions.isEmpty else {
      throw ObservationFault(
        .wrongCellCount(expected: dimensions.count, found: parts.count), at: .field(place))
    }
    for (index, dimension) in dimensions.enumerated() {
      guard let number = UInt32(Substring(parts[index])), number < dimension.values.count else {
        throw ObservationFault(.invalid(key), at: .field(place))
      }
      row[places[offset + index]] = number
    }
  }

  /// The measures of an observation and, after them, its attributes.
  private mutating func append(
    _ parts: [ExactJSON], _ row: inout [UInt32], at place: String
  ) throws(ObservationFault) {
    let count = max(measures.count, 1)
    var status: [UInt8] = []
    for (attribute, value) in zip(observationAttributes, parts.dropFirst(count)) {
      guard ["OBS_STATUS", "OBS_FLAG"].contains(attribute.id) else { continue }
      status = Array((attribute.text(value) ?? "").utf8)
    }
    for index in 0..<count {
      let content = try content(index < parts.count ? parts[index] : .null, at: place)
      if count > 1 { row[row.count - 1] = UInt32(index) }
      do throws(ObservationFault) {
        try builder.append(row, content, status: status[...])
      } catch {
        throw ObservationFault(error.reason, at: .field(place))
      }
    }
  }

  private func content(
    _ value: ExactJSON, at place: String
  ) throws(ObservationFault) -> ObservationTableBuilder.Content {
    switch value {
    case .null: return .missing
    case .number(let reading):
      guard let content = reading.content else {
        throw ObservationFault(.numberTooLarge(""), at: .field(place))
      }
      return content
    case .string(let text):
      if text == "NaN" { return .missing }
      return DecimalReading(Array(text.utf8)[...]).content ?? .text(text)
    case .bool, .array, .object: throw ObservationFault(.wrongType, at: .field(place))
    }
  }
}
