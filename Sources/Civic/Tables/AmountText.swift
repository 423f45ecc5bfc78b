public import Exact

/// Reads amounts of money as people type them: `1.234.567,89 €`, `MKD 12 000`, `1'500.-`.
///
/// Points, commas, apostrophes and blanks may group digits by three; a point or a comma may be the
/// decimal mark. Where one mark before three digits can be either, both readings are given.
public enum AmountText {
  /// A character between whole units and their parts.
  public enum DecimalMark: Hashable, Sendable {
    case point, comma
  }

  /// A number with the currency written next to it, if any.
  public struct Amount: Hashable, Sendable {
    public let value: ExactDecimal
    public let currency: Currency?

    public init(_ value: ExactDecimal, _ currency: Currency? = nil) {
      self.value = value
      self.currency = currency
    }
  }

  /// What a text can mean.
  public enum Reading: Hashable, Sendable {
    case empty
    case amount(Amount)
    /// Two meanings: `1.234` as a thousand and more, the likelier, or with three decimals.
    case ambiguous(likely: Amount, other: Amount)
    case unreadable
  }

  /// Reads one text.
  ///
  /// - Parameters:
  ///   - text: What the cell holds.
  ///   - decimalMark: The mark the rest of the column is known to use; it settles `1.234`.
  /// - Complexity: O(length).
  public static func parse(_ text: String, decimalMark: DecimalMark? = nil) -> Reading {
    var words = AmountWords(text)
    guard !words.isEmpty else { return .empty }
    guard let stripped = words.takeNumber() else { return .unreadable }
    guard let shape = NumberShape(stripped.digits) else { return .unreadable }
    func amount(_ mark: DecimalMark?) -> Amount? {
      shape.value(decimalMark: mark, isNegative: stripped.isNegative, scale: stripped.thousands)
        .map { Amount($0, stripped.currency) }
    }
    guard let own = shape.ambiguousMark else {
      return amount(shape.decimalMark).map { .amount($0) } ?? .unreadable
    }
    if let decimalMark {
      return amount(own == decimalMark ? own : nil).map { .amount($0) } ?? .unreadable
    }
    guard let grouped = amount(nil), let parted = amount(own) else { return .unreadable }
    // Who writes `1,250 million` has hardly thousands of millions.
    return stripped.thousands > 0
      ? .ambiguous(likely: parted, other: grouped) : .ambiguous(likely: grouped, other: parted)
  }

  /// Reads a cell: its number, or what its text says.
  ///
  /// Numbers a formula left with more than twelve decimals are cut there.
  public static func parse(_ cell: Cell, decimalMark: DecimalMark? = nil) -> Reading {
    switch cell.content {
    case .empty: return .empty
    case .text(let text): return parse(text, decimalMark: decimalMark)
    case .number(let number):
      let parts = number.split(separator: ".")
      let fraction = parts.count == 2 ? "." + parts[1].prefix(12) : ""
      return parts.first.flatMap { ExactDecimal($0 + fraction) }.map { .amount(Amount($0)) }
        ?? .unreadable
    case .date, .boolean, .formulaError: return .unreadable
    }
  }

  /// The decimal mark that the unambiguous texts of a column use; `nil` when none tells or they
  /// disagree.
  public static func decimalMark(in column: some Sequence<String>) -> DecimalMark? {
    var marks: Set<DecimalMark> = []
    for text in column {
      var words = AmountWords(text)
      guard let number = words.takeNumber(), let shape = NumberShape(number.digits) else {
        continue
      }
      if let mark = shape.impliedMark { marks.insert(mark) }
    }
    return marks.count == 1 ? marks.first : nil
  }
}
