/// Why a text file could not be read as a table; lines and columns count from 1, columns in
/// characters.
public enum CSVError: Error, Hashable, Sendable {
  /// Not text in the encoding; `offset` is the byte where it fails.
  case notText(TextEncoding, offset: Int)
  /// A NUL character, which no text has.
  case binaryContent(line: Int, column: Int)
  /// A quoted cell that is never closed; the place is its opening quote.
  case unclosedQuote(line: Int, column: Int)
  /// Something other than a delimiter follows a closing quote.
  case textAfterQuote(line: Int, column: Int)
  case fileTooLarge(limit: Int)
  case cellTooLong(line: Int, column: Int, limit: Int)
  case tooManyRows(limit: Int)
  case tooManyColumns(line: Int, limit: Int)
  case tooManyCells(limit: Int)
}
