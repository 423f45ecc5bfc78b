/// How large a table read from a file of others may be.
public struct TableLimits: Sendable {
  /// Bytes of the file.
  public var fileSize = 20 << 20
  public var rows = 100_000
  public var columns = 2_000
  /// Cells of all sheets together, counting the empty ones left of a full one.
  public var cells = 2_000_000
  /// Bytes of one cell's text in UTF-8; a spreadsheet allows 32,767 characters.
  public var cellSize = 131_072
  public var sheets = 200

  public init() {}
}
