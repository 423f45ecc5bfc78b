/// The values of one indicator for many cities and years, one a row; each a number or why not.
///
/// What is not a number is kept in a NaN's own bits, so that a column is one array of doubles.
public struct Column: Sendable {
  var cells: [Double]

  public var count: Int { cells.count }

  /// - Parameters:
  ///   - values: A row each; a number that is not finite is kept as not finite.
  ///   - code: The indicator that is missing where a value is.
  ///   - book: The one the column will be computed with.
  public init(_ values: [Double?], of code: IndicatorCode, in book: FormulaBook) {
    let missing = book.missingCell(code)
    cells = values.map { value in
      guard let value else { return missing }
      return value.isFinite ? value : Cell.notFinite
    }
  }

  init(cells: [Double]) { self.cells = cells }

  /// How many rows have a number.
  public var valueCount: Int { cells.count { !$0.isNaN } }
}

extension FormulaBook {
  /// What stands in a row of a column.
  public func outcome(_ row: Int, of column: Column) -> FormulaOutcome {
    let cell = column.cells[row]
    guard cell.isNaN else { return .value(cell) }
    switch cell.bitPattern {
    case Cell.divisionByZero.bitPattern: return .divisionByZero
    case Cell.notFinite.bitPattern: return .notFinite
    default:
      let index = Int(cell.bitPattern & Cell.payload) - Cell.firstCode
      return codes.indices.contains(index) ? .missing(codes[index]) : .notFinite
    }
  }

  /// The cell of a row where the indicator has no value.
  func missingCell(_ code: IndicatorCode) -> Double {
    guard let number = numbers[code] else { return Cell.notFinite }
    return Cell.reason(Cell.firstCode + number)
  }
}

/// Why a cell has no number, as the payload of a quiet NaN. Reasons are copied, never computed with:
/// the result of arithmetic on a NaN differs between machines.
enum Cell {
  static let payload: UInt64 = 0xFFFF_FFFF
  static let divisionByZero = reason(1)
  static let notFinite = reason(2)
  static let firstCode = 3

  static func reason(_ number: Int) -> Double {
    Double(bitPattern: 0x7FF8_0000_0000_0000 | UInt64(number))
  }
}
