import Civic

/// The parts of a workbook besides its sheets and styles.
enum XLSXParts {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  static func contentTypes(sheets: Int) -> String {
    let pages = (1...sheets).map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(kind).worksheet+xml\"/>"
    }
    return """
      \(start)<Types xmlns="\(package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(kind).sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(kind).styles+xml"/>\
      <Override PartName="/docProps/core.xml" \
      ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
      \(pages.joined())</Types>
      """
  }

  static let packageLinks = """
    \(start)<Relationships xmlns="\(package)/relationships">\
    <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/>\
    <Relationship Id="rId2" Type="\(package)/relationships/metadata/core-properties" \
    Target="docProps/core.xml"/></Relationships>
    """

  static func properties(_ pack: ExportPack) -> String {
    let time = pack.made.description
    return """
      \(start)<cp:coreProperties xmlns:cp="\(package)/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
      <dc:title>\(XMLText.escaped(pack.title))</dc:title>\
      <dc:language>\(XMLText.escaped(pack.language.rawValue))</dc:language>\
      <dcterms:created xsi:type="dcterms:W3CDTF">\(time)</dcterms:created></cp:coreProperties>
      """
  }

  static func workbook(_ names: [String], tables: [ExportTable]) -> String {
    let sheets = names.enumerated().map { index, name in
      "<sheet name=\"\(XMLText.escaped(name))\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    let filters = tables.enumerated().map { index, table in
      let last = CellAddress.letters(ofColumn: max(0, table.columns.count - 1))
      let sheet = XMLText.escaped("'\(names[index + 1])'!$A$1:$\(last)$\(table.rows.count + 1)")
      return
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"\(index + 1)\" hidden=\"1\">\(sheet)</definedName>"
    }
    return """
      \(start)<workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\(sheets.joined())</sheets>\
      \(filters.isEmpty ? "" : "<definedNames>\(filters.joined())</definedNames>")</workbook>
      """
  }

  static func links(sheets: Int) -> String {
    let pages = (1...sheets).map {
      "<Relationship Id=\"rId\($0)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    return """
      \(start)<Relationships xmlns="\(package)/relationships">\(pages.joined())\
      <Relationship Id="rId\(sheets + 1)" Type="\(office)/styles" Target="styles.xml"/>\
      </Relationships>
      """
  }
}
