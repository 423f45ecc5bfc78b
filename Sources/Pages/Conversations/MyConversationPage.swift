public import Civic
import Exact
public import Opinions

/// What somebody said in a conversation, for themselves: to change, download or delete.
public struct MyConversationPage: Sendable {
  let frame: PageFrame
  let city: City
  let conversation: Conversation
  let statements: [ConversationStatement]
  let votes: [Int: Stance]
  let written: Set<Int>
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, conversation: Conversation,
    statements: [ConversationStatement], votes: [Int: Stance], written: Set<Int>,
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.conversation = conversation
    self.statements = statements
    self.votes = votes
    self.written = written
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.mineTitle))
    setting.isDemonstration = city.isDemonstration
    setting.crumbs =
      ListenCrumbs.of(city, frame) + [
        Anchor(
          text: frame.words(conversation.name),
          href: frame.address(.conversation(conversation.id, of: city.id)))
      ]
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(texts(.mineTitle))</h1>\
      \(voteList)\(own)\
      \(MineEnd(frame: frame, data: part("mine/data.json"), erasure: part("mine/erasure")))\
      \(ListenPrivacy(frame: frame, entry: conversation.entry))
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.conversationPart(part, conversation.id, of: city.id))
  }

  private var voteList: HTML {
    let page = Link.conversation(conversation.id, of: city.id)
    let items = statements.filter { votes[$0.number] != nil && $0.moderation.state == .shown }
      .map { statement -> HTML in
        let link = frame.address(page.with(query: ["statement": String(statement.number)]))
        let language = statement.language == frame.language ? nil : statement.language.tag
        return """
          <li><p\(attribute: "lang", language)>\(statement.text)</p>\
          <p>\(texts(.mineVote)): \
          <strong>\(votes[statement.number].map { texts($0.key) } ?? "–")</strong> · \
          <a href="\(link)" aria-label="\(texts(.mineChange)): \(statement.text)">\
          \(texts(.mineChange))</a></p></li>
          """
      }
    let list: HTML =
      items.isEmpty ? "<p>\(texts(.mineVotesNone))</p>" : "<ul class=\"results\">\(items)</ul>"
    return "<section><h2>\(texts(.mineVotes))</h2>\(list)</section>"
  }

  private var own: HTML? {
    let mine = statements.filter { written.contains($0.number) }
    guard !mine.isEmpty else { return nil }
    let items = mine.map { statement in
      OwnItem(
        frame: frame, title: "\(statement.text)", key: String(statement.number),
        moderation: statement.moderation, action: part("mine/appeals"), input: input,
        problems: problems)
    }
    return """
      <section><h2>\(texts(.mineStatements))</h2>\(items)</section>
      """
  }
}

/// Something a resident wrote, as its author sees it: what the city decided, and the way to object.
struct OwnItem: Component {
  let frame: PageFrame
  let title: HTML
  let key: String
  let moderation: Moderated
  let action: String
  let input: FormInput
  let problems: [FieldProblem]

  var html: HTML {
    let texts = frame.texts
    let reason: HTML? = moderation.reason.map {
      "<p>\(texts(.moderationReason, ["reason": .text($0)]))</p>"
    }
    let asked: HTML? =
      moderation.appeal != nil && !moderation.isAppealDecided
      ? "<p>\(texts(.appealWaiting))</p>" : nil
    return """
      <article class="card"><p>\(title)</p>\
      <p>\(ModerationTag(frame: frame, state: moderation.state))</p>\(reason)\(asked)\
      \(moderation.mayBeAppealed ? appeal : nil)</article>
      """
  }

  private var appeal: HTML {
    let texts = frame.texts
    let field = "appeal-\(key)"
    return Form(
      action: action, token: frame.ownToken,
      content: """
        \(HiddenField(name: "item", value: key))\(TextField(
          name: field, label: texts(.appealField), value: input[field] ?? "",
          notes: FieldNotes(
            error: problems.first { $0.field == field }.map { texts.sentence($0.message) }),
          maxLength: 1000))
        """,
      buttons: [Button(label: texts(.appealSend), kind: .secondary)]
    ).html
  }
}

/// Taking along and deleting what somebody said.
struct MineEnd: Component {
  let frame: PageFrame
  let data: String
  let erasure: String

  var html: HTML {
    let texts = frame.texts
    return """
      <section><h2>\(texts(.mineData))</h2><p><a href="\(data)" download>\(texts(.mineDownload))</a></p>\
      <p>\(texts(.mineEraseText))</p><div class="buttons">\(ActionForm(
        action: erasure, token: frame.ownToken,
        button: Button(label: texts(.mineErase), kind: .danger)))</div></section>
      """
  }
}
