public import Civic

/// What this site is, and the plans, networks and cities on it.
public struct HomePage: Sendable {
  let frame: PageFrame
  let plans: [PlanEntry]
  let atlas: Atlas

  public init(frame: PageFrame, plans: [PlanEntry], atlas: Atlas) {
    self.frame = frame
    self.plans = plans
    self.atlas = atlas
  }

  public var html: HTML {
    let texts = frame.texts
    var setting = PageSetting(title: texts(.homeTitle))
    setting.summary = texts(.homeLead)
    setting.isPrivate = false
    setting.isWide = true
    return frame.page(
      setting,
      """
      <section class="hero"><h1>\(texts(.homeTitle))</h1><p class="lead">\(texts(.homeLead))</p>\
      \(chain)</section>\
      <section><h2>\(texts(.homePlans))</h2>\(PlanCards(frame: frame, plans: plans).html)</section>\
      <section><h2>\(texts(.homeNetworks))</h2>\(networks)</section>\
      <section><h2>\(texts(.homeCheck))</h2><p>\(texts(.homeCheckText))</p></section>
      """)
  }

  /// What a city does here, in its order.
  private var chain: HTML {
    let steps: [TextKey] = [
      .homeStepChallenges, .homeStepObjectives, .homeStepActions, .homeStepFunding,
      .homeStepApproval, .homeStepPublication,
    ]
    return "<ol class=\"chain\">\(steps.map { "<li>\(frame.texts($0))</li>" as HTML })</ol>"
  }

  private var networks: HTML {
    CardGrid(
      cards: atlas.networks.map { network in
        Card(
          title: network.name, href: frame.address(.network(network.id)),
          content: "<p>\(frame.content(network.theme))</p>",
          foot:
            "\(frame.texts(.networkMembersCount, ["count": .count(Set(atlas.memberships(in: network.id).map(\.city)).count)]))"
        )
      }
    ).html
  }
}

/// Published plans as cards, or what to do when there are none.
struct PlanCards: Component {
  let frame: PageFrame
  let plans: [PlanEntry]
  /// The level of the cards' headings.
  var level = 3

  var html: HTML {
    guard !plans.isEmpty else {
      return EmptyState(title: frame.texts(.plansNone), text: frame.texts(.plansNoneText)).html
    }
    return CardGrid(cards: plans.map(card)).html
  }

  private func card(_ entry: PlanEntry) -> Card {
    let plan = entry.plan
    let (title, language) = plan.title.text(for: frame.language)
    var foot: HTML = "\(plan.firstYear)–\(plan.lastYear)"
    if plan.isDemonstration {
      foot = foot + " " + StatusTag(text: frame.texts(.demonstrationTag), tone: .neutral).html
    }
    return Card(
      title: title, href: frame.address(.plan(plan.id)),
      kicker: frame.words(entry.city.name),
      content: "<p>\(frame.texts.name(of: plan.kind))</p>", foot: foot, level: level,
      language: language == frame.language ? nil : language.tag)
  }
}
