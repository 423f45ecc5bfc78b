public import Civic
import Exact

/// Where the city writes statements to begin with, looks at those of residents, opens and closes.
public struct ConversationDeskPage: Sendable {
  let frame: PageFrame
  let city: City
  let conversation: Conversation
  let statements: [ConversationStatement]
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, conversation: Conversation,
    statements: [ConversationStatement], input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.conversation = conversation
    self.statements = statements
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var state: ListeningState { conversation.state(on: frame.today) }

  public var html: HTML {
    var setting = PageSetting(title: texts(.deskTitle))
    setting.isDemonstration = city.isDemonstration
    setting.crumbs =
      ListenCrumbs.of(city, frame) + [
        Anchor(
          text: frame.words(conversation.name),
          href: frame.address(.conversation(conversation.id, of: city.id)))
      ]
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(texts(.deskTitle))</h1>\
      <p>\(ListeningTag(frame: frame, state: state)) \
      \(ListeningDays(frame: frame, from: conversation.opensOn, to: conversation.closesOn))</p>\
      \(steps)\(queue)\(seeds)\(all)
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.conversationPart(part, conversation.id, of: city.id))
  }

  private var steps: HTML? {
    if conversation.openedAt == nil {
      let edit = Button(
        label: texts(.conversationEdit),
        act: .link(frame.address(.fact(RecordReference(conversation)))), kind: .secondary)
      return """
        <div class="buttons">\(ActionForm(
          action: part("opening"), token: frame.csrfField,
          button: Button(label: texts(.deskOpen))))\(edit)</div>\
        <p class="hint">\(texts(.deskOpenHint))</p>
        """
    }
    guard state == .ended else { return nil }
    return """
      <div class="buttons">\(ActionForm(
        action: part("closing"), token: frame.csrfField,
        button: Button(label: texts(.deskClose))))</div>\
      <p class="hint">\(texts(.deskCloseHint))</p>
      """
  }

  private var queue: HTML {
    let waiting = statements.filter(\.moderation.isWaiting)
    let items = waiting.map { statement in
      ModerationItem(
        frame: frame, action: part("moderation"), key: String(statement.number),
        title: "\(statement.text)", language: statement.language,
        moderation: statement.moderation, problems: problems, input: input)
    }
    return """
      <section><h2>\(texts(.deskQueue))</h2>\
      \(waiting.isEmpty ? "<p>\(texts(.deskQueueNone))</p>" as HTML : HTML.joined(items.map(\.html)))</section>
      """
  }

  private var seeds: HTML? {
    guard [.draft, .waiting, .collecting].contains(state) else { return nil }
    let error = problems.first { $0.field == "statements" }.map { texts.sentence($0.message) }
    return """
      <section><h2>\(texts(.deskSeeds))</h2>\(Form(
        action: part("seeds"), token: frame.csrfField,
        content: TextArea(
          name: "statements", label: texts(.deskSeedsField), value: input["statements"] ?? "",
          notes: FieldNotes(hint: texts(.deskSeedsHint), error: error)
        ).html,
        buttons: [Button(label: texts(.conversationAddSend), kind: .secondary)]))</section>
      """
  }

  private var all: HTML? {
    let looked = statements.filter { !$0.moderation.isWaiting }
    guard !looked.isEmpty else { return nil }
    let items = looked.map { statement -> HTML in
      guard conversation.closedAt == nil, conversation.openedAt != nil else {
        return
          "<li>\(ModerationTag(frame: frame, state: statement.moderation.state)) \(statement.text)</li>"
      }
      return """
        <li>\(ModerationTag(frame: frame, state: statement.moderation.state))\(Details(
          summary: statement.text,
          content: ModerationItem(
            frame: frame, action: part("moderation"), key: String(statement.number), title: nil,
            language: statement.language, moderation: statement.moderation, problems: problems,
            input: input
          ).html,
          isOpen: problems.contains { $0.field == "reason-\(statement.number)" }))</li>
        """
    }
    return "<section><h2>\(texts(.deskAll))</h2><ul class=\"results\">\(items)</ul></section>"
  }
}

/// Whether something that a resident wrote is shown, in a word.
struct ModerationTag: Component {
  let frame: PageFrame
  let state: ModerationState

  var html: HTML {
    let tone: Tone =
      switch state {
      case .waiting: .warning
      case .shown: .good
      case .refused: .bad
      }
    return StatusTag(text: frame.texts.name(of: state), tone: tone).html
  }
}

/// Something a resident wrote, with the two things the city can do about it.
struct ModerationItem: Component {
  let frame: PageFrame
  let action: String
  /// Tells it from others on the page.
  let key: String
  let title: HTML?
  let language: Language
  let moderation: Moderated
  let problems: [FieldProblem]
  let input: FormInput

  var html: HTML {
    let texts = frame.texts
    let field = "reason-\(key)"
    let error = problems.first { $0.field == field }.map { texts.sentence($0.message) }
    let words: HTML? = title.map {
      "<blockquote\(attribute: "lang", language == frame.language ? nil : language.tag)>\($0)</blockquote>"
    }
    let reason: HTML? = moderation.reason.map {
      "<p>\(texts(.moderationReason, ["reason": .text($0)]))</p>"
    }
    let appeal: HTML? = moderation.appeal.map {
      "<p>\(texts(.moderationAppeal, ["text": .text($0)]))</p>"
    }
    return """
      <article class="card">\(words)\(reason)\(appeal)<form method="post" action="\(action)" novalidate>\
      \(frame.csrfField)\(HiddenField(name: "item", value: key))\
      \(mayBeRefused ? TextField(
        name: field, label: texts(.deskReason), value: input[field] ?? "",
        notes: FieldNotes(hint: texts(.deskReasonHint), error: error), maxLength: 1000
      ).html : nil)\(ButtonRow(buttons: buttons))</form></article>
      """
  }

  private var mayBeRefused: Bool { moderation.isWaiting || moderation.state == .shown }

  /// What changes something: what is shown can only be refused, what is refused only be shown.
  private var buttons: [Button] {
    let show = Button(
      label: frame.texts(.deskShow), act: .submit(name: "decision", value: "show"))
    let refuse = Button(
      label: frame.texts(.deskRefuse), act: .submit(name: "decision", value: "refuse"),
      kind: .danger)
    if moderation.isWaiting { return [show, refuse] }
    return moderation.state == .shown ? [refuse] : [show]
  }
}
