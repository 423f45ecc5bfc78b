import Civic
import Exact
import Exchange
import Foundation
import FoundationXML
import Testing

@testable import Pages

@Suite struct `A plan as a book` {
  static let made = Instant(milliseconds: 1_780_000_000_000)
  static let hostile = "</style><script>alert(1)</script><img src=http://x.invalid/a>\"'&\u{1}]]>"

  static func version(of document: PlanDocument) -> PlanVersion {
    PlanVersion(
      plan: document.plan.id, number: 3, publishedAt: made, document: document,
      digest: Digest(of: []), decision: ID(rawValue: "decision-7"))
  }

  static func plan(
    _ document: PlanDocument, isPublished: Bool = true, in language: Language = .english
  ) throws -> PlanBook {
    PlanBook(
      document: document, version: isPublished ? version(of: document) : nil,
      texts: try TextSources.catalogue().texts(for: language), made: made,
      base: "https://plans.example.org")
  }

  private func html(
    _ document: PlanDocument, isPublished: Bool = true, in language: Language = .english,
    _ scope: PlanBook.Scope = .plan
  ) throws -> String {
    let plan = try Self.plan(document, isPublished: isPublished, in: language)
    return BookPage(book: try #require(plan.book(scope))).html
  }

  /// The document with every text that people write replaced.
  static func replacing(_ text: String, in document: PlanDocument) throws -> PlanDocument {
    var json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(document))
    func walk(_ value: Any) -> Any {
      if let list = value as? [Any] { return list.map(walk) }
      guard let object = value as? [String: Any] else { return value }
      return object.reduce(into: [String: Any]()) { result, entry in
        if entry.key == "texts", let texts = entry.value as? [String: Any] {
          result[entry.key] = texts.mapValues { _ in text }
        } else if [
          "code", "district", "unit", "fileName", "approvedBy", "approvalReference",
          "evidenceURL", "internalNote",
        ].contains(entry.key), entry.value is String,
          !((entry.value as? String)?.hasPrefix("RC") ?? false)
        {
          result[entry.key] = text
        } else if entry.key == "themes" {
          result[entry.key] = [text]
        } else {
          result[entry.key] = walk(entry.value)
        }
      }
    }
    json = walk(json)
    return try JSONDecoder().decode(
      PlanDocument.self, from: JSONSerialization.data(withJSONObject: json))
  }

  @Test func `has every record of the plan, and the words of the cover`() throws {
    let page = try html(EditingSample.full)
    for words in [
      "Digital plan", "Sampleton", "Queues", "Better services", "Open the portal", "Tender",
      "Servers", "University", "decision-7", "https://plans.example.org/en/plans/plan/versions/3",
    ] { #expect(page.contains(words), "\(words)") }
    #expect(page.contains("<html lang=\"en\">"))
    #expect(!page.contains("Draft"))
  }

  @Test func `never holds what is internal`() throws {
    var document = EditingSample.full
    document.attachments[0].isPublic = false
    for isPublished in [true, false] {
      for scope in [PlanBook.Scope.plan, .action(document.actions[0].id)] {
        let page = try html(document, isPublished: isPublished, scope)
        #expect(!page.contains("Call Ana"))
        #expect(!page.contains(document.attachments[0].fileName))
        for stakeholder in document.stakeholders {
          #expect(!page.contains(try #require(stakeholder.internalNote)))
        }
      }
    }
  }

  @Test func `says on every page that a working plan is a draft`() throws {
    for language in Language.interface {
      let draft = try TextSources.catalogue().texts(for: language)(.bookDraft)
      let page = try html(EditingSample.full, isPublished: false, in: language)
      #expect(page.contains("data-draft=\"\(HTML(escaping: draft).rendered)\""))
    }
  }

  @Test func `escapes whatever people wrote, in HTML and in drawings`() throws {
    let document = try Self.replacing(Self.hostile, in: EditingSample.full)
    for scope in [PlanBook.Scope.plan, .action(document.actions[0].id)] {
      let book = try #require(try Self.plan(document).book(scope))
      let page = BookPage(book: book).html
      #expect(!page.contains("<script"))
      #expect(page.matches(of: /<img\s/).count == book.pictures.count)
      #expect(page.matches(of: /<\/style>/).count == 1)
      // Nothing is fetched: pictures are in the document.
      #expect(page.matches(of: /\ssrc="(?!data:)/).isEmpty)
      for picture in book.pictures {
        let parser = XMLParser(data: Data(picture.svg.utf8))
        #expect(parser.parse(), "\(picture.caption)")
      }
    }
  }

  @Test func `marks the language of what is written in another`() throws {
    var document = EditingSample.full
    document.actions[0].title = Multilingual(
      "Nur deutsch", in: try #require(Language(rawValue: "de")))
    let page = try html(document, in: .macedonian)
    #expect(page.contains("<html lang=\"mk\">"))
    #expect(page.contains("<span lang=\"de\">Nur deutsch</span>"))
    #expect(page.contains("мк Better services"))
  }

  @Test func `of one action holds that action alone`() throws {
    let page = try html(EditingSample.full, .action(EditingSample.actions[0].id))
    #expect(page.contains("Open the portal") && page.contains("Tender"))
    #expect(!page.contains("University</th>"))
    #expect(try Self.plan(EditingSample.full).book(.action(ID(rawValue: "other"))) == nil)
  }

  @Test func `says what decisions the plan rests on, and where to check them`() throws {
    let decision = Decision(
      id: ID(rawValue: "vote-decision"),
      content: Decision.Content(
        kind: .budgetVote, method: Decision.Method(name: "equal-shares", version: "1"),
        settings: [:],
        conclusion: Decision.Conclusion(
          outcome: ["winners": [1, 2], "voters": "37"], explanation: [:]),
        engineVersion: EngineVersion(0, 1, 0)),
      at: Self.made, by: try #require(Decision.Author(role: "city", label: "City")))
    let plan = PlanBook(
      document: EditingSample.full, version: Self.version(of: EditingSample.full),
      decisions: [decision], texts: try TextSources.catalogue().texts(for: .english),
      made: Self.made, base: "https://plans.example.org")
    let page = BookPage(book: try #require(plan.book())).html
    #expect(page.contains("Decisions it rests on") && page.contains("Budget vote, "))
    #expect(page.contains("Voters: 37; projects funded: 2."))
    #expect(page.contains("https://plans.example.org/en/decisions/vote-decision"))
    #expect(page.contains(decision.digest.rawValue))
    let one = try #require(plan.book(.action(EditingSample.actions[0].id)))
    #expect(!BookPage(book: one).html.contains("Decisions it rests on"))
    #expect(try !html(EditingSample.full).contains("Decisions it rests on"))
  }

  @Test func `leaves out chapters that the city hides, and says how many`() throws {
    var document = EditingSample.full
    document.sections = []
    var hidden = PlanSection(
      id: ID(rawValue: "s9"), plan: document.plan.id, kind: .risks, position: 9)
    hidden.isHidden = true
    hidden.title = Multilingual("Secret chapter", in: .english)
    document.sections.append(hidden)
    let page = try html(document)
    #expect(!page.contains("Secret chapter"))
    #expect(page.contains("1 chapter that the city does not show."))
  }

  @Test func `spreads a long schedule over pages on one calendar`() throws {
    var document = EditingSample.full
    document.actions = (1...60).map { number in
      var action = Action(
        id: ID(rawValue: "b\(number)"), plan: document.plan.id, position: number,
        code: "B\(number)", title: EditingSample.text("Step \(number)"))
      action.start = Day(year: 2026, month: 1, day: 1)?.adding(days: number)
      action.end = Day(year: 2026, month: 6, day: 1)?.adding(days: number * 9)
      return action
    }
    let pages = try Self.plan(document).charts.gantt.pages(first: 430, highest: 530)
    #expect(pages.count == 4)
    #expect(pages.flatMap(\.groups).flatMap(\.rows).count == 60)
    #expect(Set(pages.map(\.calendar)).count == 1)
    for page in pages { #expect(try #require(page.figure).height <= 530) }
  }

  @Test func `links and contents lead to places that exist`() throws {
    let page = try html(EditingSample.full)
    let ids = Set(page.matches(of: /\sid="([^"]+)"/).map { String($0.1) })
    let targets = page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
    #expect(targets.count > 10)
    for target in targets { #expect(ids.contains(target), "\(target)") }
  }

  /// The classes of drawings, as charts.css knows them, have their rules on paper too.
  @Test func `draws with print colours alone`() throws {
    let book = try #require(try Self.plan(EditingSample.full).book())
    let rules = PictureStyle.rules.rendered
    let known = Set(rules.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
    var used: Set<String> = []
    for picture in book.pictures {
      #expect(!picture.svg.contains("var("))
      for match in picture.svg.matches(of: /\sclass="([^"]*)"/) {
        used.formUnion(match.1.split(separator: " ").map(String.init))
      }
    }
    #expect(used.subtracting(known).subtracting(["halo", "solid"]).sorted() == [])
  }

  @Test func `has no hidden texts in its style`() {
    #expect(PictureStyle.rules.rendered.contains(".fill"))
    #expect(HTML(styling: "a </style>").isEmpty)
  }
}
