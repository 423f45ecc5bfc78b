public import Civic
public import Exact
public import Exchange

/// A plan, or one action of it, as a book: for everybody from a published version, for the city's
/// people from the working plan. What is internal is in neither, for documents are handed on.
public struct PlanBook: Sendable {
  public enum Scope: Hashable, Sendable {
    case plan
    case action(ID<Action>)
  }

  let document: PlanDocument
  /// The published version; none for the working plan.
  let version: PlanVersion?
  /// The public decisions it rests on, the oldest first.
  let decisions: [Decision]
  let texts: Texts
  let made: Instant
  /// Where the site is reached: `https://plans.example.org`; none where it is not known.
  let base: String?
  let installation: String
  let frame: PageFrame
  let reading: PlanReading

  /// - Parameters:
  ///   - document: The working plan; a version brings its own.
  ///   - made: When the book is made: states of actions are those of that day.
  public init(
    document: PlanDocument, version: PlanVersion?, decisions: [Decision] = [], texts: Texts,
    made: Instant, base: String? = nil, installation: String = "Gradnik"
  ) {
    self.document = (version?.document ?? document).published()
    self.version = version
    self.decisions = decisions
    self.texts = texts
    self.made = made
    self.base = base
    self.installation = installation
    let edition: Link.PlanEdition = version.map { .version($0.number) } ?? .working
    var frame = PageFrame(
      texts: texts, viewer: .anonymous, link: .plan(document.plan.id, edition), csrf: "",
      now: made, languages: [])
    frame.installation = installation
    self.frame = frame
    reading = PlanReading(
      document: self.document, edition: edition, version: version, versions: [])
  }

  /// - Returns: Nil when the plan has no such action.
  public func book(_ scope: Scope = .plan) -> Book? {
    switch scope {
    case .plan: wholePlan
    case .action(let id): document.action(id).map(book(of:))
    }
  }

  private var wholePlan: Book {
    var book = Book(
      language: texts.language, title: frame.words(plan.title),
      author: frame.words(document.city.name), subject: texts.name(of: plan.kind), made: made,
      cover: cover, words: words)
    book.blocks = glance
    for (index, chapter) in chapters.enumerated() {
      let heading = BookHeading(
        level: 1, id: "chapter-\(index + 1)", text: chapter.title, number: index + 1)
      book.blocks +=
        chapter.isWide
        ? [.wide([.heading(heading)] + chapter.blocks)] : [.heading(heading)] + chapter.blocks
    }
    book.blocks += closing(.plan)
    return book
  }

  private func book(of action: Action) -> Book {
    var words = words
    words.running =
      "\(frame.words(document.city.name)) · \(action.code) \(frame.words(action.title))"
    var book = Book(
      language: texts.language, title: "\(action.code) \(frame.words(action.title))",
      author: frame.words(document.city.name), subject: frame.words(plan.title), made: made,
      cover: cover(of: action), words: words)
    book.blocks =
      [.heading(heading(of: action, level: 1))] + blocks(of: action, level: 2)
      + closing(.action(action.id))
    return book
  }

  // MARK: Words

  var plan: Plan { document.plan }

  private var words: BookWords {
    BookWords(
      contents: texts(.bookContents), table: texts(.bookTable), figure: texts(.bookFigure),
      running: "\(frame.words(document.city.name)) · \(frame.words(plan.title))",
      draft: version == nil ? texts(.bookDraft) : nil)
  }

  /// What somebody wrote, with its language where that is not the book's.
  func text(_ written: Multilingual?) -> BookText {
    guard let written, !written.isEmpty else { return "" }
    let (words, language) = written.text(for: texts.language)
    return BookText(words, in: language == texts.language ? nil : language)
  }

  /// Paragraphs parted by empty lines; lines that begin with `- ` are a list.
  func prose(_ written: Multilingual?, _ style: BookStyle = .body) -> [BookBlock] {
    guard let written, !written.isEmpty else { return [] }
    let (words, found) = written.text(for: texts.language)
    let language = found == texts.language ? nil : found
    var blocks: [BookBlock] = []
    for part in words.replacing("\r\n", with: "\n").split(separator: "\n\n") {
      var lines: [String] = []
      var items: [BookText] = []
      let close = { (blocks: inout [BookBlock]) in
        if !lines.isEmpty {
          blocks.append(.paragraph(BookText(lines.joined(separator: " "), in: language), style))
        }
        if !items.isEmpty { blocks.append(.list(items)) }
        (lines, items) = ([], [])
      }
      for line in part.split(separator: "\n") {
        let isItem = line.hasPrefix("- ")
        if isItem ? !lines.isEmpty : !items.isEmpty { close(&blocks) }
        if isItem {
          items.append(BookText(String(line.dropFirst(2)), in: language))
        } else {
          lines.append(String(line))
        }
      }
      close(&blocks)
    }
    return blocks
  }

  func money(_ amount: MinorUnits) -> BookText {
    BookText(texts.formats.money(reading.money(amount)))
  }

  func wholeMoney(_ amount: MinorUnits) -> BookText {
    BookText(texts.formats.wholeMoney(reading.money(amount)))
  }

  func day(_ day: Day?) -> String { day.map { texts.formats.day($0, .medium) } ?? "…" }

  func period(_ span: ClosedRange<Day>?) -> BookText {
    span.map { BookText("\(day($0.lowerBound)) – \(day($0.upperBound))") } ?? "–"
  }

  func name(_ id: ID<Organisation>?) -> BookText {
    document.organisation(id).map { text($0.name) } ?? "–"
  }

  func state(_ text: String, _ tone: BookTone) -> BookText {
    BookText([BookRun(text, look: .state(tone))])
  }

  /// Code and title; they lead to the action's own pages where the book has them.
  func label(_ action: Action, leads: Bool = true) -> BookText {
    let words = BookText([BookRun(action.code, look: .code), BookRun(" ")]) + text(action.title)
    return words.leading(to: leads ? .place(Self.place(of: action.id)) : nil)
  }

  func label(_ objective: Objective) -> BookText {
    BookText([BookRun(objective.code, look: .code), BookRun(" ")]) + text(objective.title)
  }

  static func place(of action: ID<Action>) -> String { "action-\(action.rawValue)" }

  /// A whole address on this site, where that is known.
  func address(_ link: Link) -> BookText? {
    base.map { base in
      let address = base + frame.address(link)
      return BookText([BookRun(address, target: .web(address))])
    }
  }

  func status(of action: Action) -> BookText {
    let status = action.status(on: frame.today, tasks: document.tasks(of: action.id))
    return state(texts.name(of: status), Self.tone(of: status))
  }

  private static func tone(of status: ActionStatus) -> BookTone {
    switch status {
    case .upcoming, .abandoned, .superseded: .neutral
    case .ongoing: .progress
    case .done: .good
    case .paused: .warning
    case .late, .blocked: .bad
    }
  }
}

/// A chapter before it has its number.
struct BookChapter {
  var title: BookText
  var blocks: [BookBlock]
  var isWide = false
}
