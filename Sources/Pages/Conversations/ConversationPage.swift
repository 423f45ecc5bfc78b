public import Civic
import Exact
public import Opinions

/// What one participant sees of a conversation that is open; nobody else's votes are in it.
public struct ConversationStanding: Sendable {
  /// Nil for those who do not take part yet.
  public var votes: [Int: Stance]?
  /// What is shown for a vote now.
  public var next: ConversationStatement?
  /// How many statements there are to vote on.
  public var shown = 0
  /// Whether links can be sent.
  public var sendsMail = false

  public init() {}
}

/// A conversation: what it is about, one statement at a time, and the result once it is closed.
public struct ConversationPage: Sendable {
  let frame: PageFrame
  let city: City
  let conversation: Conversation
  let statements: [ConversationStatement]
  let standing: ConversationStanding
  let result: ConversationResult?
  let plan: Plan?
  let became: [Int: [ProposalAction]]
  let input: FormInput
  let problems: [FieldProblem]

  /// - Parameters:
  ///   - statements: Those that everybody may see, once it is closed.
  ///   - plan: Into which a statement can be carried, by those who may.
  ///   - became: The actions that came of statements, by their numbers.
  public init(
    frame: PageFrame, city: City, conversation: Conversation,
    statements: [ConversationStatement], standing: ConversationStanding,
    result: ConversationResult?, plan: Plan? = nil, became: [Int: [ProposalAction]] = [:],
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.conversation = conversation
    self.statements = statements
    self.standing = standing
    self.result = result
    self.plan = plan
    self.became = became
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var state: ListeningState { conversation.state(on: frame.today) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(conversation.name))
    setting.isPrivate = !conversation.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = ListenCrumbs.of(city, frame)
    let items = problems.map {
      ErrorSummary.Item(
        message: texts.sentence($0.message), field: $0.field.isEmpty ? nil : $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <h1>\(frame.content(conversation.name))</h1>\
      <p>\(ListeningTag(frame: frame, state: state)) \(ListeningDays(frame: frame, from: conversation.opensOn, to: conversation.closesOn))</p>\
      \(desk)\(frame.prose(conversation.about))\(taking)\(found)\(rules)\
      \(ListenPrivacy(frame: frame, entry: conversation.entry))
      """)
  }

  private func part(_ part: String) -> String {
    frame.address(.conversationPart(part, conversation.id, of: city.id))
  }

  private var desk: HTML? {
    guard frame.viewer.may(.manageCity, .city(city.id)) else { return nil }
    return ButtonRow(buttons: [
      Button(label: texts(.deskTitle), act: .link(part("desk")), kind: .secondary)
    ]).html
  }

  private var taking: HTML? {
    guard state.takesVotes else { return nil }
    guard let votes = standing.votes else {
      return ParticipationForm(
        frame: frame, action: part("participation"), entry: conversation.entry,
        sendsMail: standing.sendsMail, input: input, problems: problems
      ).html
    }
    let done = texts(
      .conversationProgress,
      [
        "done": .text(texts.formats.number(votes.count)),
        "all": .text(texts.formats.number(max(standing.shown, votes.count))),
      ])
    let question: HTML =
      standing.next.map { statement in
        VoteForm(
          frame: frame, action: part("votes"), statement: statement,
          chosen: votes[statement.number]
        ).html
      }
      ?? EmptyState(
        title: texts(.conversationAllVoted), text: texts(.conversationAllVotedText), level: 2
      ).html
    return """
      \(question)<p class="note">\(done) · <a href="\(part("mine"))">\(texts(.mineTitle))</a></p>\
      \(state == .collecting ? adding : nil)
      """
  }

  private var adding: HTML {
    let error = problems.first { $0.field == "text" }.map { texts.sentence($0.message) }
    let hint =
      conversation.moderation == .before
      ? texts(.conversationAddHint) + " " + texts(.conversationAddBefore)
      : texts(.conversationAddHint)
    return """
      <section><h2>\(texts(.conversationAddTitle))</h2>\(Form(
        action: part("statements"), token: frame.ownToken,
        content: TextArea(
          name: "text", label: texts(.conversationAddField), value: input["text"] ?? "",
          notes: FieldNotes(hint: hint, error: error), rows: 3,
          maxLength: ConversationStatement.longest
        ).html,
        buttons: [Button(label: texts(.conversationAddSend), kind: .secondary)]))</section>
      """
  }

  private var found: HTML? {
    result.map {
      ConversationFindings(
        frame: frame, city: city, conversation: conversation, statements: statements, result: $0,
        plan: plan, became: became
      ).html
    }
  }

  private var rules: HTML {
    var rows: [SummaryList.Row] = [
      .init(
        name: texts(.listenEntryField), value: "\(texts.name(of: conversation.entry))"),
      .init(
        name: texts(.conversationModerationField),
        value: "\(texts.name(of: conversation.moderation))"),
      .init(
        name: texts(.conversationUntilField),
        value:
          "\((conversation.statementsUntil ?? conversation.closesOn).map { texts.formats.day($0, .medium) } ?? "–")"
      ),
      .init(
        name: texts(.conversationVotesField),
        value: "\(texts.formats.number(conversation.votesPerHour))"),
      .init(
        name: texts(.conversationStatementsField),
        value: "\(texts.formats.number(conversation.statementsPerDay))"),
    ]
    if let at = conversation.openedAt, let digest = conversation.rulesDigest {
      rows.append(
        .init(
          name: texts(.decisionRules),
          value: """
            \(texts(.pilotFixedAt, ["at": .instant(at)])) \
            <code>\(digest.rawValue)</code>
            """))
    }
    return Details(summary: texts(.listenRules), content: SummaryList(rows: rows).html).html
  }
}

/// One statement with three large buttons, one under the other, for one hand.
struct VoteForm: Component {
  let frame: PageFrame
  let action: String
  let statement: ConversationStatement
  let chosen: Stance?

  var html: HTML {
    let texts = frame.texts
    let buttons = [Stance.agree, .disagree, .pass].map { stance -> HTML in
      Button(
        label: texts(stance.key), act: .submit(name: "vote", value: stance.word),
        kind: chosen == stance ? .primary : .secondary,
        icon: chosen == stance ? .check : nil
      ).html
    }
    return """
      <form class="vote" method="post" action="\(action)" aria-labelledby="statement">\
      \(frame.ownToken)\(HiddenField(name: "statement", value: String(statement.number)))\
      <p class="kicker">\(texts(.conversationVote))</p>\
      <blockquote id="statement"\(attribute: "lang", statement.language == frame.language ? nil : statement.language.tag)>\
      \(statement.text)</blockquote><div class="votes">\(buttons)</div></form>
      """
  }
}

extension Stance {
  var key: TextKey {
    switch self {
    case .agree: .voteAgree
    case .pass: .votePass
    case .disagree: .voteDisagree
    }
  }

  /// What a form sends.
  public var word: String {
    switch self {
    case .agree: "agree"
    case .pass: "pass"
    case .disagree: "disagree"
    }
  }

  public init?(word: String?) {
    guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
    self = found
  }
}
