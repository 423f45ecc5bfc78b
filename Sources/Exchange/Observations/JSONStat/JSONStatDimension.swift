import Civic
import Exact

/// Reads one dimension of a dataset, or one that stands alone.
struct JSONStatDimension {
  let code: String
  let object: ExactJSONObject
  let pointer: String
  let limits: ObservationLimits

  /// A dimension and what was unusual in it.
  struct Outcome {
    var dimension: ObservationDimension
    var notes: [ObservationNote] = []
  }

  /// - Parameter size: What the dataset says; `nil` for a dimension alone.
  func dimension(size: Int?) throws(ObservationFault) -> Outcome {
    guard let field = object["category"] else { throw fault(.missing) }
    guard let category = field.object else { throw fault(.wrongType) }
    let codes = try codes(category, size: size)
    var places: [String: Int] = [:]
    for (place, code) in codes.enumerated() {
      guard places.updateValue(place, forKey: code) == nil else {
        throw fault(.duplicateCode(code), "/index")
      }
    }
    var outcome = Outcome(
      dimension: ObservationDimension(
        code: code, label: object["label"]?.string,
        categories: codes.map { ObservationCategory(code: $0) }))
    try readLabels(category, places, into: &outcome)
    try readUnits(category, places, into: &outcome)
    try readChildren(category, places, into: &outcome)
    for (name, rule) in [
      ("coordinates", JSONStatRule.unknownCoordinates), ("note", .unknownNote),
    ] {
      guard let members = try members(category, name) else { continue }
      for member in members.names where places[member] == nil {
        throw fault(.jsonStat(rule), "/\(name)" + JSONDifference.step(member))
      }
      outcome.notes.append(.notKept(name, count: members.count))
    }
    return outcome
  }

  /// The codes in their order; a dimension of one category may name it by its label alone.
  private func codes(
    _ category: ExactJSONObject, size: Int?
  ) throws(ObservationFault) -> [String] {
    let codes: [String]
    switch category["index"] {
    case .array(let values)?:
      codes = try strings(values, at: "/index")
    case .object(let positions)?:
      codes = try ordered(positions, size: size)
    case nil:
      let label = try members(category, "label")
      guard let label, label.count == 1 else { throw fault(.jsonStat(.indexCount), "/index") }
      codes = label.names
    default: throw fault(.wrongType, "/index")
    }
    guard size == nil || codes.count == size else {
      throw fault(.jsonStat(.indexCount), "/index")
    }
    guard codes.count <= limits.categories else {
      throw fault(.tooManyCategories(limit: limits.categories), "/index")
    }
    return codes
  }

  /// An object of positions: each of 0 to one less than the number, once.
  private func ordered(
    _ positions: ExactJSONObject, size: Int?
  ) throws(ObservationFault) -> [String] {
    guard size == nil || positions.count == size else {
      throw fault(.jsonStat(.indexCount), "/index")
    }
    var codes = [String?](repeating: nil, count: positions.count)
    for (name, value) in zip(positions.names, positions.values) {
      guard let position = value.count, codes.indices.contains(position), codes[position] == nil
      else { throw fault(.jsonStat(.indexPositions), "/index" + JSONDifference.step(name)) }
      codes[position] = name
    }
    return codes.compactMap(\.self)
  }

  private func readLabels(
    _ category: ExactJSONObject, _ places: [String: Int], into outcome: inout Outcome
  ) throws(ObservationFault) {
    guard let labels = try members(category, "label") else { return }
    for (name, value) in zip(labels.names, labels.values) {
      let step = "/label" + JSONDifference.step(name)
      guard let place = places[name] else { throw fault(.jsonStat(.unknownLabel), step) }
      guard let label = value.string else { throw fault(.wrongType, step) }
      outcome.dimension.categories[place].label = label
    }
    if labels.count < places.count { outcome.notes.append(.labelsIncomplete(dimension: code)) }
  }

  private func readUnits(
    _ category: ExactJSONObject, _ places: [String: Int], into outcome: inout Outcome
  ) throws(ObservationFault) {
    guard let units = try members(category, "unit") else { return }
    for (name, value) in zip(units.names, units.values) {
      let step = "/unit" + JSONDifference.step(name)
      guard let place = places[name] else { throw fault(.jsonStat(.unknownUnit), step) }
      guard value.object != nil else { throw fault(.wrongType, step) }
      outcome.dimension.categories[place].unit = ObservationUnit(
        label: value["label"]?.string ?? value["base"]?.string, symbol: value["symbol"]?.string,
        decimals: value["decimals"]?.count, multiplier: value["multiplier"]?.count)
    }
  }

  private func readChildren(
    _ category: ExactJSONObject, _ places: [String: Int], into outcome: inout Outcome
  ) throws(ObservationFault) {
    guard let families = try members(category, "child") else { return }
    for (name, value) in zip(families.names, families.values) {
      let step = "/child" + JSONDifference.step(name)
      guard let parent = places[name] else { throw fault(.jsonStat(.unknownChild), step) }
      guard let values = value.array else { throw fault(.wrongType, step) }
      for child in try strings(values, at: step) {
        guard let place = places[child] else { throw fault(.jsonStat(.unknownChild), step) }
        outcome.dimension.categories[parent].children.append(place)
      }
    }
    guard Self.isAcyclic(outcome.dimension.categories) else {
      throw fault(.jsonStat(.childCycle), "/child")
    }
  }

  /// Whether no category is below itself: all can be taken away, childless ones first.
  ///
  /// - Complexity: O(categories + children).
  static func isAcyclic(_ categories: [ObservationCategory]) -> Bool {
    var parents = [[Int]](repeating: [], count: categories.count)
    var left = categories.map(\.children.count)
    for (parent, category) in categories.enumerated() {
      for child in category.children { parents[child].append(parent) }
    }
    var free = left.indices.filter { left[$0] == 0 }
    var taken = 0
    while let category = free.popLast() {
      taken += 1
      for parent in parents[category] {
        left[parent] -= 1
        if left[parent] == 0 { free.append(parent) }
      }
    }
    return taken == categories.count
  }

  private func members(
    _ category: ExactJSONObject, _ name: String
  ) throws(ObservationFault) -> ExactJSONObject? {
    guard let field = category[name] else { return nil }
    guard let object = field.object else { throw fault(.wrongType, "/\(name)") }
    return object
  }

  private func strings(
    _ values: [ExactJSON], at step: String
  ) throws(ObservationFault) -> [String] {
    var texts: [String] = []
    for (index, value) in values.enumerated() {
      guard let text = value.string else { throw fault(.wrongType, "\(step)/\(index)") }
      texts.append(text)
    }
    return texts
  }

  private func fault(_ reason: ObservationFault.Reason, _ step: String = "") -> ObservationFault {
    ObservationFault(reason, at: .field(pointer + "/category" + step))
  }
}
