public import Civic
public import Exact

/// What residents propose, and the way to propose something.
public struct ProposalRoundPage: Sendable {
  let frame: PageFrame
  let city: City
  let round: ProposalRound
  /// Those that the reader may see.
  let proposals: [Proposal]
  let supporters: [ID<Proposal>: Int]
  let takesPart: Bool
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, round: ProposalRound, proposals: [Proposal],
    supporters: [ID<Proposal>: Int], takesPart: Bool, problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.round = round
    self.proposals = proposals
    self.supporters = supporters
    self.takesPart = takesPart
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var state: ListeningState { round.state(on: frame.today) }
  private var isOurs: Bool { frame.viewer.may(.manageCity, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(round.name))
    setting.isPrivate = !round.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = ListenCrumbs.of(city, frame)
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: nil)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(frame.content(round.name))</h1>\
      <p>\(ListeningTag(frame: frame, state: state)) \
      \(ListeningDays(frame: frame, from: round.opensOn, to: round.closesOn))</p>\
      \(frame.prose(round.about))\(acts)\(queue)\(list)\(map)\(policy)\
      \(ListenPrivacy(frame: frame, entry: .open, kind: .proposals))
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.proposalRound(round.id, of: city.id, part))
  }

  private var acts: HTML {
    var buttons: [Button] = []
    if state == .collecting {
      buttons.append(Button(label: texts(.proposalNew), act: .link(part("new"))))
    }
    if takesPart {
      buttons.append(
        Button(label: texts(.mineTitle), act: .link(part("mine")), kind: .secondary))
    }
    if round.mayBeChanged(by: frame.viewer) {
      buttons.append(
        Button(
          label: texts(.proposalRoundEdit),
          act: .link(frame.address(.fact(RecordReference(round)))), kind: .quiet))
    }
    let closing: HTML? =
      isOurs && state == .ended
      ? ActionForm(
        action: part("closing"), token: frame.csrfField,
        button: Button(label: texts(.proposalRoundClose))
      ).html : nil
    return "<div class=\"buttons\">\(buttons.map(\.html))\(closing)</div>"
  }

  private var queue: HTML? {
    guard isOurs else { return nil }
    let waiting = proposals.filter(\.moderation.isWaiting)
    let items = waiting.map {
      "<li><a href=\"\(frame.address(.proposal($0.id, of: city.id)))\">\($0.title)</a></li>" as HTML
    }
    return """
      <section><h2>\(texts(.deskQueue))</h2>\
      \(waiting.isEmpty ? "<p>\(texts(.deskQueueNone))</p>" as HTML : "<ul>\(items)</ul>" as HTML)</section>
      """
  }

  private var list: HTML {
    let shown = proposals.filter { $0.isShown && $0.mergedInto == nil }
    guard !shown.isEmpty else { return "<p>\(texts(.proposalsNone))</p>" }
    return CardGrid(
      cards: shown.map { proposal in
        Card(
          title: proposal.title, href: frame.address(.proposal(proposal.id, of: city.id)),
          kicker: proposal.district,
          content: "<p>\(ProposalTag(frame: frame, proposal: proposal))</p>",
          foot: "\(SupportLine(frame: frame, count: supporters[proposal.id] ?? 0))", level: 2,
          language: proposal.language == frame.language ? nil : proposal.language.tag)
      }
    ).html
  }

  private var map: HTML {
    let shown = proposals.filter { $0.isShown && $0.mergedInto == nil }
    return PlacesOnMap(
      frame: frame, city: city, title: .placeMapProposals, nameHeading: .proposalTitleField,
      items: shown.enumerated().map { place, proposal in
        PlacesOnMap.Item(
          number: place + 1, name: proposal.title,
          href: frame.address(.proposal(proposal.id, of: city.id)), district: proposal.district,
          latitude: proposal.latitude, longitude: proposal.longitude)
      }
    ).html
  }

  private var policy: HTML {
    Details(
      summary: texts(.proposalPolicy),
      content: """
        <p>\(texts(
          .proposalPolicyText,
          [
            "least": .text(texts.formats.number(Proposal.leastShown)),
            "from": .text(texts.formats.number(round.answeredFrom)),
          ]))</p>
        """
    ).html
  }
}

/// What has become of a proposal, in a word.
struct ProposalTag: Component {
  let frame: PageFrame
  let proposal: Proposal

  var html: HTML {
    let tone: Tone =
      switch proposal.state {
      case .waiting: .warning
      case .refused, .declined: .bad
      case .open: .progress
      case .merged: .neutral
      case .accepted: .good
      }
    return StatusTag(text: frame.texts.name(of: proposal.state), tone: tone).html
  }
}

/// How many support a proposal, where there are enough not to be known.
struct SupportLine: Component {
  let frame: PageFrame
  let count: Int

  var html: HTML {
    let texts = frame.texts
    guard count >= Proposal.leastShown else {
      return
        "\(texts(.supportFew, ["least": .text(texts.formats.number(Proposal.leastShown))]))"
    }
    return "\(texts(.supportCount, ["count": .count(count)]))"
  }
}
