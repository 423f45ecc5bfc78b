public import Civic
import Exact

/// Where a network's cities are matched: who takes part, by which rules, and what came out before.
public struct MatchingPage: Sendable {
  let frame: PageFrame
  let network: Network
  let atlas: Atlas
  let members: [City]
  let profiles: [PartnerProfile]
  let partnerships: [Partnership]
  let runs: [MatchRun]
  let context: FormContext
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, network: Network, members: [City], profiles: [PartnerProfile],
    partnerships: [Partnership], runs: [MatchRun], context: FormContext,
    input: FormInput? = nil, problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.network = network
    atlas = context.atlas
    self.members = members
    self.profiles = profiles
    self.partnerships = partnerships
    self.runs = runs
    self.context = context
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(
      title: texts(.matchingTitle, ["network": .text(network.name)]))
    setting.isWide = true
    setting.isDemonstration = network.isDemonstration
    setting.crumbs = [
      frame.anchor(.frameNetworks, .networks),
      Anchor(text: network.name, href: frame.address(.network(network.id))),
    ]
    let confirmed = partnerships.filter { $0.status == .confirmed }
    let together: HTML =
      confirmed.isEmpty
      ? "<p>\(texts(.partnershipsNone))</p>"
      : PartnershipList(frame: frame, atlas: atlas, partnerships: confirmed).html
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: problems.map {
        ErrorSummary.Item(
          message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
      }))<h1>\(setting.title)</h1><p class="lead">\(texts(.matchingLead))</p>\
      <section><h2>\(texts(.matchParticipants))</h2>\(participants)</section>\
      <section><h2>\(texts(.partnershipsTitle))</h2>\(together)</section>\
      <section><h2>\(texts(.matchRuns))</h2>\(list)</section>\
      <section><h2>\(texts(.matchNew))</h2>\(form)</section>
      """)
  }

  private var participants: HTML {
    let rows = texts.formats.sorted(members) { frame.words($0.name) }.map { city -> Table.Row in
      let profile = profiles.first { $0.city == city.id }
      let count = { (kind: ProfilePartKind) -> HTML in
        "\(profile.map { texts.formats.number($0.shown(kind).count) } ?? "–")"
      }
      let name: HTML =
        profile == nil
        ? frame.content(city.name)
        : "<a href=\"\(frame.address(.profile(of: city.id)))\">\(frame.content(city.name))</a>"
      let state = profile.map { texts.name(of: $0.visibility) } ?? texts(.matchNoProfile)
      return Table.Row(cells: [
        name, "\(state)", count(.challenge), count(.need), count(.offer),
        "\(profile.map { texts.formats.number($0.capacity) } ?? "–")",
      ])
    }
    return Table(
      id: "participants", caption: texts(.matchParticipants), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.planCity)), Table.Column(title: texts(.profileTitle)),
        Table.Column(title: texts(.profileChallengesLegend), isNumeric: true),
        Table.Column(title: texts(.profileNeedsLegend), isNumeric: true),
        Table.Column(title: texts(.profileOffersLegend), isNumeric: true),
        Table.Column(title: texts(.profileCapacityField), isNumeric: true),
      ], rows: rows,
      empty: EmptyState(title: texts(.membershipsNone), text: texts(.membershipsNoneText))
    ).html
  }

  private var list: HTML {
    let rows = runs.map { run in
      Table.Row(cells: [
        """
        <a href="\(frame.address(.matchRun(run.id, of: network.id)))">\
        \(texts.formats.instant(run.at, .medium))</a>
        """,
        "\(texts.name(of: run.settings.mode))",
        "\(texts.formats.number(run.participants.count))",
        run.decision.map {
          "<a href=\"\(frame.address(.decision($0)))\">\(texts(.matchPublished))</a>"
        } ?? "\(texts(.matchNotPublished))",
      ])
    }
    return Table(
      id: "runs", caption: texts(.matchRuns), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.decisionTime)), Table.Column(title: texts(.matchModeField)),
        Table.Column(title: texts(.frameCities), isNumeric: true),
        Table.Column(title: texts(.decisionKindField)),
      ], rows: rows, empty: EmptyState(title: texts(.matchRunsNone), text: texts(.matchingLead))
    ).html
  }

  private var form: HTML {
    let blank = MatchSettings()
    let values = input ?? MatchSettingsForm.form.input(of: blank, in: context)
    var state = FormState(record: blank, values: values)
    state.problems = problems
    return Form(
      action: frame.address(.matching(of: network.id)), token: frame.csrfField,
      content: MatchSettingsForm.form.html(state, in: context),
      buttons: [Button(label: texts(.matchRun))]
    ).html
  }
}

/// Partnerships with their status.
struct PartnershipList: Component {
  let frame: PageFrame
  let atlas: Atlas
  let partnerships: [Partnership]

  var html: HTML {
    let items = partnerships.map { partnership -> HTML in
      """
      <li><a href="\(frame.address(.partnership(partnership.id)))">\
      \(PartnershipName(frame: frame, atlas: atlas).words(partnership))</a> \
      \(PartnershipTag(frame: frame, status: partnership.status))</li>
      """
    }
    return "<ul class=\"findings\">\(items)</ul>"
  }
}

/// The cities of a partnership in words.
struct PartnershipName {
  let frame: PageFrame
  let atlas: Atlas

  func words(_ partnership: Partnership) -> String {
    let names = partnership.cities.map { frame.words(atlas.city($0)?.name) }
    return (names.count == 1 ? names + [frame.texts(.partnershipOpen)] : names)
      .joined(separator: " – ")
  }
}

/// How far a partnership has come, in a word.
struct PartnershipTag: Component {
  let frame: PageFrame
  let status: PartnershipStatus

  var html: HTML {
    let tone: Tone =
      switch status {
      case .proposed: .progress
      case .confirmed: .good
      case .declined: .bad
      case .replaced: .neutral
      }
    return StatusTag(text: frame.texts.name(of: status), tone: tone).html
  }
}
