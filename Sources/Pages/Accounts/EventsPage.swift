public import Civic
public import Exact

/// What happened to accounts, the newest first.
struct EventTable: Component {
  var frame: PageFrame
  var events: [SecurityEvent]
  /// The names of the accounts; those that were erased have none.
  var names: [ID<Account>: String]
  var hasNames: Bool { !names.isEmpty }

  var html: HTML {
    let keys: [TextKey] =
      hasNames
      ? [.eventTime, .eventWhat, .eventWho, .eventBy, .eventAddress]
      : [.eventTime, .eventWhat, .eventAddress]
    return Table(
      id: "events", caption: frame.texts(.eventsTitle), hidesCaption: true,
      columns: keys.map { .init(title: frame.texts($0)) }, rows: events.map(row),
      note: nil
    ).html
  }

  private func row(_ event: SecurityEvent) -> Table.Row {
    let time: HTML = """
      <time datetime="\(event.at.description)">\
      \(frame.texts.formats.instant(event.at, .medium))</time>
      """
    let what: HTML = "\(frame.texts.name(of: event.kind))"
    let address: HTML = "\(event.address ?? "")"
    guard hasNames else { return Table.Row(cells: [time, what, address]) }
    return Table.Row(cells: [time, what, name(event.account), name(event.by), address])
  }

  private func name(_ account: ID<Account>?) -> HTML {
    guard let account else { return .empty }
    guard let name = names[account], !name.isEmpty else {
      return "\(frame.texts(.accountFormer))"
    }
    return Anchor(text: name, href: frame.address(.account(account))).html
  }
}

/// The security log of the platform, for administrators.
public struct EventsPage: Sendable {
  public let frame: PageFrame
  public let events: [SecurityEvent]
  public let names: [ID<Account>: String]

  public init(frame: PageFrame, events: [SecurityEvent], names: [ID<Account>: String]) {
    self.frame = frame
    self.events = events
    self.names = names
  }

  public var html: HTML {
    let title = frame.texts(.eventsTitle)
    var setting = PageSetting(title: title)
    setting.crumbs = [frame.anchor(.accountsTitle, .accounts)]
    setting.isWide = true
    return frame.page(
      setting,
      """
      <h1>\(title)</h1>\(frame.paragraph(.eventsLead))\
      \(EventTable(frame: frame, events: events, names: names))
      """)
  }
}

/// Letters that could not be sent, for administrators.
public struct LettersPage: Sendable {
  public struct Failure: Sendable {
    public let id: ID<Letter>
    public let recipient: String
    public let subject: String
    /// The server's words.
    public let reason: String
    public let attempts: Int
    public let isFinal: Bool

    public init(
      id: ID<Letter>, recipient: String, subject: String, reason: String, attempts: Int,
      isFinal: Bool
    ) {
      self.id = id
      self.recipient = recipient
      self.subject = subject
      self.reason = reason
      self.attempts = attempts
      self.isFinal = isFinal
    }
  }

  public let frame: PageFrame
  public let failures: [Failure]

  public init(frame: PageFrame, failures: [Failure]) {
    self.frame = frame
    self.failures = failures
  }

  public var html: HTML {
    let title = frame.texts(.lettersTitle)
    var setting = PageSetting(title: title)
    setting.crumbs = [frame.anchor(.accountsTitle, .accounts)]
    setting.isWide = true
    let table = Table(
      id: "letters", caption: title, hidesCaption: true,
      columns: [.letterTo, .letterSubject, .letterState, .letterReason, .letterRetry]
        .map { Table.Column(title: frame.texts($0), hidesTitle: $0 == .letterRetry) },
      rows: failures.map(row),
      empty: EmptyState(
        title: frame.texts(.lettersNone), text: frame.texts(.lettersNoneText), level: 2))
    return frame.page(setting, "<h1>\(title)</h1>\(table)")
  }

  private func row(_ letter: Failure) -> Table.Row {
    let attempts = frame.texts(.letterAttempts, ["count": .count(letter.attempts)])
    let state =
      letter.isFinal
      ? StatusTag(text: frame.texts(.letterFailed), tone: .bad)
      : StatusTag(text: frame.texts(.letterWaiting), tone: .progress)
    let retry = ActionForm(
      action: frame.address(.retryLetter(letter.id)), token: frame.csrfField,
      button: Button(label: frame.texts(.letterRetry), kind: .secondary))
    return Table.Row(cells: [
      "\(letter.recipient)", "\(letter.subject)", "\(state) \(attempts)",
      "<code>\(letter.reason)</code>", letter.isFinal ? retry.html : .empty,
    ])
  }
}
