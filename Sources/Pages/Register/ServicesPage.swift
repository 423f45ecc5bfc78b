public import Civic
import Exact

/// The services of a city for those who use them, searchable and by subject.
public struct ServicesPage: Sendable {
  let frame: PageFrame
  let city: City
  let services: [PublicService]
  let search: String
  let theme: ServiceTheme?

  /// - Parameter services: The public ones.
  public init(
    frame: PageFrame, city: City, services: [PublicService], search: String, theme: ServiceTheme?
  ) {
    self.frame = frame
    self.city = city
    self.services = services
    self.search = search
    self.theme = theme
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.servicesTitle, ["city": .text(frame.words(city.name))])
    var setting = PageSetting(title: title)
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameCities, .cities),
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(texts(.servicesLead))</p>\(filter)\(groups)\
      <p><a href="\(frame.address(.serviceCatalogue(of: city.id)))" download>\
      \(texts(.servicesAsData))</a></p>
      """)
  }

  private var found: [PublicService] {
    let words = Fold.folded(search).split(separator: " ")
    let fitting = services.filter { service in
      guard theme == nil || service.theme == theme else { return false }
      let said = [service.name, service.summary, service.output].compactMap { $0 }
        .flatMap { $0.texts.values.map { Fold.folded($0) } }.joined(separator: " ")
      return words.allSatisfy { said.contains($0) }
    }
    return texts.formats.sorted(fitting) { frame.words($0.name) }
  }

  private var filter: HTML {
    FilterBar(
      action: frame.address(.services(of: city.id)), label: texts(.servicesSearch),
      fields: [
        TextField(
          name: "q", label: texts(.servicesSearch), value: search, kind: .search, width: .medium
        ).html,
        Select(
          name: "theme", label: texts(.serviceThemeField),
          choices: [Choice(value: "", label: texts(.servicesAnyTheme), isChosen: theme == nil)]
            + ServiceTheme.allCases.map {
              Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: theme == $0)
            }
        ).html,
      ], submit: texts(.searchSubmit),
      count: texts(.registerServicesCount, ["count": .count(found.count)])
    ).html
  }

  private var groups: HTML {
    let found = found
    guard !found.isEmpty else {
      return EmptyState(title: texts(.servicesNone), text: texts(.servicesNoneText)).html
    }
    let themes = ServiceTheme.allCases.filter { $0 != .other }
    let grouped = themes.map { theme in (theme, found.filter { $0.theme == theme }) }
    let others = found.filter { $0.theme == nil || $0.theme == .other }
    return (grouped + [(.other, others)]).filter { !$0.1.isEmpty }.map { theme, services in
      """
      <section><h2>\(texts.name(of: theme))</h2>\(CardGrid(cards: services.map(card)))</section>
      """ as HTML
    }.joined()
  }

  private func card(_ service: PublicService) -> Card {
    Card(
      title: frame.words(service.name), href: frame.address(.service(service.id, of: city.id)),
      content: "<p>\(frame.content(service.summary))</p>",
      foot: service.digitalLevel.map {
        StatusTag(text: texts.name(of: $0), tone: $0.number >= 2 ? .good : .neutral).html
      } ?? .empty)
  }
}

/// One service, for those who use it.
public struct ServicePage: Sendable {
  let frame: PageFrame
  let city: City
  let service: PublicService
  let owner: Organisation?

  public init(frame: PageFrame, city: City, service: PublicService, owner: Organisation?) {
    self.frame = frame
    self.city = city
    self.service = service
    self.owner = owner
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = frame.words(service.name)
    var setting = PageSetting(title: title)
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(
        text: texts(.registerServices), href: frame.address(.services(of: city.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(frame.content(service.name))</h1>\(use)\(frame.prose(service.summary))\
      \(SummaryList(rows: rows))
      """)
  }

  private var use: HTML? {
    guard let url = service.url else { return nil }
    return ButtonRow(buttons: [Button(label: texts(.serviceUse), act: .link(url))]).html
  }

  private var rows: [SummaryList.Row] {
    let facts: [(TextKey, HTML?)] = [
      (.serviceRequirementsField, written(service.requirements)),
      (.serviceOutputField, written(service.output)),
      (.serviceFeeField, service.fee.map { frame.content($0) }),
      (
        .serviceDaysField,
        service.processingDays.map { "\(texts(.serviceDaysCount, ["count": .count($0)]))" }
      ),
      (.serviceChannelsField, channels), (.entryOwnerField, owner.map { frame.content($0.name) }),
      (.serviceContactField, service.contact.map { "\($0)" }),
      (.serviceLevelField, service.digitalLevel.map { "\(texts.name(of: $0))" }),
      (.serviceLegalField, legal), (.serviceUsersField, users),
      (.serviceCodeField, service.code.map { "\($0)" }),
    ]
    return facts.compactMap { key, value in
      value.map { SummaryList.Row(name: texts(key), value: $0) }
    }
  }

  private func written(_ text: Multilingual?) -> HTML? {
    guard let text, !text.isEmpty else { return nil }
    return frame.prose(text)
  }

  private var channels: HTML? {
    guard !service.channels.isEmpty else { return nil }
    return "\(texts.formats.list(service.channels.map { texts.name(of: $0) }))"
  }

  private var legal: HTML? {
    guard let basis = service.legalBasis, !basis.isEmpty else { return nil }
    guard let url = service.legalBasisURL else { return frame.content(basis) }
    return ExternalLink(text: frame.words(basis), address: url).html
  }

  private var users: HTML? {
    guard let count = service.usersPerYear else { return nil }
    let number = texts.formats.number(count)
    guard let year = service.usersYear else { return "\(number)" }
    return "\(texts(.serviceUsersIn, ["count": .text(number), "year": .text(String(year))]))"
  }
}
