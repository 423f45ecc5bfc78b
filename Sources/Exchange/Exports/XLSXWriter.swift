import Civic
import Exact

/// Writes tables as a workbook: a sheet each, cells by their type, the heading frozen and filtered.
///
/// A first sheet says what the workbook contains, with the number of rows of every table.
///
/// Source: ECMA-376, part 1 (SpreadsheetML)
public struct XLSXWriter: Sendable {
  public init() {}

  /// The most a cell takes, in UTF-16 units.
  static let longestCell = 32_767

  public func bytes(
    _ pack: ExportPack, watch: ExportWatch = .none
  ) throws(ExportError) -> [UInt8] {
    let names = XLSXNames.sheets([pack.words.about] + pack.tables.map(\.title))
    var sheets = [try about(pack)]
    let styles = XLSXStyleSheet(pack.tables)
    for (index, table) in pack.tables.enumerated() {
      try watch.reach(.writing, done: index, of: pack.tables.count)
      sheets.append(try XLSXSheetWriter(table: table, styles: styles).xml())
    }
    var archive = ZipWriter()
    do throws(ZipError) {
      try archive.add("[Content_Types].xml", text: XLSXParts.contentTypes(sheets: sheets.count))
      try archive.add("_rels/.rels", text: XLSXParts.packageLinks)
      try archive.add("docProps/core.xml", text: XLSXParts.properties(pack))
      try archive.add("xl/workbook.xml", text: XLSXParts.workbook(names, tables: pack.tables))
      try archive.add("xl/_rels/workbook.xml.rels", text: XLSXParts.links(sheets: sheets.count))
      try archive.add("xl/styles.xml", text: styles.xml)
      for (index, sheet) in sheets.enumerated() {
        try archive.add("xl/worksheets/sheet\(index + 1).xml", text: sheet)
      }
      return try archive.bytes()
    } catch {
      throw .archive
    }
  }

  /// What the workbook is, and how many rows each table has.
  private func about(_ pack: ExportPack) throws(ExportError) -> String {
    let rows =
      pack.facts.map { [ExportValue.words($0.name), .words($0.value)] }
      + pack.tables.map { table in
        [
          .words("\(table.title) – \(pack.words.rows)"),
          .number(ExactDecimal(Int64(table.rows.count))),
        ]
      } + pack.words.notes.map { [.words($0), .empty] }
    let table = ExportTable(
      name: "about", title: pack.words.about,
      columns: [
        ExportColumn(name: "name", title: pack.title, kind: .text),
        ExportColumn(name: "value", title: "", kind: .text),
      ], rows: rows)
    return try XLSXSheetWriter(table: table, styles: XLSXStyleSheet([])).xml()
  }
}

/// Names of sheets as spreadsheets take them: at most 31 units, without some marks, each its own.
enum XLSXNames {
  static func sheets(_ titles: [String]) -> [String] {
    var taken: Set<String> = []
    return titles.map { title in
      let safe = String(title.map { "[]:*?/\\'".contains($0) ? "-" : $0 })
      var name = shortened(safe.isEmpty ? "–" : safe, to: 31)
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        let end = " \(number)"
        name = shortened(safe, to: 31 - end.utf16.count) + end
        number += 1
      }
      return name
    }
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    var short = text
    while short.utf16.count > limit { short.removeLast() }
    return short
  }
}

/// Text as XML takes it.
enum XMLText {
  /// Escaped for elements and attributes; characters that XML 1.0 does not have are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\r": result += "&#13;"
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        if isAllowed { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
