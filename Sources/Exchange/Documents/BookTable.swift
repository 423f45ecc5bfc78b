/// A table with its caption; the first cell of each row names the row.
public struct BookTable: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: String
    public var isNumeric: Bool
    /// The part of the width, against the other columns.
    public var share: Int

    public init(_ title: String, isNumeric: Bool = false, share: Int = 10) {
      self.title = title
      self.isNumeric = isNumeric
      self.share = share
    }
  }

  public struct Cell: Hashable, Sendable {
    public var lines: [BookText]
    /// How grave it is, 0 to 3, as a ground of the cell.
    public var shade: Int?

    public init(_ lines: [BookText], shade: Int? = nil) {
      self.lines = lines
      self.shade = shade
    }
  }

  public struct Row: Hashable, Sendable {
    public var cells: [Cell]
    /// A sum.
    public var isStrong: Bool

    public init(_ cells: [BookText], isStrong: Bool = false) {
      self.cells = cells.map { Cell([$0]) }
      self.isStrong = isStrong
    }

    public init(cells: [Cell]) {
      self.cells = cells
      isStrong = false
    }
  }

  public var caption: String
  /// Units, or how to read it.
  public var note: String?
  public var columns: [Column]
  public var rows: [Row]

  public init(_ caption: String, note: String? = nil, columns: [Column], rows: [Row]) {
    self.caption = caption
    self.note = note
    self.columns = columns
    self.rows = rows
  }
}
