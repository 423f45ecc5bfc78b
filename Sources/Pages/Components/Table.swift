/// Rows and columns with a caption, in a region that scrolls by itself when the page is narrow.
struct Table: Component {
  struct Column: Sendable {
    var title: String
    var isNumeric = false
    var sort: Sort?
    /// The title is read but not seen, as over a column of buttons.
    var hidesTitle = false
  }

  /// The link in a heading that sorts by its column.
  struct Sort: Sendable {
    enum Direction: String { case ascending, descending }
    var href: String
    /// How the rows are sorted by this column now.
    var current: Direction?
  }

  struct Row: Sendable {
    var cells: [HTML]
    var id: String?
    /// Set apart: a group's heading row or a sum.
    var isStrong = false
  }

  /// Unique in the page.
  var id: String
  var caption: String
  var hidesCaption = false
  var columns: [Column]
  var rows: [Row]
  var foot: [Row] = []
  /// The first cell of each row names the row.
  var hasRowHeaders = true
  /// In place of rows when there are none.
  var empty: EmptyState?
  /// Small print under the caption: units, source.
  var note: String?

  var html: HTML {
    if rows.isEmpty, let empty { return empty.html }
    // A group, not a region: the drawing of the same figures is the region of that name.
    return """
      <div class="scroll" role="group" aria-labelledby="\(id)-caption" tabindex="0">\
      <table id="\(id)"><caption id="\(id)-caption"\
      \(attribute: "class", hidesCaption ? "unseen" : nil)>\(caption)\
      \(note.map { "<span class=\"note\">\($0)</span>" as HTML })</caption>\
      <thead><tr>\(columns.map(heading))</tr></thead>\
      <tbody>\(rows.map(line))</tbody>\
      \(foot.isEmpty ? nil : "<tfoot>\(foot.map(line))</tfoot>" as HTML)</table></div>
      """
  }

  private func heading(_ column: Column) -> HTML {
    let title: HTML =
      column.hidesTitle ? "<span class=\"unseen\">\(column.title)</span>" : "\(column.title)"
    return """
      <th scope="col"\(attribute: "class", column.isNumeric ? "number" : nil)\
      \(attribute: "aria-sort", column.sort?.current?.rawValue)>\
      \(column.sort.map { sorted(title, by: $0) } ?? title)</th>
      """
  }

  private func sorted(_ title: HTML, by sort: Sort) -> HTML {
    let icon: Icon =
      switch sort.current {
      case .ascending: .arrowUp
      case .descending: .arrowDown
      case nil: .sort
      }
    return "<a href=\"\(sort.href)\">\(title)\(icon)</a>"
  }

  private func line(_ row: Row) -> HTML {
    """
    <tr\(attribute: "id", row.id)\(attribute: "class", row.isStrong ? "strong" : nil)>\
    \(row.cells.enumerated().map { cell($0.element, at: $0.offset) })</tr>
    """
  }

  private func cell(_ content: HTML, at index: Int) -> HTML {
    let isNumeric = columns.indices.contains(index) && columns[index].isNumeric
    let kind = isNumeric ? "number" : nil
    if hasRowHeaders && index == 0 {
      return "<th scope=\"row\"\(attribute: "class", kind)>\(content)</th>"
    }
    return "<td\(attribute: "class", kind)>\(content)</td>"
  }
}
