import Civic

/// How a Word file looks: the styles that its text names.
struct WordStyles {
  let language: Language

  static let shades = ["E3EFE1", "FAEFD2", "F9DCC4", "F3C5BD"]

  static func colour(of tone: BookTone) -> String {
    switch tone {
    case .neutral: "4C5754"
    case .progress: "0E5257"
    case .good: "276239"
    case .warning: "7A4F00"
    case .bad: "9C2226"
    case .info: "1D5684"
    }
  }

  /// The tag by which word processors know a language; Montenegrin has none of its own there.
  static func tag(of language: Language) -> String {
    switch language {
    case .english: "en-GB"
    case .french: "fr-FR"
    case .macedonian: "mk-MK"
    case .albanian: "sq-AL"
    case .montenegrin: "sr-Latn-ME"
    case .bulgarian: "bg-BG"
    case .romanian: "ro-RO"
    case .slovene: "sl-SI"
    default: language.rawValue
    }
  }

  private struct Style {
    var name: String
    var id: String
    var base: String? = "Normal"
    var next: String?
    var paragraph = ""
    var run = ""
    var outline: Int?

    var xml: String {
      let level = outline.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
      return """
        <w:style w:type="paragraph" w:styleId="\(id)"\(base == nil ? " w:default=\"1\"" : "")>\
        <w:name w:val="\(name)"/>\(base.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "")\
        \(next.map { "<w:next w:val=\"\($0)\"/>" } ?? "")<w:qFormat/>\
        <w:pPr>\(paragraph)\(level)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
        """
    }
  }

  private static func spacing(_ before: Int, _ after: Int, line: Int? = nil) -> String {
    let height = line.map { " w:line=\"\($0)\" w:lineRule=\"auto\"" } ?? ""
    return "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"\(height)/>"
  }

  private static func letters(_ size: Int, isStrong: Bool = false, colour: String? = nil) -> String
  {
    (isStrong ? "<w:b/>" : "") + (colour.map { "<w:color w:val=\"\($0)\"/>" } ?? "")
      + "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>"
  }

  private static let serif = """
    <w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Cambria"/>
    """

  private var styles: [Style] {
    let keep = "<w:keepNext/><w:keepLines/>"
    return [
      Style(name: "Normal", id: "Normal", base: nil),
      Style(name: "Body Text", id: "BodyText", paragraph: Self.spacing(0, 140, line: 276)),
      heading(1, paragraph: keep + "<w:pageBreakBefore/>" + Self.spacing(0, 320), size: 44),
      heading(2, paragraph: keep + Self.spacing(400, 140), size: 30),
      heading(3, paragraph: keep + Self.spacing(300, 100), size: 25),
      heading(4, paragraph: keep + Self.spacing(240, 80), size: 22),
      Style(
        name: "Title", id: "Title", next: "Subtitle", paragraph: Self.spacing(120, 240),
        run: Self.serif + Self.letters(64, isStrong: true, colour: "083A3E")),
      Style(
        name: "Subtitle", id: "Subtitle", paragraph: Self.spacing(0, 600),
        run: Self.letters(30, colour: "4C5754")),
      Style(
        name: "Kicker", id: "Kicker", paragraph: Self.spacing(2400, 0),
        run: Self.letters(24, isStrong: true, colour: "A8431F")),
      Style(
        name: "Lead", id: "Lead", paragraph: Self.spacing(0, 200, line: 288),
        run: Self.letters(24)),
      Style(
        name: "Quote", id: "Quote",
        paragraph:
          "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"12\" w:color=\"0E5257\"/></w:pBdr>"
          + Self.spacing(120, 200, line: 300) + "<w:ind w:left=\"300\"/>",
        run: Self.serif + Self.letters(26, colour: "083A3E")),
      Style(
        name: "Small", id: "Small", paragraph: Self.spacing(0, 100),
        run: Self.letters(17, colour: "4C5754")),
      Style(
        name: "Note", id: "Note",
        paragraph: "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FAEFD2\"/>"
          + Self.spacing(60, 60) + "<w:ind w:left=\"120\" w:right=\"120\"/>"),
      Style(
        name: "List Bullet", id: "ListBullet",
        paragraph: "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"
          + Self.spacing(0, 60)),
      Style(
        name: "caption", id: "Caption", paragraph: Self.spacing(200, 80),
        run: Self.letters(19, isStrong: true, colour: "083A3E")),
      Style(name: "Picture", id: "Picture", paragraph: Self.spacing(160, 0)),
      Style(name: "Gap", id: "Gap", paragraph: Self.spacing(0, 60), run: Self.letters(8)),
      Style(
        name: "Table Text", id: "TableText", paragraph: Self.spacing(20, 20), run: Self.letters(17)),
      Style(name: "Table Name", id: "TableName", base: "TableText", run: "<w:b/>"),
      Style(
        name: "Table Head", id: "TableHead", base: "TableText", paragraph: "<w:keepNext/>",
        run: "<w:b/><w:color w:val=\"083A3E\"/>"),
      Style(
        name: "header", id: "Header", run: Self.letters(16, colour: "4C5754")),
      Style(
        name: "footer", id: "Footer", paragraph: "<w:jc w:val=\"right\"/>",
        run: Self.letters(16, colour: "4C5754")),
      Style(
        name: "TOC Heading", id: "ContentsHeading",
        paragraph: "<w:pageBreakBefore/>" + Self.spacing(0, 240),
        run: Self.serif + Self.letters(40, isStrong: true, colour: "083A3E")),
    ] + (1...3).map(contents)
  }

  private func heading(_ level: Int, paragraph: String, size: Int) -> Style {
    Style(
      name: "heading \(level)", id: "Heading\(level)", next: "BodyText", paragraph: paragraph,
      run: Self.serif + Self.letters(size, isStrong: true, colour: "083A3E"), outline: level - 1)
  }

  private func contents(_ level: Int) -> Style {
    let width = WordWriter.page.width - 2 * WordWriter.page.margin
    let tab = "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"\(width)\"/></w:tabs>"
    return Style(
      name: "toc \(level)", id: "TOC\(level)",
      paragraph: tab + Self.spacing(level == 1 ? 120 : 0, 20)
        + "<w:ind w:left=\"\((level - 1) * 280)\" w:right=\"500\"/>",
      run: level == 1 ? "<w:b/>" : Self.letters(19))
  }

  var xml: String {
    WordParts.head + """
      <w:styles \(WordParts.names)><w:docDefaults><w:rPrDefault><w:rPr>\
      <w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Calibri"/>\
      <w:color w:val="1B2A2B"/><w:sz w:val="21"/><w:szCs w:val="21"/>\
      <w:lang w:val="\(Self.tag(of: language))"/></w:rPr></w:rPrDefault>\
      <w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults>\
      \(styles.map(\.xml).joined())\(Self.table)</w:styles>
      """
  }

  private static let table = """
    <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>\
    <w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
    <w:style w:type="table" w:styleId="BookTable"><w:name w:val="Book Table"/>\
    <w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>\
    <w:top w:val="single" w:sz="8" w:space="0" w:color="0E5257"/>\
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="0E5257"/>\
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="DDD6C8"/></w:tblBorders></w:tblPr></w:style>
    """

  static let numbering =
    WordParts.head + """
      <w:numbering \(WordParts.names)><w:abstractNum w:abstractNumId="0">\
      <w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>\
      <w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>\
      <w:pPr><w:ind w:left="400" w:hanging="240"/></w:pPr></w:lvl></w:abstractNum>\
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
      """

  static let settings =
    WordParts.head + """
      <w:settings \(WordParts.names)><w:defaultTabStop w:val="709"/><w:compat>\
      <w:compatSetting w:name="compatibilityMode" \
      w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
      """
}
