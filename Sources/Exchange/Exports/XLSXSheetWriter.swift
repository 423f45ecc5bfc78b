import Civic
import Exact

/// Writes one sheet.
struct XLSXSheetWriter {
  let table: ExportTable
  let styles: XLSXStyleSheet

  func xml() throws(ExportError) -> String {
    let letters = table.columns.indices.map { CellAddress.letters(ofColumn: $0) }
    var rows = row(table.columns.map { .words($0.title) }, number: 1, letters, isHeading: true)
    for (index, values) in table.rows.enumerated() {
      let isTooLong = values.contains {
        if case .text(let text) = $0 { text.utf16.count > XLSXWriter.longestCell } else { false }
      }
      guard !isTooLong else { throw .cellTooLong(table: table.title, row: index + 1) }
      rows += row(values, number: index + 2, letters, isHeading: false)
    }
    let last = "\(letters.last ?? "A")\(table.rows.count + 1)"
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <worksheet xmlns="\(XLSXParts.main)"><dimension ref="A1:\(last)"/>\
      <sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" \
      activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
      <cols>\(widths)</cols><sheetData>\(rows)</sheetData>\(filter(last))</worksheet>
      """
  }

  private func filter(_ last: String) -> String {
    table.name == "about" ? "" : "<autoFilter ref=\"A1:\(last)\"/>"
  }

  /// As wide as the longest line of a column, from 8 to 60 characters.
  private var widths: String {
    table.columns.indices.map { column in
      let lines = ([.words(table.columns[column].title)] + table.rows.map { $0[column] })
        .flatMap { $0.plain.split(separator: "\n").map(\.count) }
      let width = min(60, max(8, (lines.max() ?? 0) + 2))
      return
        "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
    }.joined()
  }

  private func row(
    _ values: [ExportValue], number: Int, _ letters: [String], isHeading: Bool
  ) -> String {
    let cells = values.indices.map { column in
      cell(values[column], at: "\(letters[column])\(number)", isHeading)
    }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  private func cell(_ value: ExportValue, at place: String, _ isHeading: Bool) -> String {
    switch value {
    case .empty: return ""
    case .text(let text):
      let style = isHeading ? XLSXStyleSheet.heading : XLSXStyleSheet.wrapped
      return "<c r=\"\(place)\" s=\"\(style)\" t=\"inlineStr\">"
        + "<is><t xml:space=\"preserve\">\(XMLText.escaped(Self.protected(text)))</t></is></c>"
    case .number(let number): return "<c r=\"\(place)\"><v>\(number)</v></c>"
    case .money(let money):
      let style = styles.style(of: money.currency)
      return "<c r=\"\(place)\" s=\"\(style)\"><v>\(money.decimal)</v></c>"
    case .day(let day):
      // Spreadsheets count from 1899-12-30, and wrongly before March 1900.
      let serial = day.daysSince1970 + 25_569
      guard serial > 60 else { return cell(.text(day.description), at: place, false) }
      return "<c r=\"\(place)\" s=\"\(XLSXStyleSheet.day)\"><v>\(serial)</v></c>"
    }
  }

  /// A literal `_x0041_` would be read as a character; source: ECMA-376, part 1, 22.9.2.19.
  private static func protected(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    return text.replacing(/_(x[0-9A-Fa-f]{4}_)/) { "_x005F_\($0.1)" }
  }
}

/// The formats of cells: heading, wrapped text, day, and one for each currency.
struct XLSXStyleSheet {
  static let wrapped = 1
  static let heading = 2
  static let day = 3

  private let currencies: [Currency]

  init(_ tables: [ExportTable]) {
    var found: [Currency] = []
    for table in tables {
      for value in table.rows.joined() {
        if case .money(let money) = value, !found.contains(money.currency) {
          found.append(money.currency)
        }
      }
    }
    currencies = found
  }

  func style(of currency: Currency) -> Int {
    4 + (currencies.firstIndex(of: currency) ?? 0)
  }

  var xml: String {
    let formats = currencies.enumerated().map { index, currency in
      let digits = currency.fractionDigits
      let fraction = digits > 0 ? "." + String(repeating: "0", count: digits) : ""
      return """
        <numFmt numFmtId="\(165 + index)" \
        formatCode="#,##0\(fraction)\\ [$\(currency.rawValue)]"/>
        """
    }
    let money = currencies.indices.map {
      "<xf numFmtId=\"\(165 + $0)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    }
    let top = "<alignment vertical=\"top\" wrapText=\"1\"/>"
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <styleSheet xmlns="\(XLSXParts.main)"><numFmts count="\(formats.count + 1)">\
      <numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\(formats.joined())</numFmts>\
      <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
      <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
      <fills count="3"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill>\
      <fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(4 + money.count)">\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">\(top)</xf>\
      <xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" \
      applyAlignment="1">\(top)</xf>\
      <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
      \(money.joined())</cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
      </styleSheet>
      """
  }
}
