import Civic

/// How a page stands in its frame.
public struct PageSetting: Sendable {
  public var title: String
  public var summary: String?
  /// Internal pages stay out of search engines.
  public var isPrivate = true
  public var isWide = false
  var crumbs: [Anchor] = []
  var tabs: HTML = .empty
  /// Invented content on a page of an installation that is not all invented.
  public var isDemonstration = false

  public init(title: String) {
    self.title = title
  }
}

extension PageFrame {
  /// The whole document around a page's content.
  public func page(_ setting: PageSetting, _ content: HTML) -> HTML {
    var shell = PageShell(
      language: language.tag, title: setting.title, product: installation,
      home: address(.home), summary: setting.summary, isPrivate: setting.isPrivate,
      words: PageShell.Words(
        skipToContent: texts(.frameSkip), navigation: texts(.frameNavigation),
        languages: texts(.frameLanguages), account: texts(.frameAccount),
        footer: texts(.frameFooter)),
      navigation: navigation, demonstration: demonstration(setting), alternates: alternates,
      account: account, footer: footer, content: content)
    shell.flash = notice.map {
      Notice(tone: .good, content: "<p>\(texts.sentence($0))</p>", isLive: true)
    }
    shell.isWide = setting.isWide
    if !setting.crumbs.isEmpty {
      shell.lead =
        Breadcrumbs(label: texts(.frameBreadcrumbs), steps: setting.crumbs, current: setting.title)
        .html + setting.tabs
    } else {
      shell.lead = setting.tabs
    }
    shell.assets = PageShell.Assets(
      stylesheet: Asset.stylesheet.address, charts: Asset.charts.address,
      script: Asset.script.address, icon: Asset.icon.address)
    return shell.html
  }

  private func demonstration(_ setting: PageSetting) -> String? {
    isDemonstration || setting.isDemonstration ? texts(.frameDemonstration) : nil
  }

  private var navigation: [Anchor] {
    var anchors = [
      anchor(.frameCities, .cities), anchor(.frameNetworks, .networks), anchor(.framePlans, .plans),
      anchor(.consultationsTitle, .consultations), anchor(.practicesTitle, .practices),
      anchor(.selectionCallsTitle, .calls), anchor(.searchTitle, .search),
    ]
    if !viewer.cities.isEmpty || viewer.isAdministrator {
      anchors.append(anchor(.frameWork, .work))
    }
    return anchors
  }

  private var account: PageShell.Account {
    guard viewer.account != nil else { return .signedOut(signIn: anchor(.frameSignIn, .signIn)) }
    var links = [anchor(.frameMyAccount, .account)]
    if viewer.grants.contains(where: { $0.role.allows(.manageAccounts, in: .none) }) {
      links.append(anchor(.frameAccounts, .accounts))
    }
    if viewer.maySomewhere(.assess) { links.append(anchor(.scoringTitle, .scoring)) }
    let signOut = ActionForm(
      action: address(.signOut), token: csrfField,
      button: Button(label: texts(.frameSignOut), kind: .quiet))
    return .signedIn(name: viewer.name, links: links, signOut: signOut)
  }

  private var alternates: [PageShell.Alternate] {
    languages.map { entry in
      PageShell.Alternate(
        language: entry.language.tag, name: entry.name, href: link.address(in: entry.language),
        isCurrent: entry.language == language, choice: link.choosing(entry.language))
    }
  }

  private var footer: PageShell.Footer {
    PageShell.Footer(
      links: [
        anchor(.decisionsTitle, .decisions), anchor(.frameAbout, .about),
        anchor(.frameAccessibility, .accessibility),
        anchor(.frameLanguages, .languages),
      ],
      logHead: logHead.map { (texts(.frameLogHead), $0.rawValue) })
  }
}
