public import Civic

/// A line of text, with what is set apart in it and in which language each part is.
public struct BookText: Hashable, Sendable {
  public var runs: [BookRun]

  public init(_ runs: [BookRun]) {
    self.runs = runs.filter { !$0.text.isEmpty }
  }

  /// - Parameter language: Only where it is another than the book's.
  public init(_ text: String, in language: Language? = nil) {
    self.init([BookRun(text, language: language)])
  }

  public var isEmpty: Bool { runs.isEmpty }

  /// The words alone.
  public var plain: String { runs.map(\.text).joined() }

  public static func + (first: BookText, second: BookText) -> BookText {
    BookText(first.runs + second.runs)
  }

  /// The text leading somewhere.
  public func leading(to target: BookRun.Target?) -> BookText {
    BookText(
      runs.map { run in
        var copy = run
        copy.target = target ?? run.target
        return copy
      })
  }
}

extension BookText: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}

extension Sequence<BookText> {
  /// The texts one after the other.
  public func joined(separator: String) -> BookText {
    var runs: [BookRun] = []
    for text in self where !text.isEmpty {
      if !runs.isEmpty { runs.append(BookRun(separator)) }
      runs += text.runs
    }
    return BookText(runs)
  }
}

/// A part of a line that is written alike.
public struct BookRun: Hashable, Sendable {
  public enum Look: Hashable, Sendable {
    case plain, strong
    /// The code of an action or an objective.
    case code
    case state(BookTone)
  }

  /// Where a part leads.
  public enum Target: Hashable, Sendable {
    /// A heading of the book, by its id.
    case place(String)
    /// An address that begins with `http:` or `https:`; anything else leads nowhere.
    case web(String)
  }

  public var text: String
  public var look: Look
  /// None: the book's.
  public var language: Language?
  public var target: Target?

  public init(
    _ text: String, look: Look = .plain, language: Language? = nil, target: Target? = nil
  ) {
    self.text = text
    self.look = look
    self.language = language
    self.target = target
  }

  /// The address of the web where there is one that is safe to follow.
  public var address: String? {
    guard case .web(let address) = target else { return nil }
    let start = address.prefix(8).lowercased()
    return ["http://", "https://"].contains { start.hasPrefix($0) } ? address : nil
  }
}
