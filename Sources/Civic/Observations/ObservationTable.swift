public import Exact

/// Figures of a statistical source in one form, whatever file they came in.
///
/// One column a dimension and one for values, so that a hundred thousand values take a few
/// megabytes. Rows are unique and in the order of the dimensions' categories, the last dimension
/// running fastest. A cell without value, status and text has no row.
public struct ObservationTable: Hashable, Sendable {
  /// Where the figures come from, in the source's own words.
  public struct Origin: Hashable, Sendable {
    public var label: String?
    public var source: String?
    /// As the source writes it: a date or a moment.
    public var updated: String?
    public var address: String?
    /// The unit of all values, where the source has one.
    public var unit: ObservationUnit?
    /// What the letters of ``ObservationTable/statusCodes`` mean.
    public var statusLabels: [String: String] = [:]

    public init() {}
  }

  public var origin: Origin
  public let dimensions: [ObservationDimension]
  /// The statuses that occur; a row's status is one of them.
  public let statusCodes: [String]
  /// What was unusual.
  public let notes: [ObservationNote]

  let columns: ObservationColumns

  /// The number of rows.
  public var count: Int { columns.significands.count }

  /// The number of rows that have a number.
  public var valueCount: Int { columns.scales.count { $0 != ObservationColumns.missing } }

  /// The number of a row; `nil` where it is missing.
  public func value(_ row: Int) -> ExactDecimal? {
    let scale = columns.scales[row]
    guard scale != ObservationColumns.missing else { return nil }
    return ExactDecimal(significand: columns.significands[row], scale: Int(scale))
  }

  /// The flag of a row, such as `p` for provisional.
  public func status(_ row: Int) -> String? {
    let status = columns.statuses[row]
    return status == 0 ? nil : statusCodes[Int(status) - 1]
  }

  /// What stands where a number was expected.
  public func text(_ row: Int) -> String? { columns.texts[row] }

  /// The place of a row's category within its dimension.
  public func category(_ row: Int, dimension: Int) -> Int { Int(columns.codes[dimension][row]) }

  /// The codes of a row, one a dimension.
  public func codes(_ row: Int) -> [String] {
    dimensions.indices.map { dimensions[$0].categories[category(row, dimension: $0)].code }
  }

  /// Cells of the whole cube, with a row or without.
  public var cellCount: UInt128 {
    dimensions.reduce(1) { $0 * UInt128($1.categories.count) }
  }

  /// The place of a row's cell in the whole cube, the last dimension running fastest.
  public func position(_ row: Int) -> UInt128 {
    var position: UInt128 = 0
    for index in dimensions.indices {
      position *= UInt128(dimensions[index].categories.count)
      position += UInt128(columns.codes[index][row])
    }
    return position
  }

  /// The row of a cell given by its codes in the order of the dimensions.
  ///
  /// - Complexity: O(categories + log rows).
  public func row(of codes: [String]) -> Int? {
    guard codes.count == dimensions.count else { return nil }
    var places: [UInt32] = []
    for (dimension, code) in zip(dimensions, codes) {
      let place = dimension.categories.firstIndex { $0.code.utf8.elementsEqual(code.utf8) }
      guard let place else { return nil }
      places.append(UInt32(place))
    }
    let strides = ObservationStrides(sizes: dimensions.map(\.categories.count))
    guard let strides else { return nil }
    let wanted = strides.position(places)
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let position = strides.position(of: middle, in: columns)
      if position == wanted { return middle }
      range = position < wanted ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}

/// The columns of a table; all have one entry a row.
struct ObservationColumns: Hashable, Sendable {
  static let missing = UInt8.max

  /// For each dimension the places of the rows' categories.
  var codes: [[UInt32]]
  var significands: [Int64] = []
  /// Digits after the mark, or ``missing``.
  var scales: [UInt8] = []
  /// 0 for none, otherwise one more than the place in the list of statuses.
  var statuses: [UInt16] = []
  /// By row; few tables have any.
  var texts: [Int: String] = [:]
}

/// Turns categories into the place of a cell in the whole cube, the last dimension fastest.
struct ObservationStrides {
  private let strides: [UInt128]
  /// Cells of the whole cube.
  let size: UInt128

  /// - Returns: `nil` for a cube of more cells than 128 bits can count.
  init?(sizes: [Int]) {
    var strides: [UInt128] = []
    var product: UInt128 = 1
    for size in sizes.reversed() {
      strides.append(product)
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt128(max(size, 1)))
      guard !overflow else { return nil }
      product = next
    }
    self.strides = strides.reversed()
    size = sizes.contains(0) ? 0 : product
  }

  func position(_ places: [UInt32]) -> UInt128 {
    var sum: UInt128 = 0
    for index in strides.indices { sum += strides[index] * UInt128(places[index]) }
    return sum
  }

  func position(of row: Int, in columns: ObservationColumns) -> UInt128 {
    var sum: UInt128 = 0
    for index in strides.indices { sum += strides[index] * UInt128(columns.codes[index][row]) }
    return sum
  }
}
