public import Civic
import Exact

/// One budget vote: what it is about, when, by which rules, and what can be chosen.
public struct ConsultationPage: Sendable {
  let frame: PageFrame
  let city: City
  let consultation: Consultation
  let projects: [VoteProject]
  let problems: [Message]

  public init(
    frame: PageFrame, city: City, consultation: Consultation, projects: [VoteProject],
    problems: [Message] = []
  ) {
    self.frame = frame
    self.city = city
    self.consultation = consultation
    self.projects = projects
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var id: ID<Consultation> { consultation.id }
  private var mayEdit: Bool { consultation.mayBeChanged(by: frame.viewer) }
  private var isStaff: Bool { frame.viewer.may(.editContent, .city(city.id)) }

  public var html: HTML {
    let setting = ConsultationHeading(frame: frame, city: city, consultation: consultation)
      .setting(title: frame.words(consultation.name), isTop: true)
    let items = problems.map { ErrorSummary.Item(message: texts.sentence($0), field: nil) }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <h1>\(frame.content(consultation.name))</h1>\
      <p>\(ConsultationTag(frame: frame, consultation: consultation)) \
      \(ConsultationDays(frame: frame, consultation: consultation, city: city).words)</p>\
      \(main)\(frame.prose(consultation.text))\(staff)\(facts)\(list)\(map)\(rules)
      """)
  }

  /// The one thing to do now.
  private var main: HTML? {
    var buttons: [Button] = []
    if consultation.isVoting(at: frame.now) {
      buttons.append(
        Button(label: texts(.voteNow), act: .link(frame.address(.consultation(id, .vote)))))
    }
    if consultation.phase == .closed {
      buttons.append(
        Button(label: texts(.voteSeeResult), act: .link(frame.address(.consultation(id, .result)))))
    }
    guard consultation.phase != .draft else { return nil }
    buttons.append(
      Button(
        label: texts(.receiptCheckTitle), act: .link(frame.address(.consultation(id, .receipts))),
        kind: .secondary))
    buttons.append(
      Button(
        label: texts(.trustTitle), act: .link(frame.address(.consultation(id, .trust))),
        kind: .quiet))
    return ButtonRow(buttons: buttons).html
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    let add = { (key: TextKey, value: String?) in
      if let value { rows.append(SummaryList.Row(name: texts(key), value: "\(value)")) }
    }
    add(
      .voteBudget,
      consultation.budget.map {
        texts.formats.money(Money(minorUnits: $0, currency: consultation.currency))
      })
    add(.ballotStyleField, texts.name(of: consultation.ballot))
    add(.countingRuleField, texts.name(of: consultation.rule))
    if consultation.rule == .equalShares {
      add(.sharesCompletionField, texts.name(of: consultation.completion))
    }
    add(.tieRuleField, texts.name(of: consultation.ties))
    add(.voterEntryField, texts.name(of: consultation.entry))
    add(.consultationInformationFrom, consultation.informationFrom.map { texts.formats.day($0) })
    add(.consultationResultsBy, consultation.resultsBy.map { texts.formats.day($0) })
    add(.practiceContactField, consultation.contact)
    return SummaryList(rows: rows).html
  }

  private var list: HTML {
    let columns: [Table.Column] =
      [
        Table.Column(title: texts(.voteProject)),
        Table.Column(title: texts(.voteCategoryField)),
        Table.Column(title: texts(.actionDistrictLabel)),
        Table.Column(title: texts(.pilotCostField), isNumeric: true),
      ] + (mayEdit ? [Table.Column(title: texts(.recordRemove), hidesTitle: true)] : [])
    let rows = projects.enumerated().map { place, project -> Table.Row in
      let name: HTML =
        mayEdit
        ? """
        <a href="\(frame.address(.fact(RecordReference(project))))">\(place + 1). \
        \(frame.content(project.name))</a>
        """
        : "\(place + 1). \(frame.content(project.name))"
      let more: HTML? = project.text.map { "<div class=\"hint\">\(frame.prose($0))</div>" }
      let cost = Money(minorUnits: project.cost, currency: consultation.currency)
      let removal: [HTML] =
        mayEdit
        ? [
          ActionForm(
            action: frame.address(.projectRemoval(project.id)), token: frame.csrfField,
            button: Button(
              label: texts(.recordRemove), kind: .quiet,
              spoken: "\(texts(.recordRemove)): \(frame.words(project.name))")
          ).html
        ] : []
      return Table.Row(
        cells: [
          "<span id=\"project-\(place + 1)\">\(name)</span>" + (more ?? .empty),
          "\(project.category ?? "–")", "\(project.district ?? "–")",
          "\(texts.formats.money(cost))",
        ] + removal)
    }
    return """
      <section><h2>\(texts(.voteProjects))</h2>\
      \(Table(
        id: "projects", caption: texts(.voteProjects), hidesCaption: true, columns: columns,
        rows: rows,
        empty: EmptyState(title: texts(.voteProjectsNone), text: texts(.voteProjectsNoneText))))\
      \(addProject)</section>
      """
  }

  private var map: HTML {
    PlacesOnMap(
      frame: frame, city: city, title: .placeMapProjects, nameHeading: .voteProject,
      items: projects.enumerated().map { place, project in
        PlacesOnMap.Item(
          number: place + 1, name: frame.words(project.name), href: "#project-\(place + 1)",
          district: project.district, latitude: project.latitude, longitude: project.longitude)
      }
    ).html
  }

  private var addProject: HTML? {
    guard mayEdit else { return nil }
    let parent = "\(city.id)~\(id)"
    return ButtonRow(buttons: [
      Button(
        label: texts(.voteProjectNew),
        act: .link(frame.address(.newFact(VoteProject.entityName, parent: parent))),
        kind: .secondary)
    ]).html
  }

  /// The fixed rules and where they can be read.
  private var rules: HTML? {
    guard let digest = consultation.rulesDigest, let opened = consultation.openedAt else {
      return nil
    }
    return """
      <section><h2>\(texts(.voteRulesTitle))</h2>\
      <p>\(texts(.voteRulesFixed, ["time": .instant(opened)]))</p>\
      <p><code>\(digest.rawValue)</code></p>\
      <p><a href="\(frame.address(.consultation(id, .rules)))" download>\
      \(texts(.voteRulesFile))</a></p></section>
      """
  }
}

extension ConsultationPage {
  /// What the people of the city can do.
  private var staff: HTML? {
    guard isStaff else { return nil }
    var links: [(TextKey, Link)] = []
    if mayEdit { links.append((.consultationEdit, .fact(RecordReference(consultation)))) }
    if consultation.phase == .draft || consultation.phase == .open {
      links.append((.voteRegisterTitle, .consultation(id, .register)))
    }
    if consultation.phase == .open {
      if consultation.hasDesk { links.append((.voteDeskTitle, .consultation(id, .desk))) }
      if consultation.hasPaper { links.append((.votePaperTitle, .consultation(id, .paper))) }
    }
    let items = links.map { "<li><a href=\"\(frame.address($1))\">\(texts($0))</a></li>" as HTML }
    return """
      <section><h2>\(texts(.voteStaffTitle))</h2>\
      \(items.isEmpty ? nil : "<ul class=\"link-list\">\(items)</ul>" as HTML)\(step)</section>
      """
  }

  private var step: HTML? {
    guard frame.viewer.may(.manageCity, .city(city.id)) else { return nil }
    switch consultation.phase {
    case .draft:
      return """
        <p>\(texts(.voteOpenText))</p>\
        \(act(.opening, .voteOpenAct))
        """
    case .open:
      guard let end = consultation.votingEnd else { return nil }
      return end <= frame.now
        ? "<p>\(texts(.voteCloseText))</p>\(act(.closure, .voteCloseAct))"
        : "<p>\(texts(.voteCloseLater, ["time": .instant(end)]))</p>"
    case .counting: return "<p>\(texts(.voteCountText))</p>\(act(.closure, .voteCountAct))"
    case .closed: return nil
    }
  }

  private func act(_ part: Link.ConsultationPart, _ label: TextKey) -> HTML {
    let form = ActionForm(
      action: frame.address(.consultation(id, part)), token: frame.csrfField,
      button: Button(label: texts(label)))
    return "<div class=\"buttons\">\(form)</div>"
  }
}

/// What the pages of a consultation have in common.
struct ConsultationHeading {
  let frame: PageFrame
  let city: City
  let consultation: Consultation

  func setting(title: String, isTop: Bool = false) -> PageSetting {
    var setting = PageSetting(title: title)
    setting.isPrivate = consultation.phase == .draft
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(
        text: frame.texts(.consultationsTitle), href: frame.address(.consultations(of: city.id))),
    ]
    if !isTop {
      setting.crumbs.append(
        Anchor(
          text: frame.words(consultation.name),
          href: frame.address(.consultation(consultation.id))))
    }
    return setting
  }
}
