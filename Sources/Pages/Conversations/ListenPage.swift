public import Civic
import Exact

/// Everything a city asks its residents.
public struct ListenPage: Sendable {
  let frame: PageFrame
  let city: City
  let conversations: [Conversation]

  public init(frame: PageFrame, city: City, conversations: [Conversation]) {
    self.frame = frame
    self.city = city
    self.conversations = conversations
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
      <section><h2>\(texts(.conversationsTitle))</h2><p>\(texts(.conversationsLead))</p>\
      \(adding(Conversation.entityName, .conversationNew))\
      \(cards(conversations.map(card)))</section>
      """)
  }

  private func adding(_ kind: String, _ key: TextKey) -> HTML? {
    guard mayAdd else { return nil }
    return ButtonRow(buttons: [
      Button(
        label: texts(key), act: .link(frame.address(.newFact(kind, parent: city.id.rawValue))),
        kind: .secondary, icon: .plus)
    ]).html
  }

  private func cards(_ cards: [Card]) -> HTML {
    cards.isEmpty ? "<p>\(texts(.listenNone))</p>" : CardGrid(cards: cards).html
  }

  private func card(_ conversation: Conversation) -> Card {
    Card(
      title: frame.words(conversation.name),
      href: frame.address(.conversation(conversation.id, of: city.id)),
      content: """
        <p>\(ListeningTag(frame: frame, state: conversation.state(on: frame.today)))</p>
        """,
      foot: ListeningDays(
        frame: frame, from: conversation.opensOn, to: conversation.closesOn
      ).html)
  }
}
