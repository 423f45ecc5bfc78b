/// Why a source could not be read, and where.
public struct ObservationFault: Error, Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    case wholeFile
    /// From 1.
    case line(Int)
    /// The line and the cell in it, from 1.
    case cell(line: Int, column: Int)
    /// The line and the character in it, from 1.
    case character(line: Int, column: Int)
    /// JSON Pointer (RFC 6901).
    case field(String)
  }

  public enum Reason: Hashable, Sendable {
    case json(JSONSyntaxError.Reason)
    case jsonStat(JSONStatRule)
    case notText
    case unclosedQuote
    case textAfterQuote
    case binaryContent
    case tooLarge(limit: Int)
    case tooManyDimensions(limit: Int)
    case tooManyCategories(limit: Int)
    case tooManyValues(limit: Int)
    case tooManyStatuses(limit: Int)
    case tooManyTables(limit: Int)
    case textTooLong(limit: Int)
    /// More cells than can be counted.
    case cubeTooLarge
    case missing
    case wrongType
    case invalid(String)
    case unknownClass(String)
    case noHeader
    case unknownColumn(String)
    case duplicateColumn(String)
    case emptyCode
    case duplicateCode(String)
    case wrongCellCount(expected: Int, found: Int)
    case notANumber(String)
    case numberTooLarge(String)
    case notATime(String)
    /// The same cell twice, with different values.
    case conflictingObservation
    case noObservations
    /// The message withdraws figures instead of giving them.
    case deletion
    /// The service answered with an error of its own.
    case refusedBySource(status: Int?, label: String)
  }

  public let place: Place
  public let reason: Reason

  public init(_ reason: Reason, at place: Place) {
    self.reason = reason
    self.place = place
  }
}

/// A rule of JSON-stat 2.0 that a document breaks; the raw values are the codes of the public
/// validator's catalogue.
///
/// Source: <https://json-stat.org/full/>, <https://github.com/jsonstat/validator>
public enum JSONStatRule: String, Hashable, Sendable, CaseIterable {
  case idAndSizeDiffer = "ID_SIZE_LEN_MISMATCH"
  case dimensionsAndIDDiffer = "DIM_KEY_ID_MISMATCH"
  case valueCount = "VALUE_LEN_MISMATCH"
  case valueKey = "SPARSE_KEY_OUT_OF_RANGE"
  case unknownRole = "ROLE_ID_UNKNOWN"
  case statusCount = "STATUS_LEN_MISMATCH"
  case statusKey = "STATUS_KEY_OUT_OF_RANGE"
  case indexCount = "INDEX_COUNT_MISMATCH"
  case indexPositions = "INDEX_POSITIONS_INVALID"
  case unknownLabel = "LABEL_KEY_UNKNOWN"
  case unknownUnit = "UNIT_KEY_UNKNOWN"
  case unknownCoordinates = "COORD_KEY_UNKNOWN"
  case unknownNote = "NOTE_KEY_UNKNOWN"
  case unknownChild = "CHILD_ID_UNKNOWN"
  case childCycle = "CHILD_CYCLE"
  case cubeSize = "CUBE_SIZE_OVERFLOW"
}

/// How large a source of others may be.
public struct ObservationLimits: Sendable {
  /// Bytes of the file, unpacked.
  public var bytes = 256 << 20
  /// Arrays and objects within each other.
  public var depth = 64
  public var dimensions = 64
  /// Of one dimension.
  public var categories = 500_000
  /// Cells with a value, a status or nothing, of one table.
  public var values = 10_000_000
  public var statuses = 10_000
  public var tables = 500
  /// Bytes of a code, a status or a text in place of a number.
  public var text = 4_096

  public init() {}
}
