public import Civic

/// Reads the sheets of an Office Open XML workbook (`.xlsx`, `.xlsm`; macros are not looked at).
///
/// Formula cells have their last result and are marked. Numbers keep the digits a spreadsheet shows.
/// Dates are told by their number format. A merged cell has its content at its top left, the rest
/// is empty. Rich text loses its looks. Charts, images and comments are left out.
///
/// Source: ECMA-376, part 1, 18 (SpreadsheetML).
/// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>
public struct XLSXReader: Sendable {
  public var limits = TableLimits()

  public init() {}

  /// Reads all sheets, hidden ones too, in the order of their tabs.
  ///
  /// - Complexity: O(size of the unpacked parts).
  public func read(_ bytes: [UInt8]) throws(XLSXError) -> [Table] {
    guard bytes.count <= limits.fileSize else { throw .fileTooLarge(limit: limits.fileSize) }
    guard !bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) else { throw .oldFormatOrPassword }
    let archive = try open(bytes)
    let roots = try relationships(of: "", in: archive)
    guard let target = roots.target(ofType: "officeDocument") else { throw .notAWorkbook }
    let part = XLSXRelationships.resolve(target, from: "")
    let workbook = try parse(part, in: archive, with: XLSXWorkbook())
    guard !workbook.sheets.isEmpty else { throw .notAWorkbook }
    guard workbook.sheets.count <= limits.sheets else { throw .tooManySheets(limit: limits.sheets) }
    return try tables(of: workbook, at: part, in: archive)
  }

  private func tables(
    of workbook: XLSXWorkbook, at part: String, in archive: ZipArchive
  ) throws(XLSXError) -> [Table] {
    let links = try relationships(of: part, in: archive)
    let texts = try optional("sharedStrings", links, part, archive, XLSXSharedTexts())
    let styles = try optional("styles", links, part, archive, XLSXStyles())
    var tables: [Table] = []
    var cellsLeft = limits.cells
    for sheet in workbook.sheets {
      // Sheets that hold only a chart have no cells; a macro sheet is none for us either.
      guard let target = links.targets[sheet.relationship] else { throw .notAWorkbook }
      guard links.types[sheet.relationship] == "worksheet" else { continue }
      let context = XLSXContext(
        part: XLSXRelationships.resolve(target, from: part), texts: texts.texts, styles: styles,
        countsFrom1904: workbook.countsFrom1904, limits: limits, cellsLeft: cellsLeft)
      let read = try parse(context.part, in: archive, with: XLSXSheet(context))
      cellsLeft -= read.cellCount
      tables.append(Table(name: sheet.name, rows: read.rows, isHidden: sheet.isHidden))
    }
    return tables
  }

  private func open(_ bytes: [UInt8]) throws(XLSXError) -> ZipArchive {
    do throws(ZipError) {
      return try ZipArchive(bytes)
    } catch {
      throw .archive(error)
    }
  }

  private func relationships(
    of part: String, in archive: ZipArchive
  ) throws(XLSXError) -> XLSXRelationships {
    var path = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let file = path.popLast() ?? ""
    let name = (path + ["_rels", file + ".rels"]).joined(separator: "/")
    guard archive.contains(name) else { throw .notAWorkbook }
    return try parse(name, in: archive, with: XLSXRelationships())
  }

  /// A part that a workbook may do without.
  private func optional<Handler: XMLHandler>(
    _ type: String, _ links: XLSXRelationships, _ part: String, _ archive: ZipArchive,
    _ handler: Handler
  ) throws(XLSXError) -> Handler where Handler.Failure == Never {
    guard let target = links.target(ofType: type) else { return handler }
    return try parse(XLSXRelationships.resolve(target, from: part), in: archive, with: handler)
  }

  private func parse<Handler: XMLHandler>(
    _ part: String, in archive: ZipArchive, with handler: Handler
  ) throws(XLSXError) -> Handler where Handler.Failure == Never {
    try finish(part, XMLEvents.read(contents(of: part, in: archive), into: handler))
  }

  private func parse<Handler: XMLHandler>(
    _ part: String, in archive: ZipArchive, with handler: Handler
  ) throws(XLSXError) -> Handler where Handler.Failure == XLSXError {
    try finish(part, XMLEvents.read(contents(of: part, in: archive), into: handler))
  }

  private func contents(of part: String, in archive: ZipArchive) throws(XLSXError) -> [UInt8] {
    do throws(ZipError) {
      return try archive.contents(of: part)
    } catch {
      throw .archive(error)
    }
  }

  private func finish<Handler>(
    _ part: String, _ reading: XMLReading<Handler>
  ) throws(XLSXError) -> Handler {
    switch reading {
    case .complete(let handler): return handler
    case .broken(let line): throw .damaged(part: part, line: line)
    case .documentType: throw .forbiddenDocumentType(part: part)
    }
  }
}
