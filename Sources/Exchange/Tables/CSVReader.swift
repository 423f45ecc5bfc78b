public import Civic

/// Reads delimited text as cities keep it: RFC 4180, and what spreadsheets make of it.
///
/// Encoding and delimiter are guessed unless given. Every cell is text: `1,50` stays `1,50`. Rows
/// may differ in length, an empty line is a row without cells, and a last line end adds no row.
/// A quote within a cell that does not begin with one is an ordinary character; blanks between a
/// closing quote and the delimiter are dropped; line ends within quotes become LF.
///
/// Source: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>
public struct CSVReader: Sendable {
  public var encoding: TextEncoding?
  public var delimiter: CSVDelimiter?
  public var limits = TableLimits()

  /// - Parameters:
  ///   - encoding: `nil` to find it out.
  ///   - delimiter: `nil` to find it out.
  public init(encoding: TextEncoding? = nil, delimiter: CSVDelimiter? = nil) {
    self.encoding = encoding
    self.delimiter = delimiter
  }

  /// What was read, and how.
  public struct Outcome: Hashable, Sendable {
    public let table: Table
    public let encoding: TextEncoding
    public let delimiter: CSVDelimiter
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: The table's name, usually the file's.
  /// - Complexity: O(bytes).
  public func read(_ bytes: [UInt8], name: String) throws(CSVError) -> Outcome {
    let opened = try open(bytes)
    let rows = try rows(opened.content, delimiter: opened.delimiter)
    return Outcome(
      table: Table(name: name, rows: rows), encoding: opened.encoding, delimiter: opened.delimiter)
  }

  /// A file as UTF-8, with what was found out about it.
  struct Opened {
    let content: ArraySlice<UInt8>
    let encoding: TextEncoding
    let delimiter: CSVDelimiter
  }

  /// Finds out how a file is written, before its rows are cut.
  func open(_ bytes: [UInt8]) throws(CSVError) -> Opened {
    guard bytes.count <= limits.fileSize else { throw .fileTooLarge(limit: limits.fileSize) }
    let encoding = encoding ?? TextEncoding.guess(bytes)
    let utf8 = Array(try encoding.decode(bytes).utf8)
    var content = utf8[...]
    let declared = takeDeclaration(&content)
    let delimiter = delimiter ?? declared ?? CSVDelimiter.guess(content)
    return Opened(content: content, encoding: encoding, delimiter: delimiter)
  }

  private func rows(
    _ content: ArraySlice<UInt8>, delimiter: CSVDelimiter
  ) throws(CSVError) -> [[Cell]] {
    var parser = CSVParser(bytes: content, delimiter: delimiter, limits: limits)
    var rows: [[Cell]] = []
    var cells = 0
    while let row = try parser.nextRow() {
      guard rows.count < limits.rows else { throw .tooManyRows(limit: limits.rows) }
      cells += row.count
      guard cells <= limits.cells else { throw .tooManyCells(limit: limits.cells) }
      rows.append(row)
    }
    return rows
  }

  /// Takes a first line `sep=;`, by which a file tells Excel its delimiter.
  private func takeDeclaration(_ content: inout ArraySlice<UInt8>) -> CSVDelimiter? {
    for delimiter in CSVDelimiter.allCases {
      for lineEnd in ["\r\n", "\n", "\r"] {
        let line = "sep=\(delimiter.rawValue)\(lineEnd)".utf8
        if content.starts(with: line) {
          content = content.dropFirst(line.count)
          return delimiter
        }
      }
    }
    return nil
  }
}
