public import Exact

/// Puts a table together row by row, whatever the order in which a source gives them.
public struct ObservationTableBuilder {
  public var origin = ObservationTable.Origin()
  /// Where the number of a row was read, for the sake of faults; 0 where lines mean nothing.
  public var line = 0

  private let limits: ObservationLimits
  private var dimensions: [ObservationDimension] = []
  private var codes: [CodeIndex] = []
  private var ordersTimes: [Bool] = []
  private var columns = ObservationColumns(codes: [])
  private var lines: [UInt32] = []
  private var statuses = CodeIndex()
  private var notes: [ObservationNote] = []
  private var rounded = 0
  private var empty = 0
  private var texts = 0

  public init(limits: ObservationLimits = ObservationLimits()) {
    self.limits = limits
  }

  /// Adds a dimension before any row.
  ///
  /// - Parameters:
  ///   - dimension: With the categories that are known beforehand; their codes are unique.
  ///   - ordersTimes: Whether to sort the categories of a time by their codes in the end, as for
  ///     a source that has them in the order of its rows.
  public mutating func add(
    _ dimension: ObservationDimension, ordersTimes: Bool = false
  ) throws(ObservationFault) {
    precondition(columns.significands.isEmpty, "rows have one category for each dimension")
    guard dimensions.count < limits.dimensions else {
      throw fault(.tooManyDimensions(limit: limits.dimensions))
    }
    guard !dimensions.contains(where: { $0.code == dimension.code }) else {
      throw fault(.duplicateCode(dimension.code))
    }
    guard dimension.categories.count <= limits.categories else {
      throw fault(.tooManyCategories(limit: limits.categories))
    }
    var index = CodeIndex()
    for category in dimension.categories {
      guard index.insert(Array(category.code.utf8)[...]).isNew else {
        throw fault(.duplicateCode(category.code))
      }
    }
    dimensions.append(dimension)
    codes.append(index)
    self.ordersTimes.append(ordersTimes && dimension.role == .time)
    columns.codes.append([])
  }

  /// The place of a category, new or known.
  public mutating func category(
    _ code: ArraySlice<UInt8>, dimension: Int
  ) throws(ObservationFault) -> UInt32 {
    let (number, isNew) = codes[dimension].insert(code)
    if isNew {
      guard !code.isEmpty else { throw fault(.emptyCode) }
      guard code.count <= limits.text else { throw fault(.textTooLong(limit: limits.text)) }
      guard number < limits.categories else {
        throw fault(.tooManyCategories(limit: limits.categories))
      }
      guard let text = String(validating: code, as: UTF8.self) else { throw fault(.notText) }
      dimensions[dimension].categories.append(ObservationCategory(code: text))
    }
    return UInt32(number)
  }

  public func needsLabel(_ category: UInt32, dimension: Int) -> Bool {
    dimensions[dimension].categories[Int(category)].label == nil
  }

  /// Gives a category its label, the first time one is there.
  public mutating func label(_ category: UInt32, dimension: Int, _ label: String) {
    guard dimensions[dimension].categories[Int(category)].label == nil, !label.isEmpty else {
      return
    }
    dimensions[dimension].categories[Int(category)].label = label
  }

  public mutating func setUnit(_ unit: ObservationUnit, of category: UInt32, dimension: Int) {
    dimensions[dimension].categories[Int(category)].unit = unit
  }

  /// What a cell holds.
  public enum Content {
    case value(ExactDecimal, isRounded: Bool)
    case text(String)
    case missing
  }

  /// Adds a row; one without value, text and status is counted and left out.
  ///
  /// - Parameter places: The categories' places, one a dimension.
  public mutating func append(
    _ places: [UInt32], _ content: Content, status: ArraySlice<UInt8> = []
  ) throws(ObservationFault) {
    let flag = try self.status(status)
    let row = columns.significands.count
    guard row + empty < limits.values else { throw fault(.tooManyValues(limit: limits.values)) }
    switch content {
    case .value(let value, let isRounded):
      columns.significands.append(value.significand)
      columns.scales.append(UInt8(value.scale))
      if isRounded { rounded += 1 }
    case .text(let text):
      guard text.utf8.count <= limits.text else { throw fault(.textTooLong(limit: limits.text)) }
      columns.texts[row] = text
      texts += 1
      appendMissing()
    case .missing:
      guard flag != 0 else {
        empty += 1
        return
      }
      appendMissing()
    }
    columns.statuses.append(flag)
    lines.append(UInt32(truncatingIfNeeded: line))
    for index in places.indices { columns.codes[index].append(places[index]) }
  }

  public mutating func note(_ note: ObservationNote) {
    notes.append(note)
  }

  private mutating func appendMissing() {
    columns.significands.append(0)
    columns.scales.append(ObservationColumns.missing)
  }

  private mutating func status(_ code: ArraySlice<UInt8>) throws(ObservationFault) -> UInt16 {
    guard !code.isEmpty else { return 0 }
    let (number, isNew) = statuses.insert(code)
    if isNew {
      guard code.count <= limits.text else { throw fault(.textTooLong(limit: limits.text)) }
      guard number < min(limits.statuses, Int(UInt16.max)) else {
        throw fault(.tooManyStatuses(limit: limits.statuses))
      }
      guard String(validating: code, as: UTF8.self) != nil else { throw fault(.notText) }
    }
    return UInt16(number + 1)
  }

  private func fault(_ reason: ObservationFault.Reason) -> ObservationFault {
    ObservationFault(reason, at: line == 0 ? .wholeFile : .line(line))
  }

  /// The table, its rows in order and each cell once.
  ///
  /// - Throws: ``ObservationFault/Reason/conflictingObservation`` for a cell with two contents.
  /// - Complexity: O(rows), and O(rows log rows) when the source has them in another order.
  public consuming func table() throws(ObservationFault) -> ObservationTable {
    orderTimes()
    let sizes = dimensions.map(\.categories.count)
    guard let strides = ObservationStrides(sizes: sizes) else {
      throw ObservationFault(.cubeTooLarge, at: .wholeFile)
    }
    let positions = columns.significands.indices.map { strides.position(of: $0, in: columns) }
    let isOrdered = zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
    if !isOrdered { try order(by: positions) }
    if empty > 0 { notes.append(.emptyCells(empty)) }
    if rounded > 0 { notes.append(.roundedValues(rounded)) }
    if texts > 0 { notes.append(.textValues(texts)) }
    return ObservationTable(
      origin: origin, dimensions: dimensions,
      statusCodes: (0..<statuses.count).map { String(decoding: statuses[$0], as: UTF8.self) },
      notes: notes, columns: columns)
  }

  private mutating func orderTimes() {
    for index in dimensions.indices where ordersTimes[index] {
      let categories = dimensions[index].categories
      let order = categories.indices.sorted {
        categories[$0].code.utf8.lexicographicallyPrecedes(categories[$1].code.utf8)
      }
      var place = [UInt32](repeating: 0, count: order.count)
      for (new, old) in order.enumerated() { place[old] = UInt32(new) }
      dimensions[index].categories = order.map { categories[$0] }
      for row in columns.codes[index].indices {
        columns.codes[index][row] = place[Int(columns.codes[index][row])]
      }
    }
  }

  private mutating func order(by positions: [UInt128]) throws(ObservationFault) {
    let sorted = positions.indices.sorted {
      (positions[$0], $0) < (positions[$1], $1)
    }
    var kept: [Int] = []
    kept.reserveCapacity(sorted.count)
    for row in sorted {
      if let last = kept.last, positions[last] == positions[row] {
        guard isSame(last, row) else {
          line = Int(lines[row])
          throw fault(.conflictingObservation)
        }
      } else {
        kept.append(row)
      }
    }
    if kept.count < sorted.count { notes.append(.repeatedObservations(sorted.count - kept.count)) }
    let old = columns
    columns.codes = old.codes.map { column in kept.map { column[$0] } }
    columns.significands = kept.map { old.significands[$0] }
    columns.scales = kept.map { old.scales[$0] }
    columns.statuses = kept.map { old.statuses[$0] }
    guard !old.texts.isEmpty else { return }
    columns.texts = [:]
    for (new, row) in kept.enumerated() {
      if let text = old.texts[row] { columns.texts[new] = text }
    }
  }

  private func isSame(_ one: Int, _ other: Int) -> Bool {
    columns.significands[one] == columns.significands[other]
      && columns.scales[one] == columns.scales[other]
      && columns.statuses[one] == columns.statuses[other]
      && columns.texts[one] == columns.texts[other]
  }
}
