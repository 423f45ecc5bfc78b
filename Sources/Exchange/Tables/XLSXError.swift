/// Why a workbook could not be read; parts are the names of files within it.
public enum XLSXError: Error, Hashable, Sendable {
  case archive(ZipError)
  /// An old `.xls` file or one behind a password: both are packed alike and cannot be told apart.
  case oldFormatOrPassword
  /// An archive without a workbook in it.
  case notAWorkbook
  /// The XML of a part breaks off or is malformed at this line.
  case damaged(part: String, line: Int)
  /// A part declares a document type, which no workbook does and which can exhaust memory.
  case forbiddenDocumentType(part: String)
  /// A cell is where no cell can be.
  case badReference(part: String, reference: String)
  /// A cell points at a shared text that is not there.
  case missingSharedText(part: String, cell: String)
  case badValue(part: String, cell: String)
  case fileTooLarge(limit: Int)
  case tooManySheets(limit: Int)
  case tooManyRows(part: String, limit: Int)
  case tooManyColumns(part: String, limit: Int)
  case tooManyCells(limit: Int)
  case cellTooLong(part: String, cell: String, limit: Int)
}
