/// What stands around every page: head, banner, navigation, notices, footer.
struct PageShell: Component {
  /// The same page in another language.
  struct Alternate: Sendable {
    /// BCP 47.
    var language: String
    /// The language's own name for itself.
    var name: String
    var href: String
    var isCurrent = false
    /// The address that keeps the language for later visits before it leads to the page.
    var choice: String
  }

  /// The signed-in person's menu, or the way to sign in.
  enum Account: Sendable {
    case signedOut(signIn: Anchor)
    case signedIn(name: String, links: [Anchor], signOut: ActionForm)
    /// Where signing in makes no sense, as during set-up.
    case none
  }

  /// Addresses of stylesheet, script and icon; they change with their content.
  struct Assets: Sendable {
    var stylesheet = "/assets/gradnik.css"
    var charts = "/assets/charts.css"
    var script = "/assets/enhance.js"
    var icon = "/assets/favicon.svg"
  }

  /// The words of the frame.
  struct Words: Sendable {
    var skipToContent: String
    var navigation: String
    var languages: String
    var account: String
    var footer: String
  }

  /// The bottom of every page.
  struct Footer: Sendable {
    /// About, accessibility, languages, source code.
    var links: [Anchor]
    /// What the line is ("Head of the public log") and its digest.
    var logHead: (label: String, digest: String)?
    var note: HTML = .empty
  }

  /// BCP 47; the language of everything that does not say otherwise.
  var language: String
  /// The page's own title; the product's name follows it.
  var title: String
  var product = "Gradnik"
  var home = "/"
  /// For search engines and previews.
  var summary: String?
  /// Keeps the page out of search engines: internal pages.
  var isPrivate = true
  var words: Words
  var navigation: [Anchor]
  /// The city or network the page belongs to.
  var scope: Anchor?
  /// On every page of a demonstration.
  var demonstration: String?
  var alternates: [Alternate]
  var account: Account = .none
  /// The answer to what was just done.
  var flash: Notice?
  var footer: Footer
  var assets = Assets()
  /// Breadcrumbs and the like, before the main part.
  var lead: HTML = .empty
  /// As wide as the window: tables and charts; texts stay narrow by themselves.
  var isWide = false
  var content: HTML

  var html: HTML {
    """
    <!doctype html>
    <html lang="\(language)">
    \(head)
    <body>
    <a class="skip" href="#main">\(words.skipToContent)</a>
    \(banner)
    <div class="page\(isWide ? " wide" : "")">\(lead)
    <main id="main" tabindex="-1">\(flash)
    \(content)
    </main></div>
    \(foot)
    </body>
    </html>

    """
  }

  private var head: HTML {
    """
    <head><meta charset="utf-8"><title>\(title) – \(product)</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">\
    \(summary.map { "<meta name=\"description\" content=\"\($0)\">" as HTML })\
    \(isPrivate ? "<meta name=\"robots\" content=\"noindex\">" : nil as HTML?)\
    <meta name="color-scheme" content="light dark">
    <link rel="stylesheet" href="\(assets.stylesheet)">
    <link rel="stylesheet" href="\(assets.charts)">
    <link rel="icon" href="\(assets.icon)" type="image/svg+xml">
    \(alternates.map(alternateLink))<script type="module" src="\(assets.script)"></script></head>
    """
  }

  private func alternateLink(_ alternate: Alternate) -> HTML {
    """
    <link rel="alternate" hreflang="\(alternate.language)" href="\(alternate.href)">

    """
  }

  private var banner: HTML {
    """
    <header class="banner">\
    \(demonstration.map { "<p class=\"demonstration\">\(Icon.info)<span>\($0)</span></p>" as HTML })\
    <div class="bar">\
    <a class="brand" href="\(home)">\(Mark())<span>\(product)</span></a>\
    \(scope.map { "<a class=\"scope\" href=\"\($0.href)\">\($0.text)</a>" as HTML })\
    <div class="tools">\(languageMenu)\(accountMenu)</div></div>\
    <nav class="main-nav" aria-label="\(words.navigation)"><ul>\
    \(navigation.map { "<li>\($0)</li>" as HTML })</ul></nav></header>
    """
  }

  private var languageMenu: HTML? {
    guard let current = alternates.first(where: \.isCurrent), alternates.count > 1 else {
      return nil
    }
    return """
      <details class="menu"><summary>\(Icon.globe)<span class="unseen">\(words.languages): </span>\
      <span>\(current.name)</span></summary><ul>\(alternates.map(languageLink))</ul></details>
      """
  }

  private func languageLink(_ alternate: Alternate) -> HTML {
    """
    <li><a href="\(alternate.choice)" rel="nofollow" hreflang="\(alternate.language)" lang="\(alternate.language)"\
    \(attribute: "aria-current", alternate.isCurrent ? "true" : nil)>\(alternate.name)</a></li>
    """
  }

  private var accountMenu: HTML? {
    switch account {
    case .none: nil
    case .signedOut(let signIn): "<a class=\"sign-in\" href=\"\(signIn.href)\">\(signIn.text)</a>"
    case .signedIn(let name, let links, let signOut):
      """
      <details class="menu"><summary>\(Icon.person)<span class="unseen">\(words.account): </span>\
      <span class="who">\(name)</span></summary><ul>\(links.map { "<li>\($0)</li>" as HTML })\
      <li>\(signOut)</li></ul></details>
      """
    }
  }

  private var foot: HTML {
    """
    <footer class="foot" aria-label="\(words.footer)"><div class="bar">\
    <ul>\(footer.links.map { "<li>\($0)</li>" as HTML })</ul>\
    \(footer.logHead.map {
      "<p class=\"log-head\">\($0.label) <code>\($0.digest)</code></p>" as HTML
    })\(footer.note)</div></footer>
    """
  }
}
