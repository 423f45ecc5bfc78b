public import Civic
public import Exact

/// The letters to those who answer for a city that applies.
public struct SelectionLetters: Sendable {
  let frame: PageFrame

  /// - Parameter frame: In the language of whom the letter is for.
  public init(frame: PageFrame) {
    self.frame = frame
  }

  private var texts: Texts { frame.texts }

  /// - Parameter address: The whole address of the application.
  public func letter(_ news: ApplicationNews, id: ID<Letter>, address: String) -> Letter {
    let named: [String: Message.Argument] = [
      "call": .text(frame.words(news.call.title)), "city": .text(frame.words(news.city)),
    ]
    let subject: String
    let paragraphs: [String]
    switch news.event {
    case .handedIn(let time):
      subject = texts(.letterHandedInSubject, named)
      paragraphs = [
        texts(.letterHandedInText, named.merging(["time": .instant(time)]) { $1 }),
        news.call.closes.map { texts(.letterHandedInUntil, ["day": .day($0)]) },
      ].compactMap { $0 }
    case .decided(let place, let all):
      subject = texts(.letterDecidedSubject, named)
      let words = SelectionWords(frame: frame, rules: news.call.rules)
      paragraphs = [
        texts(.letterDecidedText, named.merging(["status": .name(place.status)]) { $1 }),
        words.lines(place, among: all).joined(separator: "\n"),
        texts(.letterDecidedPublic),
      ]
    }
    let end = texts(
      .letterApplicationEnd,
      ["city": .text(frame.words(news.city)), "site": .text(frame.installation)])
    return Letter(
      id: id, to: news.email, subject: subject, paragraphs: paragraphs, address: address, end: end,
      in: texts)
  }
}
