import Exchange

/// A small workbook written part by part, as the programs of cities write it.
struct WorkbookSample {
  var sheets: [(name: String, state: String, xml: String)] = []
  var sharedTexts: String?
  var styles: String?
  var properties = "<workbookPr/>"

  init(_ xml: String) {
    sheets = [("Sheet 1", "visible", xml)]
  }

  /// Rows within the XML around them.
  static func sheet(_ rows: String, after: String = "") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"\(main)\">"
      + "<sheetData>\(rows)</sheetData>\(after)</worksheet>"
  }

  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  func bytes(leavingOut missing: String? = nil) throws -> [UInt8] {
    var links = ""
    var list = ""
    var parts: [(String, String)] = []
    for (index, sheet) in sheets.enumerated() {
      list +=
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" state=\"\(sheet.state)\""
        + " r:id=\"rId\(index + 1)\"/>"
      links += link("rId\(index + 1)", "worksheet", "worksheets/sheet\(index + 1).xml")
      parts.append(("xl/worksheets/sheet\(index + 1).xml", sheet.xml))
    }
    if let sharedTexts {
      links += link("rId90", "sharedStrings", "/xl/sharedStrings.xml")
      parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(sharedTexts)</sst>"))
    }
    if let styles {
      links += link("rId91", "styles", "./styles.xml")
      parts.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
    }
    parts.append(
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(properties)"
          + "<sheets>\(list)</sheets></workbook>"
      ))
    parts.append(("xl/_rels/workbook.xml.rels", relationships(links)))
    parts.append(
      ("_rels/.rels", relationships(link("rId1", "officeDocument", "xl/workbook.xml"))))
    var writer = ZipWriter()
    for (name, xml) in parts where name != missing { try writer.add(name, text: xml) }
    return try writer.bytes()
  }

  private func link(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(type)\" Target=\"\(target)\"/>"
  }

  private func relationships(_ links: String) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + links + "</Relationships>"
  }
}
