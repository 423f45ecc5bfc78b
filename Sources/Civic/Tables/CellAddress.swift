/// Where a cell stands: row and column, both counted from zero.
public struct CellAddress: Hashable, Sendable {
  public let row: Int
  public let column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads the notation of spreadsheets: `B7` is row 6, column 1; `$` signs are ignored.
  ///
  /// - Returns: `nil` for anything else, and beyond 1,048,576 rows or 16,384 columns.
  public init?(_ notation: some StringProtocol) {
    let bytes = notation.utf8.filter { $0 != UInt8(ascii: "$") }
    var column = 0
    var row = 0
    var letters = 0
    for byte in bytes {
      switch byte | 0x20 {
      case UInt8(ascii: "a")...UInt8(ascii: "z") where letters < 3 && row == 0:
        column = column * 26 + Int(byte | 0x20) - 96
        letters += 1
      default:
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        guard letters > 0, isDigit, row < 1_048_576 else { return nil }
        row = row * 10 + Int(byte) - 48
      }
    }
    guard letters > 0, (1...1_048_576).contains(row), column <= 16_384 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// The letters of a column: `A` for 0, `AA` for 26.
  public static func letters(ofColumn column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

extension CellAddress: CustomStringConvertible {
  /// `B7`.
  public var description: String { Self.letters(ofColumn: column) + String(row + 1) }
}

extension CellAddress: Comparable {
  /// Row by row, each from the left.
  public static func < (left: Self, right: Self) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}
