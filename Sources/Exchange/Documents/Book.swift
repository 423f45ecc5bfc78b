public import Civic

/// A document as a book: what both writers – for PDF and for Word – are given.
///
/// All texts are plain; the writers escape them.
public struct Book: Hashable, Sendable {
  public var language: Language
  public var title: String
  /// Whose book it is: the city.
  public var author: String
  public var subject: String
  public var made: Instant
  public var cover: BookCover
  public var words: BookWords
  public var blocks: [BookBlock]

  public init(
    language: Language, title: String, author: String, subject: String, made: Instant,
    cover: BookCover, words: BookWords
  ) {
    self.language = language
    self.title = title
    self.author = author
    self.subject = subject
    self.made = made
    self.cover = cover
    self.words = words
    blocks = []
  }
}

/// What the first page says.
public struct BookCover: Hashable, Sendable {
  public var kicker: String
  public var title: BookText
  public var subtitle: BookText
  public var facts: [BookFact]
  /// That the book is a draft, or invented.
  public var notices: [String]

  public init(
    kicker: String, title: BookText, subtitle: BookText, facts: [BookFact], notices: [String]
  ) {
    self.kicker = kicker
    self.title = title
    self.subtitle = subtitle
    self.facts = facts
    self.notices = notices
  }
}

/// Words that a writer needs beside the content, in the book's language.
public struct BookWords: Hashable, Sendable {
  public var contents: String
  /// Before the number of a table: "Table".
  public var table: String
  /// Before the number of a picture: "Figure".
  public var figure: String
  /// At the head of every page: city and plan.
  public var running: String
  /// On every page of a draft.
  public var draft: String?

  public init(
    contents: String, table: String, figure: String, running: String, draft: String?
  ) {
    self.contents = contents
    self.table = table
    self.figure = figure
    self.running = running
    self.draft = draft
  }
}

/// One piece of a book, in its order.
public enum BookBlock: Hashable, Sendable {
  case heading(BookHeading)
  case paragraph(BookText, BookStyle)
  case list([BookText])
  /// Names and values, as of one action.
  case facts([BookFact])
  /// The few figures that say most.
  case figures([BookFact])
  case table(BookTable)
  case picture(BookPicture)
  case note(title: String?, [BookText], BookTone)
  /// What stands on pages that lie on their side.
  case wide([BookBlock])
}

public enum BookStyle: String, Hashable, Sendable { case body, lead, quote, small }

/// A state in colour, always beside its word.
public enum BookTone: String, Hashable, Sendable {
  case neutral, progress, good, warning, bad, info
}

public struct BookHeading: Hashable, Sendable {
  /// 1 for chapters, to 4.
  public var level: Int
  /// Unique in the book; contents and links lead there.
  public var id: String
  public var text: BookText
  /// The number of a chapter.
  public var number: Int?
  /// Whether the table of contents names it.
  public var isListed: Bool
  /// Whether a new page begins here; chapters always do.
  public var startsPage: Bool

  public init(
    level: Int, id: String, text: BookText, number: Int? = nil, isListed: Bool = true,
    startsPage: Bool = false
  ) {
    self.level = level
    self.id = id
    self.text = text
    self.number = number
    self.isListed = isListed
    self.startsPage = startsPage
  }
}

public struct BookFact: Hashable, Sendable {
  public var name: String
  public var values: [BookText]

  public init(_ name: String, _ values: [BookText]) {
    self.name = name
    self.values = values
  }
}

/// A picture with its words, drawn as SVG that needs nothing beside it.
public struct BookPicture: Hashable, Sendable {
  public var caption: String
  /// What the picture shows, read in its place.
  public var alternative: String
  public var svg: String
  /// In the units of the drawing.
  public var width: Double
  public var height: Double

  public init(
    caption: String, alternative: String, svg: String, width: Double, height: Double
  ) {
    self.caption = caption
    self.alternative = alternative
    self.svg = svg
    self.width = width
    self.height = height
  }
}
