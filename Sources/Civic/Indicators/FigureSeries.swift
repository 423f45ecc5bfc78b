public import Exact

/// The figures of a source as series: one for each place and each combination of everything that is
/// neither place nor time.
public struct FigureSeries: Sendable {
  /// A figure with the series it belongs to.
  public struct Figure: Hashable, Sendable {
    public let key: SeriesKey
    public let period: String
    /// None where the source took the figure back.
    public let value: ExactDecimal?
    public let quality: ValueQuality
    public let note: String?
  }

  /// A code of the source with its label.
  public struct Code: Hashable, Sendable {
    public let code: String
    public let label: String?

    public init(code: String, label: String?) {
      self.code = code
      self.label = label
    }
  }

  private let source: String
  private let dimensions: [ObservationDimension]
  private let time: Int
  private let place: Int?
  private let rest: [Int]

  /// What a series without a place, or without anything but place and time, is called.
  public static let whole = "all"
  /// Stands between the codes of several dimensions.
  public static let separator = " · "

  /// - Returns: `nil` when no dimension is time.
  public init?(_ table: ObservationTable, of source: Exact.ID<IndicatorSource>) {
    let dimensions = table.dimensions
    let role = { (dimension: ObservationDimension) in
      dimension.role ?? ObservationDimension.usualRole(of: dimension.code)
    }
    guard let time = dimensions.firstIndex(where: { role($0) == .time }) else { return nil }
    self.source = source.rawValue
    self.dimensions = dimensions
    self.time = time
    place = dimensions.firstIndex { role($0) == .place }
    rest = dimensions.indices.filter { [place] in $0 != time && $0 != place }
  }

  /// The figure of a cell that changed.
  public func figure(_ cell: ObservationChanges.Cell) -> Figure {
    Figure(
      key: SeriesKey(
        source: source, indicator: indicator(cell.codes),
        place: place.map { cell.codes[$0] } ?? Self.whole),
      period: ObservationTime.period(cell.codes[time], form: .automatic) ?? cell.codes[time],
      value: cell.after?.value,
      quality: cell.after == nil ? .missing : ValueQuality(flag: cell.after?.status),
      note: cell.after?.text)
  }

  private func indicator(_ codes: [String]) -> String {
    rest.isEmpty ? Self.whole : rest.map { codes[$0] }.joined(separator: Self.separator)
  }

  /// The places of the source.
  public var places: [Code] {
    guard let place else { return [Code(code: Self.whole, label: nil)] }
    return dimensions[place].categories.map { Code(code: $0.code, label: $0.label) }
  }

  /// What a combination of codes is called in the source's words.
  public func label(ofIndicator code: String) -> String? {
    let codes = code.components(separatedBy: Self.separator)
    guard codes.count == rest.count else { return nil }
    let labels = zip(rest, codes).map { dimension, code in
      dimensions[dimension].categories.first { $0.code == code }?.label ?? code
    }
    let label = labels.joined(separator: Self.separator)
    return label == code ? nil : label
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: mark) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
