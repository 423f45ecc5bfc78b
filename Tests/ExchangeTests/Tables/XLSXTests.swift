import Civic
import Exact
import Exchange
import Testing

@Suite struct `XLSX workbooks` {
  private func row(_ cells: String, styles: String? = nil, texts: String? = nil) throws -> [Cell] {
    var sample = WorkbookSample(WorkbookSample.sheet("<row r=\"1\">\(cells)</row>"))
    sample.styles = styles
    sample.sharedTexts = texts
    let table = try #require(try XLSXReader().read(sample.bytes()).first)
    return table.rows.first ?? []
  }

  @Test func `have shared texts, with runs joined and pronunciation left out`() throws {
    let texts =
      "<si><t>Битола</t></si><si><r><t xml:space=\"preserve\">Cost </t></r><r><rPr><b/></rPr>"
      + "<t>2027</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
      + "<si><t>a_x000D_&#10;b &amp; _x005F_x0041_</t></si><si><t/></si>"
    let cells = "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
    let more = "<c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c>"
    #expect(
      try row(cells + more, texts: texts) == [
        .text("Битола"), .text("Cost 2027"), .text("a\nb & _x0041_"),
      ])
  }

  @Test func `have inline texts, booleans and errors`() throws {
    let cells =
      "<c r=\"A1\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"B1\" t=\"b\"><v>1</v></c>"
      + "<c r=\"C1\" t=\"e\"><v>#REF!</v></c><c r=\"D1\" t=\"b\"><v>0</v></c>"
    #expect(
      try row(cells) == [
        .text("in"), Cell(.boolean(true)), Cell(.formulaError("#REF!")), Cell(.boolean(false)),
      ])
  }

  @Test func `mark formulas and have their last results`() throws {
    let cells =
      "<c r=\"A1\"><f>SUM(B1:C1)</f><v>30</v></c><c r=\"B1\" t=\"str\"><f>A2</f><v>x</v></c>"
      + "<c r=\"C1\" t=\"e\"><f t=\"shared\" si=\"0\"/><v>#DIV/0!</v></c><c r=\"D1\"><v>5</v></c>"
      + "<c r=\"E1\"><f>D1</f><v/></c>"
    #expect(
      try row(cells) == [
        Cell(.number("30"), isFormula: true), Cell(.text("x"), isFormula: true),
        Cell(.formulaError("#DIV/0!"), isFormula: true), Cell(.number("5")),
        Cell(.empty, isFormula: true),
      ])
  }

  @Test(arguments: [
    ("1234.5600000000001", "1234.56"), ("0.30000000000000004", "0.3"), ("57660", "57660"),
    ("-0.1", "-0.1"), ("1E3", "1000"), ("2.5E-3", "0.0025"), ("1.0000000000000002E-2", "0.01"),
    ("9.9999999999999995E22", "100000000000000000000000"), ("0", "0"), ("-0", "0"), ("007", "7"),
    ("0.99999999999999989", "1"), ("123456789012345678", "123456789012346000"), ("1.50", "1.5"),
    ("4.9406564584124654E-2", "0.0494065645841247"), ("+5.", "5"), (".5", "0.5"),
  ])
  func `have numbers as a spreadsheet shows them`(raw: String, shown: String) throws {
    #expect(try row("<c r=\"A1\"><v>\(raw)</v></c>") == [Cell(.number(shown))])
  }

  @Test(arguments: ["x", "1.2.3", "1e", "--1", "1e9999", "1 2", "NaN"])
  func `with something else as a number say where`(raw: String) {
    #expect(
      throws: XLSXError.badValue(part: "xl/worksheets/sheet1.xml", cell: "A1")
    ) { try row("<c r=\"A1\"><v>\(raw)</v></c>") }
  }

  @Test(arguments: [
    ("14", true), ("22", true), ("30", true), ("47", true), ("57", true), ("0", false),
    ("2", false), ("13", false), ("44", false), ("49", false), ("164", true), ("165", false),
    ("166", false), ("167", true), ("168", false),
  ])
  func `tell dates by the number format`(format: String, isDate: Bool) throws {
    let styles =
      "<numFmts count=\"5\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ \"/>"
      + "<numFmt numFmtId=\"165\" formatCode=\"#,##0.00\\ &quot;ден / day&quot;\"/>"
      + "<numFmt numFmtId=\"166\" formatCode=\"[Red]0.0\\d_m*y\"/>"
      + "<numFmt numFmtId=\"167\" formatCode=\"[$-42F]MMMM&quot;.&quot;\"/>"
      + "<numFmt numFmtId=\"168\" formatCode=\"[$EUR] 0\"/></numFmts>"
      + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/></cellXfs>"
    let cell = try #require(try row("<c r=\"A1\" s=\"1\"><v>46387</v></c>", styles: styles).first)
    let day = try #require(Day(year: 2026, month: 12, day: 31))
    #expect(cell.content == (isDate ? .date(day) : .number("46387")))
  }

  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "60"), ("61", "1900-03-01"),
    ("46388.75", "2027-01-01"), ("0.5", "0.5"), ("-3", "-3"), ("99999999", "99999999"),
  ])
  func `count days from 1900 with the day that never was`(raw: String, shown: String) throws {
    let styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
    #expect(
      try row("<c r=\"A1\"><v>\(raw)</v></c>", styles: styles).map(\.text) == [shown])
  }

  @Test func `count days from 1904 when they say so`() throws {
    var sample = WorkbookSample(
      WorkbookSample.sheet("<row><c><v>0</v></c><c><v>44925</v></c></row>"))
    sample.styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>"
    sample.properties = "<workbookPr date1904=\"1\"/>"
    let rows = try XLSXReader().read(sample.bytes())[0].rows
    #expect(rows.map { $0.map(\.text) } == [["1904-01-01", "2026-12-31"]])
  }

  @Test func `have gaps where nothing is written, and cells without addresses in order`() throws {
    let rows =
      "<row r=\"2\"><c r=\"C2\"><v>1</v></c><c><v>2</v></c><c r=\"F2\" s=\"3\"/></row>"
      + "<row><c t=\"inlineStr\"><is><t>z</t></is></c></row>"
    let table = try XLSXReader().read(WorkbookSample(WorkbookSample.sheet(rows)).bytes())[0]
    let expected: [[Cell]] = [
      [], [.empty, .empty, Cell(.number("1")), Cell(.number("2"))], [.text("z")],
    ]
    #expect(table.rows == expected)
  }

  @Test func `show a merged cell at its top left alone`() throws {
    let rows =
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row>"
      + "<row r=\"2\"><c r=\"A2\"><v>4</v></c><c r=\"B2\"><v>5</v></c></row>"
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B2\"/></mergeCells>"
    let xml = WorkbookSample.sheet(rows, after: merged)
    let table = try XLSXReader().read(WorkbookSample(xml).bytes())[0]
    #expect(table.rows.map { $0.map(\.text) } == [["1", "", "3"], ["", ""]])
  }

  @Test func `have several sheets, hidden ones flagged`() throws {
    var sample = WorkbookSample(WorkbookSample.sheet("<row><c><v>1</v></c></row>"))
    sample.sheets.append(("Акции &amp; план", "hidden", WorkbookSample.sheet("")))
    sample.sheets.append(("x", "veryHidden", WorkbookSample.sheet("")))
    let tables = try XLSXReader().read(sample.bytes())
    #expect(tables.map(\.name) == ["Sheet 1", "Акции & план", "x"])
    #expect(tables.map(\.isHidden) == [false, true, true])
  }

  @Test func `are read with prefixed elements too`() throws {
    let xml =
      "<x:worksheet xmlns:x=\"\(WorkbookSample.main)\"><x:sheetData><x:row><x:c><x:v>7</x:v>"
      + "</x:c></x:row></x:sheetData></x:worksheet>"
    #expect(try XLSXReader().read(WorkbookSample(xml).bytes())[0].rows == [[Cell(.number("7"))]])
  }
}

@Suite struct `Broken XLSX workbooks` {
  private let sheet = "xl/worksheets/sheet1.xml"

  private func error(_ sample: WorkbookSample, _ reader: XLSXReader = XLSXReader()) -> XLSXError? {
    do {
      _ = try reader.read(sample.bytes())
      return nil
    } catch {
      return error as? XLSXError
    }
  }

  private func error(inRows rows: String, _ reader: XLSXReader = XLSXReader()) -> XLSXError? {
    error(WorkbookSample(WorkbookSample.sheet(rows)), reader)
  }

  @Test func `name the part and the line`() {
    #expect(error(inRows: "\n<row><c>") == .damaged(part: sheet, line: 3))
    #expect(error(WorkbookSample("")) == .damaged(part: sheet, line: 1))
  }

  @Test func `with a document type are refused before it is read`() {
    let bomb =
      "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><worksheet>&c;</worksheet>"
    #expect(error(WorkbookSample(bomb)) == .forbiddenDocumentType(part: sheet))
  }

  @Test func `name bad references and missing texts`() {
    #expect(error(inRows: "<row><c r=\"7\"/></row>") == .badReference(part: sheet, reference: "7"))
    #expect(error(inRows: "<row r=\"0\"/>") == .badReference(part: sheet, reference: "0"))
    #expect(
      error(inRows: "<row><c t=\"s\"><v>3</v></c></row>")
        == .missingSharedText(part: sheet, cell: "A1"))
    let merged = WorkbookSample.sheet("", after: "<mergeCell ref=\"B2:A1\"/>")
    #expect(error(WorkbookSample(merged)) == .badReference(part: sheet, reference: "B2:A1"))
  }

  @Test(arguments: [
    ("xl/worksheets/sheet1.xml", XLSXError.archive(.missing(entry: "xl/worksheets/sheet1.xml"))),
    ("xl/workbook.xml", .archive(.missing(entry: "xl/workbook.xml"))),
    ("_rels/.rels", .notAWorkbook), ("xl/_rels/workbook.xml.rels", .notAWorkbook),
  ])
  func `name the part that is missing`(part: String, expected: XLSXError) throws {
    let sample = WorkbookSample(WorkbookSample.sheet(""))
    #expect(throws: expected) { try XLSXReader().read(sample.bytes(leavingOut: part)) }
  }

  @Test func `of the old kind or behind a password are told apart from nonsense`() {
    #expect(throws: XLSXError.oldFormatOrPassword) {
      try XLSXReader().read([0xD0, 0xCF, 0x11, 0xE0, 0xA1])
    }
    #expect(throws: XLSXError.archive(.notAnArchive)) { try XLSXReader().read([1, 2, 3]) }
  }

  @Test func `keep to the limits`() {
    var reader = XLSXReader()
    reader.limits.rows = 5
    reader.limits.columns = 4
    reader.limits.cells = 6
    reader.limits.cellSize = 3
    let cell = "<v>1</v></c></row>"
    #expect(
      error(inRows: "<row><c r=\"A6\">\(cell)", reader) == .tooManyRows(part: sheet, limit: 5))
    #expect(
      error(inRows: "<row><c r=\"E1\">\(cell)", reader) == .tooManyColumns(part: sheet, limit: 4))
    #expect(
      error(inRows: "<row><c r=\"D1\">\(cell)<row><c r=\"D2\">\(cell)", reader)
        == .tooManyCells(limit: 6))
    #expect(
      error(inRows: "<row><c><v>1234</v></c></row>", reader)
        == .cellTooLong(part: sheet, cell: "A1", limit: 3))
    reader.limits.sheets = 0
    #expect(error(inRows: "", reader) == .tooManySheets(limit: 0))
    reader.limits.fileSize = 10
    #expect(error(inRows: "", reader) == .fileTooLarge(limit: 10))
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func `in any place give an error or a table, never a crash`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let cells =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>4</v></c></row>"
    var xml = Array(WorkbookSample.sheet(cells + cells).utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      xml[Int.random(in: xml.indices, using: &random)] = UInt8.random(in: 32...126, using: &random)
    }
    var sample = WorkbookSample(String(decoding: xml, as: UTF8.self))
    sample.sharedTexts = "<si><t>x</t></si>"
    let tables = try? XLSXReader().read(sample.bytes())
    #expect((tables?.first?.rows.count ?? 0) <= 100_000)
  }
}
