public import Exact

/// What is different between two readings of one source.
///
/// Cells are matched by the codes of their dimensions, never by their place: a source may reorder
/// its categories without anything having changed. Values are the same when they are equal as
/// numbers, so that `12.0` is no revision of `12`.
public struct ObservationChanges: Hashable, Sendable {
  /// A cell by its codes in the order of the later table's dimensions.
  public struct Cell: Hashable, Sendable {
    public let codes: [String]
    public let before: Reading?
    public let after: Reading?
  }

  /// What a cell says.
  public struct Reading: Hashable, Sendable {
    public let value: ExactDecimal?
    public let status: String?
    public let text: String?
  }

  /// How the form of the source has changed, apart from its figures.
  public enum ShapeChange: Hashable, Sendable {
    case dimensionAdded(String)
    case dimensionRemoved(String)
    case dimensionRenamed(code: String, from: String?, to: String?)
    case categoryRemoved(dimension: String, code: String, label: String?)
    case categoryAdded(dimension: String, code: String, label: String?)
    /// The same code, another label: perhaps something else is meant.
    case categoryRelabelled(dimension: String, code: String, from: String, to: String)
    /// A code vanished and another with the same label came.
    case categoryRecoded(dimension: String, label: String, from: String, to: String)
    case unitChanged(
      dimension: String?, code: String?, from: ObservationUnit?, to: ObservationUnit?)
  }

  public private(set) var shape: [ShapeChange] = []
  /// Cells with a value where there was none.
  public private(set) var new: [Cell] = []
  /// Cells with another value, or another text.
  public private(set) var revised: [Cell] = []
  /// Cells whose value is no longer there.
  public private(set) var removed: [Cell] = []
  /// Cells with the same value and another status.
  public private(set) var reflagged: [Cell] = []
  public private(set) var unchanged = 0

  /// Whether the source changed shape so that its figures may mean something else, or lost some.
  ///
  /// New categories, as every new year brings them, do not count.
  ///
  /// - Parameter rolling: Dimensions whose categories are expected to vanish in time.
  public func hasChangedShape(rolling: Set<String> = []) -> Bool {
    shape.contains { change in
      switch change {
      case .categoryAdded: false
      case .categoryRemoved(let dimension, _, _): !rolling.contains(dimension)
      default: true
      }
    }
  }

  public var isEmpty: Bool {
    shape.isEmpty && new.isEmpty && revised.isEmpty && removed.isEmpty && reflagged.isEmpty
  }

  init(new: [Cell]) {
    self.new = new
  }

  /// Compares two readings of a source.
  ///
  /// When the dimensions are not the same, the figures cannot be matched and are not compared.
  ///
  /// - Complexity: O((m + n) log (m + n)) for tables of m and n rows; O(m + n) when in order.
  public init(from before: ObservationTable, to after: ObservationTable) {
    shape = Self.shape(before, after)
    let places = after.dimensions.map { dimension in
      before.dimensions.firstIndex { $0.code == dimension.code }
    }
    let matched = places.compactMap(\.self)
    guard matched.count == places.count, matched.count == before.dimensions.count,
      let matching = ObservationMatching(before, after, dimensions: matched)
    else { return }
    for pair in matching.pairs() { take(pair, before, after, matched) }
  }

  private mutating func take(
    _ pair: ObservationMatching.Pair, _ before: ObservationTable, _ after: ObservationTable,
    _ dimensions: [Int]
  ) {
    let old = pair.before.map { Self.reading(before, $0) }
    let now = pair.after.map { Self.reading(after, $0) }
    let difference = Self.difference(old, now)
    guard difference != .none else {
      unchanged += 1
      return
    }
    var codes: [String] = []
    if let row = pair.after {
      codes = after.codes(row)
    } else if let row = pair.before {
      let all = before.codes(row)
      codes = dimensions.map { all[$0] }
    }
    let cell = Cell(codes: codes, before: old, after: now)
    switch difference {
    case .none: break
    case .new: new.append(cell)
    case .removed: removed.append(cell)
    case .revised: revised.append(cell)
    case .reflagged: reflagged.append(cell)
    }
  }

  private enum Difference { case none, new, removed, revised, reflagged }

  private static func difference(_ old: Reading?, _ now: Reading?) -> Difference {
    let had = old?.value != nil || old?.text != nil
    let has = now?.value != nil || now?.text != nil
    if !had, has { return .new }
    if had, !has { return .removed }
    if !isSame(old?.value, now?.value) || old?.text != now?.text { return .revised }
    return old?.status == now?.status ? .none : .reflagged
  }

  private static func reading(_ table: ObservationTable, _ row: Int) -> Reading {
    Reading(value: table.value(row), status: table.status(row), text: table.text(row))
  }

  private static func isSame(_ one: ExactDecimal?, _ other: ExactDecimal?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one == other || shortest(one) == shortest(other)
  }

  /// Without zeros at the end of the decimals.
  private static func shortest(_ value: ExactDecimal) -> ExactDecimal {
    var (significand, scale) = (value.significand, value.scale)
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    return ExactDecimal(significand: significand, scale: scale)
  }
}
