import Civic

/// The text of a book in WordprocessingML.
struct WordBody {
  let book: Book
  private(set) var content = ""
  /// Where words lead outside, in the order of their numbers.
  private(set) var addresses: [String] = []
  private var tables = 0
  private var pictures = 0
  private var marks = 0
  private var isWide = false

  init(book: Book) { self.book = book }

  var xml: String {
    WordParts.head + """
      <w:document \(WordParts.names) \
      xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <w:body>\(content)\(section(isWide: false))</w:body></w:document>
      """
  }

  mutating func write() {
    cover()
    contents()
    for block in book.blocks { write(block) }
  }

  private mutating func write(_ block: BookBlock) {
    switch block {
    case .heading(let heading): write(heading)
    case .paragraph(let text, let style): paragraph(text, style: Self.name(of: style))
    case .list(let items): for item in items { paragraph(item, style: "ListBullet") }
    case .facts(let facts), .figures(let facts): table(of: facts)
    case .table(let table): write(table)
    case .picture(let picture): write(picture)
    case .note(let title, let texts, _):
      if let title {
        paragraph(BookText([BookRun(title, look: .strong)]), style: "Note", keepsNext: true)
      }
      for text in texts { paragraph(text, style: "Note") }
    case .wide(let blocks):
      turn(to: true)
      for block in blocks { write(block) }
      turn(to: false)
    }
  }

  private static func name(of style: BookStyle) -> String {
    switch style {
    case .body: "BodyText"
    case .lead: "Lead"
    case .quote: "Quote"
    case .small: "Small"
    }
  }

  // MARK: Front

  private mutating func cover() {
    paragraph(BookText(book.cover.kicker), style: "Kicker")
    paragraph(book.cover.title, style: "Title")
    paragraph(book.cover.subtitle, style: "Subtitle")
    for notice in book.cover.notices { paragraph(BookText(notice), style: "Note") }
    table(of: book.cover.facts)
  }

  /// A field that fills itself; until then it holds the headings without their pages.
  private mutating func contents() {
    content += """
      <w:p><w:pPr><w:pStyle w:val="ContentsHeading"/></w:pPr>\(run(BookRun(book.words.contents)))</w:p>
      """
    let listed = book.headings.filter { $0.isListed && $0.level <= 2 }
    for (index, heading) in listed.enumerated() {
      let begin =
        index == 0 ? WordField.begin("TOC \\o &quot;1-2&quot; \\h \\z \\u", isDirty: true) : ""
      let end = index == listed.count - 1 ? WordField.end : ""
      let mark = Self.mark(heading.id)
      let number = heading.number.map { "\($0)  " } ?? ""
      content += """
        <w:p><w:pPr><w:pStyle w:val="TOC\(heading.level)"/></w:pPr>\(begin)\
        <w:hyperlink w:anchor="\(mark)" w:history="1">\
        \(run(BookRun(number + heading.text.plain)))<w:r><w:tab/></w:r>\
        \(WordField.begin("PAGEREF \(mark) \\h"))<w:r><w:t>…</w:t></w:r>\(WordField.end)\
        </w:hyperlink>\(end)</w:p>
        """
    }
  }

  // MARK: Text

  private mutating func write(_ heading: BookHeading) {
    marks += 1
    let number = heading.number.map { run(BookRun("\($0)  ")) } ?? ""
    let apart = heading.startsPage && heading.level > 1 ? "<w:pageBreakBefore/>" : ""
    content += """
      <w:p><w:pPr><w:pStyle w:val="Heading\(heading.level)"/>\(apart)</w:pPr>\
      <w:bookmarkStart w:id="\(marks)" w:name="\(Self.mark(heading.id))"/>\(number)\
      \(runs(heading.text))<w:bookmarkEnd w:id="\(marks)"/></w:p>
      """
  }

  /// A name as bookmarks take it: a letter first, at most 40 characters.
  static func mark(_ id: String) -> String {
    let letters = id.utf8.filter { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    return "_b" + String(decoding: letters.suffix(36), as: UTF8.self)
  }

  private mutating func paragraph(_ text: BookText, style: String, keepsNext: Bool = false) {
    guard !text.isEmpty else { return }
    content += """
      <w:p><w:pPr><w:pStyle w:val="\(style)"/>\(keepsNext ? "<w:keepNext/>" : "")</w:pPr>\
      \(runs(text))</w:p>
      """
  }

  private mutating func runs(_ text: BookText) -> String {
    text.runs.map { part -> String in
      switch part.target {
      case .place(let id):
        return
          "<w:hyperlink w:anchor=\"\(Self.mark(id))\" w:history=\"1\">\(run(part))</w:hyperlink>"
      case .web:
        guard let address = part.address else { return run(part) }
        addresses.append(address)
        return
          "<w:hyperlink r:id=\"web\(addresses.count)\" w:history=\"1\">\(run(part))</w:hyperlink>"
      case nil: return run(part)
      }
    }.joined()
  }

  private func run(_ run: BookRun) -> String {
    var marks = ""
    switch run.look {
    case .plain: break
    case .strong: marks += "<w:b/>"
    case .code: marks += "<w:b/><w:color w:val=\"0E5257\"/>"
    case .state(let tone): marks += "<w:b/><w:color w:val=\"\(WordStyles.colour(of: tone))\"/>"
    }
    if run.look == .plain, run.address != nil {
      marks += "<w:color w:val=\"1D5684\"/><w:u w:val=\"single\"/>"
    }
    if let language = run.language {
      marks += "<w:lang w:val=\"\(WordStyles.tag(of: language))\"/>"
    }
    let look = marks.isEmpty ? "" : "<w:rPr>\(marks)</w:rPr>"
    return "<w:r>\(look)<w:t xml:space=\"preserve\">\(XMLText.escaped(run.text))</w:t></w:r>"
  }

  // MARK: Tables

  private mutating func write(_ table: BookTable) {
    tables += 1
    caption(book.words.table, "Table", number: tables, table.caption, keepsNext: true)
    if let note = table.note { paragraph(BookText(note), style: "Small", keepsNext: true) }
    let widths = widths(table.columns.map(\.share))
    let heads = zip(table.columns, widths).map { column, width in
      cell(
        [BookText([BookRun(column.title)])], width: width, style: "TableHead",
        isNumeric: column.isNumeric, fill: "E5EEEB")
    }.joined()
    open(table.caption, widths: widths, hasHead: true)
    content += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>\(heads)</w:tr>"
    for row in table.rows { write(row, of: table, widths: widths) }
    content += "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>"
  }

  private mutating func write(_ row: BookTable.Row, of table: BookTable, widths: [Int]) {
    content += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for (index, width) in widths.enumerated() {
      let given = row.cells.indices.contains(index) ? row.cells[index] : BookTable.Cell([])
      let fill = given.shade.map { WordStyles.shades[min(max($0, 0), 3)] }
      content += cell(
        given.lines, width: width, style: row.isStrong || index == 0 ? "TableName" : "TableText",
        isNumeric: table.columns[index].isNumeric, fill: fill)
    }
    content += "</w:tr>"
  }

  private mutating func table(of facts: [BookFact]) {
    guard !facts.isEmpty else { return }
    let widths = widths([3, 7])
    open(facts.map(\.name).joined(separator: ", "), widths: widths, hasHead: false)
    for fact in facts {
      content += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
      content += cell([BookText(fact.name)], width: widths[0], style: "TableName")
      content += cell(fact.values, width: widths[1], style: "TableText") + "</w:tr>"
    }
    content += "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>"
  }

  private mutating func open(_ caption: String, widths: [Int], hasHead: Bool) {
    content += """
      <w:tbl><w:tblPr><w:tblStyle w:val="BookTable"/>\
      <w:tblW w:w="\(widths.reduce(0, +))" w:type="dxa"/><w:tblLayout w:type="fixed"/>\
      <w:tblLook w:val="04A0" w:firstRow="\(hasHead ? 1 : 0)" w:lastRow="0" w:firstColumn="1" \
      w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>\
      <w:tblCaption w:val="\(XMLText.escaped(String(caption.prefix(250))))"/></w:tblPr>\
      <w:tblGrid>\(widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined())</w:tblGrid>
      """
  }

  private mutating func cell(
    _ lines: [BookText], width: Int, style: String, isNumeric: Bool = false, fill: String? = nil
  ) -> String {
    let ground = fill.map { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\($0)\"/>" } ?? ""
    let place = isNumeric ? "<w:jc w:val=\"right\"/>" : ""
    let texts = (lines.isEmpty ? [BookText("")] : lines).map { line in
      "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(place)</w:pPr>\(runs(line))</w:p>"
    }
    return
      "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(ground)</w:tcPr>\(texts.joined())</w:tc>"
  }

  private var textWidth: Int {
    (isWide ? WordWriter.page.height : WordWriter.page.width) - 2 * WordWriter.page.margin
  }

  private func widths(_ shares: [Int]) -> [Int] {
    let all = max(1, shares.reduce(0, +))
    return shares.map { textWidth * $0 / all }
  }

  // MARK: Pictures

  private mutating func write(_ picture: BookPicture) {
    pictures += 1
    // English metric units: 914,400 an inch, 635 a twentieth of a point.
    let room = Double(textWidth) * 635
    let highest = Double(isWide ? 7_400 : 11_500) * 635
    let scale = min(room / picture.width, highest / picture.height, 12_700)
    let (width, height) = (Int(picture.width * scale), Int(picture.height * scale))
    let words = XMLText.escaped(picture.alternative)
    content += """
      <w:p><w:pPr><w:pStyle w:val="Picture"/><w:keepNext/></w:pPr><w:r><w:drawing>\
      <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="\(width)" cy="\(height)"/>\
      <wp:docPr id="\(pictures)" name="\(XMLText.escaped(picture.caption))" descr="\(words)"/>\
      <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <pic:pic><pic:nvPicPr><pic:cNvPr id="\(pictures)" name="picture\(pictures).png" \
      descr="\(words)"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
      <a:blip r:embed="picture\(pictures)"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
      <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="\(width)" cy="\(height)"/></a:xfrm>\
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
      </a:graphic></wp:inline></w:drawing></w:r></w:p>
      """
    caption(book.words.figure, "Figure", number: pictures, picture.caption, keepsNext: false)
  }

  private mutating func caption(
    _ word: String, _ sequence: String, number: Int, _ text: String, keepsNext: Bool
  ) {
    content += """
      <w:p><w:pPr><w:pStyle w:val="Caption"/>\(keepsNext ? "<w:keepNext/>" : "")</w:pPr>\
      \(run(BookRun("\(word) ")))\
      \(WordField.simple("SEQ \(sequence) \\* ARABIC", shown: String(number)))\
      \(run(BookRun(". \(text)")))</w:p>
      """
  }

  // MARK: Pages

  /// Ends the section before, so that the next lies on its side or stands again.
  private mutating func turn(to wide: Bool) {
    guard wide != isWide else { return }
    content += "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>\(section(isWide: isWide))</w:pPr></w:p>"
    isWide = wide
  }

  private func section(isWide: Bool) -> String {
    let page = WordWriter.page
    let size =
      isWide
      ? "<w:pgSz w:w=\"\(page.height)\" w:h=\"\(page.width)\" w:orient=\"landscape\"/>"
      : "<w:pgSz w:w=\"\(page.width)\" w:h=\"\(page.height)\"/>"
    let edge = page.margin
    return """
      <w:sectPr><w:headerReference w:type="default" r:id="header1"/>\
      <w:footerReference w:type="default" r:id="footer1"/><w:type w:val="nextPage"/>\(size)\
      <w:pgMar w:top="\(edge + 200)" w:right="\(edge)" w:bottom="\(edge)" w:left="\(edge)" \
      w:header="600" w:footer="500" w:gutter="0"/></w:sectPr>
      """
  }
}
