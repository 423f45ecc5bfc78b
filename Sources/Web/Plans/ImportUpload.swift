import Civic
import Exchange

/// Reads the file with which an import begins, whatever its name says it is.
enum ImportUpload {
  /// Larger tables of actions nobody keeps.
  static let limits: TableLimits = {
    var limits = TableLimits()
    limits.fileSize = 10_000_000
    limits.cells = 300_000
    limits.columns = 500
    limits.sheets = 50
    return limits
  }()

  /// The sheets of a file, or what its sender has to do.
  enum Outcome {
    case tables([Table])
    case problem(Message)
  }

  static func read(_ file: UploadedFile) -> Outcome {
    do throws(Fault) {
      let tables = try tables(of: file).map(trimmed)
      guard tables.contains(where: { !$0.rows.isEmpty }) else {
        throw Fault(Message("importFileEmpty"))
      }
      // Sheets besides the table of actions, such as price lists, may be longer; they are left out.
      let fitting = tables.filter { $0.rows.count <= TableImport.largestRowCount }
      guard fitting.contains(where: { !$0.rows.isEmpty }) else { throw Fault(.tooManyRows) }
      return .tables(fitting)
    } catch {
      return .problem(error.message)
    }
  }

  /// The most rows of a sheet that updates a plan.
  static let largestRowCount = 5000

  /// Every sheet of a file, none left out; one that is too long refuses the file.
  static func readWhole(_ file: UploadedFile) -> Outcome {
    do throws(Fault) {
      let tables = try tables(of: file).map(trimmed)
      guard tables.contains(where: { !$0.rows.isEmpty }) else {
        throw Fault(Message("importFileEmpty"))
      }
      guard tables.allSatisfy({ $0.rows.count <= largestRowCount }) else {
        throw Fault(Message("importFileCells", ["count": .count(largestRowCount)]))
      }
      return .tables(tables)
    } catch {
      return .problem(error.message)
    }
  }

  private struct Fault: Error {
    let message: Message

    init(_ message: Message) {
      self.message = message
    }
  }

  private static func tables(of file: UploadedFile) throws(Fault) -> [Table] {
    let isArchive = file.bytes.starts(with: Array("PK".utf8) + [3, 4])
    if isArchive || file.bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return try workbook(file.bytes)
    }
    let others = ["%PDF", "GIF8", "<", "{\\rtf", "\u{89}PNG"].map { Array($0.utf8) }
    guard !others.contains(where: { file.bytes.starts(with: $0) }) else {
      throw Fault(.unreadable)
    }
    let table = try text(file)
    guard table.columnCount > 1 || table.rows.isEmpty else { throw Fault(.unreadable) }
    return [table]
  }

  private static func workbook(_ bytes: [UInt8]) throws(Fault) -> [Table] {
    var reader = XLSXReader()
    reader.limits = limits
    do throws(XLSXError) {
      return try reader.read(bytes)
    } catch {
      throw Fault(message(of: error))
    }
  }

  private static func message(of error: XLSXError) -> Message {
    switch error {
    case .oldFormatOrPassword, .archive(.encrypted): Message("importFileOld")
    case .notAWorkbook: Message("importFileOtherWorkbook")
    case .fileTooLarge, .archive(.tooLarge), .archive(.suspiciousRatio): .tooLarge
    case .tooManySheets, .tooManyRows, .tooManyColumns, .tooManyCells, .cellTooLong: .tooManyRows
    case .archive, .damaged, .forbiddenDocumentType, .badReference, .missingSharedText, .badValue:
      Message("importFileDamaged")
    }
  }

  private static func text(_ file: UploadedFile) throws(Fault) -> Table {
    var reader = CSVReader()
    reader.limits = limits
    do throws(CSVError) {
      return try reader.read(file.bytes, name: file.name).table
    } catch {
      throw Fault(message(of: error))
    }
  }

  private static func message(of error: CSVError) -> Message {
    switch error {
    case .notText: Message("importFileText")
    case .binaryContent: .unreadable
    case .unclosedQuote(let line, _), .textAfterQuote(let line, _):
      Message("importFileQuote", ["line": .text(String(line))])
    case .fileTooLarge: .tooLarge
    case .cellTooLong, .tooManyRows, .tooManyColumns, .tooManyCells: .tooManyRows
    }
  }

  /// Without the empty rows at the end, which spreadsheets like to keep.
  private static func trimmed(_ table: Table) -> Table {
    var rows = table.rows[...]
    while let last = rows.last, last.allSatisfy(\.isBlank) { rows = rows.dropLast() }
    return Table(name: table.name, rows: Array(rows), isHidden: table.isHidden)
  }
}

extension Message {
  fileprivate static let unreadable = Message("importFileUnreadable")
  fileprivate static let tooManyRows = Message(
    "importFileCells", ["count": .count(TableImport.largestRowCount)])
  /// Over the limit of tables, or of forms altogether.
  static let tooLarge = Message(
    "importFileLarge", ["size": .text("\(ImportUpload.limits.fileSize / 1_000_000) MB")])
}
