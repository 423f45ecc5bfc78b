import Civic
import Foundation
import FoundationXML
import Testing

@testable import Exchange

@Suite struct `A book in Word` {
  static let hostile = "<w:p>&\u{1}\"'</w:t>"

  static var book: Book {
    var book = Book(
      language: .montenegrin, title: hostile, author: "City", subject: "Plan",
      made: Instant(milliseconds: 0),
      cover: BookCover(
        kicker: "Plan", title: BookText(hostile), subtitle: "2026–2028",
        facts: [BookFact("State", ["Draft"])], notices: ["Invented"]),
      words: BookWords(
        contents: "Sadržaj", table: "Tabela", figure: "Slika", running: hostile, draft: "Nacrt"))
    let table = BookTable(
      hostile, note: "Note",
      columns: [BookTable.Column("A"), BookTable.Column("B", isNumeric: true)],
      rows: [
        BookTable.Row([BookText(hostile, in: .macedonian), "1"]),
        BookTable.Row(cells: [BookTable.Cell(["x", "y"], shade: 3)]),
        BookTable.Row(["Sum", "1"], isStrong: true),
      ])
    let web = BookRun(
      "site", target: .web("https://example.org/?a=1&b=\"2\""))
    book.blocks = [
      .heading(BookHeading(level: 1, id: "one", text: "One", number: 1)),
      .paragraph(BookText([web, BookRun("bad", target: .web("javascript:alert(1)"))]), .body),
      .list([BookText([BookRun("to one", look: .code, target: .place("one"))])]),
      .table(table),
      .wide([.heading(BookHeading(level: 2, id: "two", text: "Two")), .table(table)]),
      .picture(
        BookPicture(caption: hostile, alternative: hostile, svg: "", width: 720, height: 300)),
      .note(title: "Note", [BookText(hostile)], .warning), .figures([BookFact("Cost", ["5"])]),
    ]
    return book
  }

  private func parts() throws -> [String: String] {
    let bytes = try WordWriter(book: Self.book, pictures: [[0x89, 0x50, 0x4E, 0x47]]).bytes()
    let archive = try ZipArchive(bytes)
    return try archive.entries.reduce(into: [:]) { parts, entry in
      if entry.name.hasSuffix(".xml") || entry.name.hasSuffix(".rels") {
        parts[entry.name] = String(decoding: try archive.contents(of: entry.name), as: UTF8.self)
      }
    }
  }

  @Test func `is well-formed whatever people wrote`() throws {
    let parts = try parts()
    #expect(parts.count == 10)
    for (name, part) in parts {
      #expect(XMLParser(data: Data(part.utf8)).parse(), "\(name)")
    }
  }

  @Test func `has headings, contents, counted captions and headings of tables that repeat`() throws
  {
    let text = try #require(try parts()["word/document.xml"])
    #expect(text.contains("<w:pStyle w:val=\"Heading1\"/>"))
    #expect(text.contains(" TOC \\o &quot;1-2&quot;"))
    #expect(text.matches(of: /SEQ Table/).count == 2)
    #expect(text.matches(of: /SEQ Figure/).count == 1)
    #expect(text.matches(of: /<w:tblHeader\/>/).count == 2)
    #expect(text.matches(of: /w:orient="landscape"/).count == 1)
    #expect(text.contains("descr=\"&lt;w:p&gt;"))
  }

  @Test func `says its language, and that of what is in another`() throws {
    let parts = try parts()
    #expect(parts["word/styles.xml"]?.contains("<w:lang w:val=\"sr-Latn-ME\"/>") == true)
    #expect(parts["word/document.xml"]?.contains("<w:lang w:val=\"mk-MK\"/>") == true)
    #expect(parts["word/header1.xml"]?.contains("Nacrt") == true)
  }

  @Test func `links to the web alone, and to places in the book`() throws {
    let parts = try parts()
    let links = try #require(parts["word/_rels/document.xml.rels"])
    #expect(links.contains("https://example.org/?a=1&amp;b=&quot;2&quot;"))
    #expect(!links.contains("javascript"))
    #expect(parts["word/document.xml"]?.contains("w:anchor=\"_bone\"") == true)
  }
}
