import Civic
import Exact

/// Writes a book as a Word file: real headings, contents, captions with numbers that count on,
/// headings of tables that repeat, alternative texts, and the language of every part.
///
/// Source: ECMA-376, part 1 (WordprocessingML)
struct WordWriter {
  let book: Book
  /// One PNG a picture of the book, in its order.
  let pictures: [[UInt8]]

  /// In twentieths of a point.
  static let page = (width: 11_906, height: 16_838, margin: 1_134)

  func bytes() throws(ZipError) -> [UInt8] {
    var body = WordBody(book: book)
    body.write()
    let parts = WordParts(book: book, addresses: body.addresses, pictures: pictures.count)
    var archive = ZipWriter()
    try archive.add("[Content_Types].xml", text: parts.contentTypes)
    try archive.add("_rels/.rels", text: parts.packageLinks)
    try archive.add("docProps/core.xml", text: parts.properties)
    try archive.add("word/document.xml", text: body.xml)
    try archive.add("word/_rels/document.xml.rels", text: parts.links)
    try archive.add("word/styles.xml", text: WordStyles(language: book.language).xml)
    try archive.add("word/numbering.xml", text: WordStyles.numbering)
    try archive.add("word/settings.xml", text: WordStyles.settings)
    try archive.add("word/header1.xml", text: parts.header)
    try archive.add("word/footer1.xml", text: parts.footer)
    for (index, picture) in pictures.enumerated() {
      try archive.add("word/media/picture\(index + 1).png", contents: picture, isStored: true)
    }
    return try archive.bytes()
  }
}

/// The parts around the text.
struct WordParts {
  let book: Book
  let addresses: [String]
  let pictures: Int

  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let names = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    """
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  var contentTypes: String {
    let parts = ["document.main", "styles", "numbering", "settings", "header", "footer"]
    let files = ["document", "styles", "numbering", "settings", "header1", "footer1"]
    let overrides = zip(parts, files).map { part, file in
      "<Override PartName=\"/word/\(file).xml\" ContentType=\"\(Self.kind).\(part)+xml\"/>"
    }
    return Self.head + """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Default Extension="png" ContentType="image/png"/>\(overrides.joined())\
      <Override PartName="/docProps/core.xml" \
      ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
      """
  }

  var packageLinks: String {
    Self.head + """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      <Relationship Id="r1" Type="\(Self.office)/officeDocument" Target="word/document.xml"/>\
      <Relationship Id="r2" \
      Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
      Target="docProps/core.xml"/></Relationships>
      """
  }

  var links: String {
    let fixed = [
      ("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"),
      ("header", "header1"), ("footer", "footer1"),
    ].map { kind, file in
      "<Relationship Id=\"\(file)\" Type=\"\(Self.office)/\(kind)\" Target=\"\(file).xml\"/>"
    }
    let images = (0..<pictures).map { index in
      """
      <Relationship Id="picture\(index + 1)" Type="\(Self.office)/image" \
      Target="media/picture\(index + 1).png"/>
      """
    }
    let outside = addresses.enumerated().map { index, address in
      """
      <Relationship Id="web\(index + 1)" Type="\(Self.office)/hyperlink" \
      Target="\(XMLText.escaped(address))" TargetMode="External"/>
      """
    }
    return Self.head + """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
      \((fixed + images + outside).joined())</Relationships>
      """
  }

  var properties: String {
    Self.head + """
      <cp:coreProperties \
      xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
      <dc:title>\(XMLText.escaped(book.title))</dc:title>\
      <dc:creator>\(XMLText.escaped(book.author))</dc:creator>\
      <dc:subject>\(XMLText.escaped(book.subject))</dc:subject>\
      <dc:language>\(WordStyles.tag(of: book.language))</dc:language>\
      <dcterms:created xsi:type="dcterms:W3CDTF">\(book.made)</dcterms:created>\
      </cp:coreProperties>
      """
  }

  var header: String {
    let draft = book.words.draft.map {
      "<w:r><w:rPr><w:b/><w:color w:val=\"9C2226\"/></w:rPr><w:t xml:space=\"preserve\">"
        + "\(XMLText.escaped($0)) · </w:t></w:r>"
    }
    return Self.head + """
      <w:hdr \(Self.names)><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>\(draft ?? "")\
      <w:r><w:t>\(XMLText.escaped(book.words.running))</w:t></w:r></w:p></w:hdr>
      """
  }

  var footer: String {
    Self.head + """
      <w:ftr \(Self.names)><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>\
      \(WordField.simple("PAGE", shown: "1"))<w:r><w:t xml:space="preserve"> / </w:t></w:r>\
      \(WordField.simple("NUMPAGES", shown: "1"))</w:p></w:ftr>
      """
  }
}

/// Fields that the word processor works out.
enum WordField {
  static func simple(_ instruction: String, shown: String) -> String {
    "<w:fldSimple w:instr=\" \(instruction) \"><w:r><w:t>\(shown)</w:t></w:r></w:fldSimple>"
  }

  static func begin(_ instruction: String, isDirty: Bool = false) -> String {
    """
    <w:r><w:fldChar w:fldCharType="begin"\(isDirty ? " w:dirty=\"true\"" : "")/></w:r>\
    <w:r><w:instrText xml:space="preserve"> \(instruction) </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType="separate"/></w:r>
    """
  }

  static let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
}
