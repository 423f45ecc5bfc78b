import Exact

/// A number cut at its marks, and what these can be.
struct NumberShape {
  private let groups: [String]
  private let marks: [Character]

  /// - Parameter text: Digits with `.`, `,`, `'` and blanks between them.
  /// - Returns: `nil` when no reading gives a number.
  init?(_ text: String) {
    var groups = [""]
    var marks: [Character] = []
    for character in text {
      switch character {
      case "0"..."9" where character.isASCII: groups[groups.count - 1].append(character)
      case ".", ",": add(character)
      case "'", "’", "ʼ", "`", " ", "\u{A0}", "\u{202F}", "\u{2009}": add(" ")
      default: return nil
      }
    }
    func add(_ mark: Character) {
      marks.append(mark)
      groups.append("")
    }
    self.groups = groups
    self.marks = marks
    guard isSound else { return nil }
  }

  /// The mark that must be decimal, if there is one.
  var decimalMark: AmountText.DecimalMark? {
    guard let last = marks.last, last != " ", ambiguousMark == nil else { return nil }
    guard marks.filter({ $0 == last }).count == 1 else { return nil }
    return Self.mark(last)
  }

  /// The mark that can be decimal as well as grouping: the only one, before exactly three digits.
  var ambiguousMark: AmountText.DecimalMark? {
    guard marks.count == 1, marks[0] != " ", groups[1].count == 3,
      (1...3).contains(groups[0].count),
      groups[0].first != "0"
    else { return nil }
    return Self.mark(marks[0])
  }

  /// The decimal mark that whoever wrote this uses: the one there is, or the one that is left when
  /// the other groups.
  var impliedMark: AmountText.DecimalMark? {
    if let decimalMark { return decimalMark }
    guard ambiguousMark == nil, let grouping = marks.first.flatMap(Self.mark) else { return nil }
    return grouping == .point ? .comma : .point
  }

  /// The number, read with this decimal mark, every other mark grouping.
  ///
  /// - Parameter scale: How often to multiply by a thousand.
  /// - Returns: `nil` when 64 bits cannot hold it.
  func value(
    decimalMark: AmountText.DecimalMark?, isNegative: Bool, scale: Int
  ) -> ExactDecimal? {
    let whole = decimalMark == nil ? groups.joined() : groups.dropLast().joined()
    var fraction = decimalMark == nil ? "" : groups[groups.count - 1]
    let shift = 3 * scale
    while fraction.count < shift { fraction += "0" }
    let digits = (whole.isEmpty ? "0" : whole) + fraction.prefix(shift)
    let rest = fraction.dropFirst(shift)
    return ExactDecimal((isNegative ? "-" : "") + digits + (rest.isEmpty ? "" : "." + rest))
  }

  /// Whether groups have three digits each, and at most the last mark, once, is decimal.
  private var isSound: Bool {
    guard groups.allSatisfy({ !$0.isEmpty }) || isBareFraction, marks.count < 12 else {
      return false
    }
    guard !marks.isEmpty else { return true }
    let hasDecimals = decimalMark != nil
    let grouping = hasDecimals ? marks.dropLast() : marks[...]
    guard Set(grouping).count <= 1 else { return false }
    guard !grouping.isEmpty else { return true }
    let grouped = hasDecimals ? groups.dropLast() : groups[...]
    return (1...3).contains(grouped[0].count) && grouped.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// `.5`
  private var isBareFraction: Bool {
    marks.count == 1 && marks[0] != " " && groups[0].isEmpty && !groups[1].isEmpty
  }

  private static func mark(_ character: Character) -> AmountText.DecimalMark? {
    switch character {
    case ".": .point
    case ",": .comma
    default: nil
    }
  }
}
