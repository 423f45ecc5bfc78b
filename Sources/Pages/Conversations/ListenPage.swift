public import Civic
import Exact

/// Everything a city asks its residents.
public struct ListenPage: Sendable {
  let frame: PageFrame
  let city: City
  let register: Register

  public init(frame: PageFrame, city: City, register: Register) {
    self.frame = frame
    self.city = city
    self.register = register
  }

  private var texts: Texts { frame.texts }
  private var mayAdd: Bool { frame.viewer.may(.editContent, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: texts(.listenTitle))
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id)))
    ]
    return frame.page(
      setting,
      """
      <h1>\(texts(.listenTitle))</h1><p class="lead">\(texts(.listenLead))</p>\
      \(section(.conversationsTitle, .conversationsLead, .conversationNew, Conversation.entityName, cards(register.conversations)))\
      \(section(.proposalsTitle, .proposalsLead, .proposalRoundNew, ProposalRound.entityName, cards(register.proposalRounds)))\
      \(section(.surveysTitle, .surveysLead, .surveyNew, Survey.entityName, cards(register.surveys)))
      """)
  }

  private func section(
    _ title: TextKey, _ lead: TextKey, _ add: TextKey, _ kind: String, _ cards: [Card]
  ) -> HTML {
    let adding = Button(
      label: texts(add), act: .link(frame.address(.newFact(kind, parent: city.id.rawValue))),
      kind: .secondary, icon: .plus)
    let list: HTML =
      cards.isEmpty ? "<p>\(texts(.listenNone))</p>" : CardGrid(cards: cards).html
    return """
      <section><h2>\(texts(title))</h2><p>\(texts(lead))</p>\(list)\
      \(mayAdd ? ButtonRow(buttons: [adding]).html : nil)</section>
      """
  }

  private func cards(_ conversations: [Conversation]) -> [Card] {
    conversations.sorted { $0.id > $1.id }.map {
      card($0, $0.state(on: frame.today), $0.opensOn, $0.closesOn)
    }
  }

  private func cards(_ rounds: [ProposalRound]) -> [Card] {
    rounds.sorted { $0.id > $1.id }.map {
      card($0, $0.state(on: frame.today), $0.opensOn, $0.closesOn)
    }
  }

  private func cards(_ surveys: [Survey]) -> [Card] {
    surveys.sorted { $0.id > $1.id }.map {
      card($0, $0.state(on: frame.today), $0.opensOn, $0.closesOn)
    }
  }

  private func card(
    _ entry: some EditableEntry, _ state: ListeningState, _ from: Day?, _ to: Day?
  ) -> Card {
    Card(
      title: frame.words(entry.name), href: frame.address(entry.page),
      content: "<p>\(ListeningTag(frame: frame, state: state))</p>",
      foot: ListeningDays(frame: frame, from: from, to: to, tellsTime: false).html)
  }
}
