public import Civic
import Exact

/// How complete each language is, and how much of it a native speaker has read.
public struct LanguageReport: Sendable {
  public let language: Language
  public let name: String
  /// Texts the language has, of those there are.
  public let written: Int
  public let all: Int
  public let reviewed: Int
}

/// The languages of the site; says openly that texts are not reviewed yet.
public struct LanguagesPage: Sendable {
  let frame: PageFrame
  let report: [LanguageReport]

  public init(frame: PageFrame, report: [LanguageReport]) {
    self.frame = frame
    self.report = report
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.languagesTitle))
    setting.isPrivate = false
    return frame.page(
      setting,
      """
      <h1>\(texts(.languagesTitle))</h1><p>\(texts(.languagesText))</p>\(table)\
      <p>\(texts(.languagesHelp))</p>
      """)
  }

  private var table: HTML {
    Table(
      id: "languages", caption: frame.texts(.languagesTitle), hidesCaption: true,
      columns: [
        Table.Column(title: frame.texts(.languagesLanguage)),
        Table.Column(title: frame.texts(.languagesWritten), isNumeric: true),
        Table.Column(title: frame.texts(.languagesReviewed), isNumeric: true),
      ],
      rows: report.map { entry in
        Table.Row(cells: [
          "<a href=\"\(Link.languages.address(in: entry.language))\" lang=\"\(entry.language.tag)\" hreflang=\"\(entry.language.tag)\">\(entry.name)</a>",
          "\(share(entry.written, of: entry.all))", "\(share(entry.reviewed, of: entry.all))",
        ])
      }
    ).html
  }

  private func share(_ count: Int, of all: Int) -> String {
    frame.texts(
      .languagesShare,
      ["count": .count(count), "all": .number(ExactDecimal(Int64(all)))])
  }
}
