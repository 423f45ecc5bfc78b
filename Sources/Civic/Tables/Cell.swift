/// One cell of a table, as a file holds it.
public struct Cell: Hashable, Sendable {
  /// What a cell holds; nothing has been interpreted beyond what the file itself says.
  public enum Content: Hashable, Sendable {
    case empty
    case text(String)
    /// A number in plain decimal notation (`-1234.56`), never through a binary fraction.
    case number(String)
    case date(Day)
    case boolean(Bool)
    /// The error a spreadsheet shows, such as `#REF!`.
    case formulaError(String)
  }

  public let content: Content
  /// Whether the content is the last result of a formula, which may be out of date.
  public let isFormula: Bool

  public init(_ content: Content, isFormula: Bool = false) {
    self.content = content
    self.isFormula = isFormula
  }

  public static let empty = Cell(.empty)

  /// A cell with a text; an empty text gives an empty cell.
  public static func text(_ text: String) -> Cell {
    text.isEmpty ? .empty : Cell(.text(text))
  }

  /// Whether nothing but white space is there.
  public var isBlank: Bool {
    switch content {
    case .empty: true
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .number, .date, .boolean, .formulaError: false
    }
  }

  /// The content as plain text: dates as `2026-12-31`, booleans as `TRUE` and `FALSE`.
  public var text: String {
    switch content {
    case .empty: ""
    case .text(let text): text
    case .number(let number): number
    case .date(let day): day.description
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .formulaError(let error): error
    }
  }
}
