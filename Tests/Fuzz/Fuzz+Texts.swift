import Civic
import Exact
import Exchange
import Foundation
import FoundationXML

extension Fuzz {
  /// What is typed into forms, sent by browsers, looked for – and what is written into other formats.
  static let texts: [String: @Sendable ([UInt8]) -> Void] = [
    "form": { bytes in _ = FormEncoding.values(of: bytes) },
    "multipart": { bytes in
      // The first line is the boundary, as a browser would name it.
      let head = bytes.prefix { $0 != 10 }
      let type = "multipart/form-data; boundary=" + String(decoding: head, as: UTF8.self)
      guard let boundary = MultipartReader.boundary(of: type) else { return }
      _ = MultipartReader(boundary: boundary).read(Array(bytes.dropFirst(head.count + 1)))
    },
    "search": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let query = SearchQuery(text)
      must(query.terms.count <= SearchQuery.most, "too many terms")
      for word in Fold.words(text) {
        must(Fold.folded(word) == Fold.folded(Fold.folded(word)), "folded twice differs: \(word)")
      }
      _ = Fold.matches(String(text.prefix(20)), in: text)
    },
    "numbers": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if let number = ExactDecimal(text) {
        must(ExactDecimal(number.description) == number, "decimal \(number.description)")
      }
      _ = AmountText.parse(text)
      _ = AmountText.parse(.text(text))
      _ = PercentText.parse(text)
      for edge in [DateText.Edge.start, .end] { _ = DateText.parse(text, edge: edge) }
      if let day = Day(text) { must(Day(day.description) == day, "day") }
      _ = Instant(text)
    },
    "tokens": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = SecretToken(text)
      _ = RecoveryCode(typed: text)
      _ = VoteReceipt(typed: text)
      _ = CivilTime(text)
      _ = MailAddress(text, name: text)
      _ = Digest(rawValue: text)
      _ = CellAddress(text)
      _ = NetworkAddress(text)
      _ = EngineVersion(text)
    },
    "calendar": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = Fuzz.calendar(text).utf8.split(separator: 10, omittingEmptySubsequences: false)
      must(lines.allSatisfy { $0.count <= 76 }, "a line is too long")
      let begun = lines.filter { $0.starts(with: "BEGIN:".utf8) }.count
      must(begun == 2, "\(begun) components began")
    },
    "atom": { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let parser = XMLParser(data: Data(Fuzz.feed(text).utf8))
      must(parser.parse(), "the feed is not well formed")
    },
  ]

  private static let english = Language(rawValue: "en")

  private static func calendar(_ text: String) -> String {
    guard let english else { fatalError("no English") }
    return CalendarFeed(
      name: text, language: english, changedAt: Instant(milliseconds: 0),
      events: [
        CalendarFeed.Event(
          uid: text, day: Day(daysSince1970: 0), summary: text, description: text, category: text,
          address: nil)
      ]
    ).text
  }

  private static func feed(_ text: String) -> String {
    guard let english else { fatalError("no English") }
    return AtomFeed(
      id: text, title: text, author: text, language: english, address: text, page: text,
      begun: Instant(milliseconds: 0),
      entries: [
        AtomFeed.Entry(
          id: text, title: text, updated: Instant(milliseconds: 0), address: text, summary: text,
          category: text)
      ]
    ).text
  }
}
