public import Civic
import Exact

/// The networks on the site.
public struct NetworksPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas

  public init(frame: PageFrame, atlas: Atlas) {
    self.frame = frame
    self.atlas = atlas
  }

  public var html: HTML {
    var setting = PageSetting(title: frame.texts(.frameNetworks))
    setting.isPrivate = false
    let programmes = atlas.programmes.map { programme -> HTML in
      let networks = atlas.networks.filter { $0.programme == programme.id }
      let link: HTML? = programme.url.map { ExternalLink(text: $0, address: $0).html }
      return """
        <section><h2>\(programme.name)</h2>\(frame.prose(programme.about))\
        \(link.map { "<p>\($0)</p>" as HTML })\(edit(programme))\(cards(networks))</section>
        """
    }
    let others = atlas.networks.filter { $0.programme == nil }
    return frame.page(
      setting,
      "<h1>\(frame.texts(.frameNetworks))</h1>\(acts)\(programmes)\(cards(others))\(sources)")
  }

  private var acts: HTML? {
    guard frame.viewer.may(.manageNetwork, .platform) else { return nil }
    return ButtonRow(buttons: [
      Button(
        label: frame.texts(.networkNew), act: .link(frame.address(.newFact(Network.entityName)))),
      Button(
        label: frame.texts(.programmeNew),
        act: .link(frame.address(.newFact(Programme.entityName))), kind: .secondary),
    ]).html
  }

  private var sources: HTML {
    """
    <p><a href="\(frame.address(.sources))">\(frame.texts(.sourcesOfFacts))</a></p>
    """
  }

  private func edit(_ programme: Programme) -> HTML? {
    guard programme.mayBeChanged(by: frame.viewer) else { return nil }
    return """
      <p><a href="\(frame.address(.fact(RecordReference(programme))))">\
      \(frame.texts(.programmeEdit))<span class="unseen">: \(programme.name)</span></a></p>
      """
  }

  private func cards(_ networks: [Network]) -> HTML {
    guard !networks.isEmpty else { return .empty }
    return CardGrid(
      cards: networks.map { network in
        Card(
          title: network.name, href: frame.address(.network(network.id)),
          content: "<p>\(frame.content(network.theme))</p>",
          foot: network.isDemonstration
            ? StatusTag(text: frame.texts(.demonstrationTag), tone: .neutral).html : .empty)
      }
    ).html
  }
}

/// A network: its members over time, and what its sources say, also where they disagree.
public struct NetworkPage: Sendable {
  let frame: PageFrame
  let network: Network
  let atlas: Atlas
  let learning: NetworkLearning

  /// - Parameters:
  ///   - partnerships: Those of the network that the reader may see.
  ///   - takenUp: What its members took up from each other and the reader may know.
  public init(
    frame: PageFrame, network: Network, atlas: Atlas, partnerships: [Partnership] = [],
    takenUp: [NetworkLearning.TakenUp] = []
  ) {
    self.frame = frame
    self.network = network
    self.atlas = atlas
    learning = NetworkLearning(
      frame: frame, network: network, atlas: atlas, partnerships: partnerships, takenUp: takenUp)
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: network.name)
    setting.isPrivate = false
    setting.isWide = true
    setting.isDemonstration = network.isDemonstration
    setting.crumbs = [frame.anchor(.frameNetworks, .networks)]
    let members = atlas.memberships(in: network.id)
    return frame.page(
      setting,
      """
      <h1>\(network.name)</h1><p class="lead">\(frame.content(network.theme))</p>\
      \(acts)\(period)\(disagreements)\(claims)\
      <section><h2>\(texts(.networkMembers))</h2>\(NetworkMap(frame: frame, network: network, atlas: atlas))\
      \(MembershipTable(frame: frame, atlas: atlas, memberships: members, names: .city).html)</section>\
      \(learning)\(phases)<p>\(SourceLine(frame: frame, source: atlas.source(network.source)).html)</p>
      """)
  }

  private var acts: HTML? {
    guard network.mayBeChanged(by: frame.viewer) else { return nil }
    let texts = frame.texts
    return ButtonRow(buttons: [
      Button(
        label: texts(.membershipNew),
        act: .link(
          frame.address(.newFact(Membership.entityName, parent: network.id.rawValue)))),
      Button(
        label: texts(.networkEdit),
        act: .link(frame.address(.fact(RecordReference(network)))), kind: .secondary),
      Button(
        label: texts(.claimsTitle), act: .link(frame.address(.claims(about: network.id))),
        kind: .secondary),
      Button(
        label: texts(.matchNew), act: .link(frame.address(.matching(of: network.id))),
        kind: .secondary),
    ]).html
  }

  /// What sources say without contradicting each other.
  private var claims: HTML? {
    let disputed = Set(atlas.disagreements(about: network).flatMap { $0 })
    let agreed = network.claims.filter { !disputed.contains($0) }
    guard !agreed.isEmpty else { return nil }
    return SummaryList(
      rows: agreed.map { claim in
        SummaryList.Row(
          name: frame.words(claim.statement),
          value: """
            \(claim.value)<br>\
            \(SourceLine(frame: frame, source: atlas.source(claim.source)).html)
            """)
      }
    ).html
  }

  private var period: HTML? {
    guard network.start != nil || network.end != nil else { return nil }
    let formats = frame.texts.formats
    let day = { (day: Day?) in day.map { formats.day($0) } ?? "…" }
    return "<p>\(day(network.start)) – \(day(network.end))</p>"
  }

  private var disagreements: HTML {
    atlas.disagreements(about: network).map { claims in
      let items = claims.map { claim in
        "<li><strong>\(claim.value)</strong> – \(SourceLine(frame: frame, source: atlas.source(claim.source)).html)</li>"
          as HTML
      }
      return Notice(
        tone: .warning, title: frame.texts(.networkDisagreement),
        content: "<p>\(frame.content(claims.first?.statement))</p><ul>\(items)</ul>"
      ).html
    }.joined()
  }

  private var phases: HTML? {
    guard !network.phases.isEmpty else { return nil }
    let formats = frame.texts.formats
    let items = network.phases.map { phase in
      """
      <li>\(frame.content(phase.name)): \(phase.start.map { formats.day($0) } ?? "…") – \
      \(phase.end.map { formats.day($0) } ?? "…")</li>
      """ as HTML
    }
    return "<section><h2>\(frame.texts(.networkPhases))</h2><ul>\(items)</ul></section>"
  }
}

/// Memberships with role, status, time and source.
struct MembershipTable: Component {
  /// Which side of the relation the rows name.
  enum Names { case city, network }

  let frame: PageFrame
  let atlas: Atlas
  let memberships: [Membership]
  let names: Names

  var html: HTML {
    let texts = frame.texts
    return Table(
      id: "memberships", caption: texts(.networkMembers), hidesCaption: true,
      columns: [
        Table.Column(title: texts(names == .city ? .planCity : .networkName)),
        Table.Column(title: texts(.membershipRole)), Table.Column(title: texts(.membershipStatus)),
        Table.Column(title: texts(.membershipPeriod)), Table.Column(title: texts(.factSource)),
      ], rows: memberships.map(row),
      empty: EmptyState(title: texts(.membershipsNone), text: texts(.membershipsNoneText))
    ).html
  }

  private func row(_ membership: Membership) -> Table.Row {
    let formats = frame.texts.formats
    let name: HTML? =
      switch names {
      case .city:
        atlas.city(membership.city).map { city in
          "<a href=\"\(frame.address(.city(city.id)))\">\(frame.content(city.name))</a>, \(formats.country(city.country))"
        }
      case .network:
        atlas.network(membership.network).map { network in
          "<a href=\"\(frame.address(.network(network.id)))\">\(network.name)</a>"
        }
      }
    let organisation = atlas.organisations.first { $0.id == membership.organisation }
    let tone: Tone =
      switch membership.status {
      case .confirmed: .good
      case .proposed: .progress
      case .withdrawn, .replaced: .neutral
      }
    return Table.Row(cells: [
      "\(name)\(organisation.map { "<br><small>\(frame.content($0.name))</small>" as HTML })\(edit(membership))",
      "\(frame.texts.name(of: membership.role))",
      StatusTag(text: frame.texts.name(of: membership.status), tone: tone).html,
      """
      \(Self.period(membership, formats))\
      \(membership.note.map { "<br><small>\(frame.content($0))</small>" as HTML })
      """,
      SourceLine(frame: frame, source: atlas.source(membership.source)).html,
    ])
  }

  private func edit(_ membership: Membership) -> HTML? {
    guard names == .city, membership.mayBeChanged(by: frame.viewer) else { return nil }
    let name = frame.words(atlas.city(membership.city)?.name)
    return """
      <br><a href="\(frame.address(.fact(RecordReference(membership))))">\
      \(frame.texts(.membershipEdit))<span class="unseen">: \(name)</span></a>
      """
  }

  private static func period(_ membership: Membership, _ formats: Formats) -> String {
    guard membership.from != nil || membership.until != nil else { return "–" }
    let day = { (day: Day?) in day.map { formats.day($0, .medium) } ?? "…" }
    return "\(day(membership.from)) – \(day(membership.until))"
  }
}
