public import Civic
import Exact

/// The snippets with which a city's own site shows its plan.
public struct EmbeddingPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  /// The newest published version; none: there is nothing to show yet.
  let version: Int?
  /// The first part of the site's addresses.
  let site: String
  /// The texts in the language of what is shown.
  let shown: Texts

  public init(
    frame: PageFrame, document: PlanDocument, version: Int?, site: String, shown: Texts
  ) {
    self.frame = frame
    self.document = document
    self.version = version
    self.site = site
    self.shown = shown
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    work.page(
      texts(.embedTitle),
      """
      <p class="lead">\(texts(.embedLead))</p>\(sites)\(version == nil ? nothing : snippets)
      """)
  }

  private var sites: HTML {
    let city = document.city
    let link =
      frame.viewer.may(.manageCity, .city(city.id))
      ? """
      <p><a href="\(frame.address(.fact(RecordReference(city))))">\(texts(.embedSettings))</a></p>
      """ as HTML : nil
    guard !city.embedSites.isEmpty else {
      return """
        \(Notice(tone: .warning, content: "<p>\(texts(.embedNotAllowed))</p>"))\(link)
        """
    }
    return """
      <p>\(texts(.embedAllowed))</p>\
      <ul>\(city.embedSites.map { "<li><code>\($0)</code></li>" as HTML })</ul>\(link)
      """
  }

  private var nothing: HTML {
    Notice(tone: .info, content: "<p>\(texts(.plansNoneText))</p>").html
  }

  private var snippets: HTML {
    let languages = FilterBar(
      action: frame.address(.embedding(of: document.plan.id)), label: texts(.embedLanguage),
      fields: [
        Select(
          name: "shown", label: texts(.embedLanguage),
          choices: frame.languages.map {
            Choice(
              value: $0.language.rawValue, label: $0.name, isChosen: $0.language == shown.language,
              language: $0.language == frame.language ? nil : $0.language.tag)
          }
        ).html
      ], submit: texts(.deskShow))
    return "\(languages)\(EmbedPage.Part.allCases.map(snippet))"
  }

  private func snippet(_ part: EmbedPage.Part) -> HTML {
    let name = texts(part.title)
    let address = EmbedAddress(plan: document.plan.id, part: part, language: shown.language).text
    let plan = document.plan.title
    // The city's site is read in that language, so the frame is named in it.
    let title = "\(shown(part.title)) – \(plan[shown.language] ?? frame.words(plan))"
    let height = part == .progress ? 360 : 640
    let code: HTML = """
      <iframe src="\(site)\(address)" title="\(title)" width="100%" height="\(height)" \
      loading="lazy"></iframe>
      """
    return """
      <h2>\(name)</h2>\
      \(TextArea(
        name: "snippet-\(part.rawValue)", label: texts(.embedSnippet, ["name": .text(name)]),
        value: code.rendered, rows: 4))\
      <p><a href="\(address)">\(texts(.embedLook))</a></p>
      """
  }
}

/// Where a part of a plan is shown for other sites; outside the languages, for its address is copied
/// once.
public struct EmbedAddress: Sendable {
  let plan: ID<Plan>
  let part: EmbedPage.Part
  let language: Language

  var text: String {
    "/embed/plans/\(Link.encoded(plan.rawValue))/\(part.rawValue)?lang=\(language.rawValue)"
  }
}
