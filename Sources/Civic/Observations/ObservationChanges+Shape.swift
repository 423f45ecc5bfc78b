extension ObservationChanges {
  /// How dimensions, categories and units differ, in the order of the earlier table.
  static func shape(_ before: ObservationTable, _ after: ObservationTable) -> [ShapeChange] {
    var changes: [ShapeChange] = []
    if before.origin.unit != after.origin.unit {
      changes.append(
        .unitChanged(
          dimension: nil, code: nil, from: before.origin.unit, to: after.origin.unit))
    }
    for dimension in before.dimensions {
      guard let now = after.dimensions.first(where: { $0.code == dimension.code }) else {
        changes.append(.dimensionRemoved(dimension.code))
        continue
      }
      if dimension.label != now.label {
        changes.append(
          .dimensionRenamed(code: dimension.code, from: dimension.label, to: now.label))
      }
      changes += categories(dimension, now)
    }
    for dimension in after.dimensions
    where !before.dimensions.contains(where: { $0.code == dimension.code }) {
      changes.append(.dimensionAdded(dimension.code))
    }
    return changes
  }

  private static func categories(
    _ before: ObservationDimension, _ after: ObservationDimension
  ) -> [ShapeChange] {
    var changes: [ShapeChange] = []
    let now = Dictionary(
      after.categories.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(before.categories.map(\.code))
    var added = after.categories.filter { !known.contains($0.code) }
    let gone = before.categories.filter { now[$0.code] == nil }
    let newByLabel = Dictionary(
      added.compactMap { category in category.label.map { ($0, category.code) } },
      uniquingKeysWith: { _, _ in "" })
    let goneLabels = Dictionary(grouping: gone.compactMap(\.label)) { $0 }
    var recoded: Set<String> = []
    for category in before.categories {
      if let same = now[category.code] {
        changes += differences(category, same, dimension: before.code)
      } else if let label = category.label, goneLabels[label]?.count == 1,
        let code = newByLabel[label], !code.isEmpty
      {
        // Only when one went and one came by that label is it surely the same.
        recoded.insert(code)
        changes.append(
          .categoryRecoded(
            dimension: before.code, label: label, from: category.code, to: code))
      } else {
        changes.append(
          .categoryRemoved(dimension: before.code, code: category.code, label: category.label))
      }
    }
    added.removeAll { recoded.contains($0.code) }
    changes += added.map {
      .categoryAdded(dimension: before.code, code: $0.code, label: $0.label)
    }
    return changes
  }

  private static func differences(
    _ before: ObservationCategory, _ after: ObservationCategory, dimension: String
  ) -> [ShapeChange] {
    var changes: [ShapeChange] = []
    if let from = before.label, let to = after.label, from != to {
      changes.append(
        .categoryRelabelled(dimension: dimension, code: before.code, from: from, to: to))
    }
    if before.unit != after.unit {
      changes.append(
        .unitChanged(dimension: dimension, code: before.code, from: before.unit, to: after.unit))
    }
    return changes
  }
}

/// Pairs the rows of two tables whose codes are the same.
struct ObservationMatching {
  /// A cell of either table or of both.
  struct Pair {
    let before: Int?
    let after: Int?
  }

  private let old: [(position: UInt128, row: Int)]
  private let now: [(position: UInt128, row: Int)]

  /// - Parameter dimensions: For each dimension of the later table its place in the earlier.
  /// - Returns: `nil` when all categories together span more cells than can be counted.
  init?(_ before: ObservationTable, _ after: ObservationTable, dimensions: [Int]) {
    var sizes: [Int] = []
    // For each dimension the places that the earlier table's categories have among all.
    var joint: [[UInt32]] = []
    for (index, place) in dimensions.enumerated() {
      let known = after.dimensions[index].categories
      var places = Dictionary(
        known.enumerated().map { ($0.element.code, UInt32($0.offset)) },
        uniquingKeysWith: { first, _ in first })
      joint.append(
        before.dimensions[place].categories.map { category in
          if let place = places[category.code] { return place }
          let next = UInt32(places.count)
          places[category.code] = next
          return next
        })
      sizes.append(max(places.count, known.count))
    }
    guard let strides = ObservationStrides(sizes: sizes) else { return nil }
    var row = [UInt32](repeating: 0, count: sizes.count)
    now = (0..<after.count).map { (strides.position(of: $0, in: after.columns), $0) }
    var old: [(position: UInt128, row: Int)] = []
    old.reserveCapacity(before.count)
    for index in 0..<before.count {
      for dimension in sizes.indices {
        let place = before.category(index, dimension: dimensions[dimension])
        row[dimension] = joint[dimension][place]
      }
      old.append((strides.position(row), index))
    }
    let isOrdered = zip(old, old.dropFirst()).allSatisfy { $0.position < $1.position }
    self.old = isOrdered ? old : old.sorted { $0.position < $1.position }
  }

  /// All cells, in the order of the later table's dimensions.
  func pairs() -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(max(old.count, now.count))
    var (left, right) = (0, 0)
    while left < old.count || right < now.count {
      if right == now.count || left < old.count && old[left].position < now[right].position {
        pairs.append(Pair(before: old[left].row, after: nil))
        left += 1
      } else if left == old.count || now[right].position < old[left].position {
        pairs.append(Pair(before: nil, after: now[right].row))
        right += 1
      } else {
        pairs.append(Pair(before: old[left].row, after: now[right].row))
        left += 1
        right += 1
      }
    }
    return pairs
  }
}
