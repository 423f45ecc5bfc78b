import Civic
import Exact
import Exchange
import Foundation
import Testing

@Suite struct `Mail messages` {
  private let stamp = MailMessage.Stamp(
    date: Instant(milliseconds: 1_795_253_105_000), messageID: "abc.1@bitola.example")

  private func encoded(
    subject: String = "Plan", text: String = "Hello", html: String? = nil, name: String? = nil
  ) throws -> String {
    let message = MailMessage(
      from: try #require(MailAddress("plan@bitola.example", name: name)),
      to: [try #require(MailAddress("a@x.example", name: "Ann"))], subject: subject,
      body: MailMessage.Body(text: text, html: html), stamp: try #require(stamp))
    return String(decoding: message.encoded, as: UTF8.self)
  }

  @Test func `have the form of RFC 5322`() throws {
    #expect(
      try encoded()
        == [
          "Date: Sat, 21 Nov 2026 09:25:05 +0000", "From: plan@bitola.example",
          "To: Ann", " <a@x.example>", "Message-ID: <abc.1@bitola.example>", "Subject: Plan",
          "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=UTF-8",
          "Content-Transfer-Encoding: quoted-printable", "", "Hello", "",
        ].joined(separator: "\r\n"))
  }

  @Test func `have text and HTML as alternatives`() throws {
    let text = try encoded(html: "<p>Hello</p>")
    #expect(
      text.hasSuffix(
        [
          "Content-Type: multipart/alternative; boundary=\"=_gradnik\"", "", "--=_gradnik",
          "Content-Type: text/plain; charset=UTF-8",
          "Content-Transfer-Encoding: quoted-printable", "", "Hello", "--=_gradnik",
          "Content-Type: text/html; charset=UTF-8",
          "Content-Transfer-Encoding: quoted-printable", "", "<p>Hello</p>", "--=_gradnik--", "",
        ].joined(separator: "\r\n")))
  }

  @Test(arguments: [
    "Plan\r\nBcc: evil@x.example", "a\nb", "a\rb", "a\u{2028}b", "a\0b", "План\r\n\r\nbody",
    "a\u{85}b", "\r\n",
  ])
  func `cannot be given headers by their subject or names`(text: String) throws {
    let names = try headers(of: encoded(subject: text, name: text)).map(\.name)
    #expect(
      names == [
        "Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
      ])
  }

  @Test(arguments: [
    "Plan", "Акцискиот план на Битола е објавен и можете да го прочитате на веб-страницата",
    "Načrt je objavljen", "=?UTF-8?B?eA==?=", "a \"quoted\" b", "emoji 🏙️🏙️🏙️🏙️🏙️🏙️🏙️🏙️🏙️🏙️ end",
    String(repeating: "word ", count: 60) + "end", String(repeating: "x", count: 200), "",
  ])
  func `give their subject back`(subject: String) throws {
    let text = try encoded(subject: subject, name: subject)
    let header = headers(of: text).first { $0.name == "Subject" }
    #expect(header.map { decodedWords($0.value) } == subject)
    let head = text.components(separatedBy: "\r\n\r\n")[0]
    #expect(head.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
    #expect(head.utf8.allSatisfy { $0 < 128 })
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `give their text back`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", " ", "\t", "=", ".", "\n", "\r\n", "\r", "Ж", "č", "🏙️", "From ", "xxxxxxxxxxxxxxxx",
    ].suffix(seed % 2 == 0 ? 13 : 8)
    let text: String = (0..<Int.random(in: 0...120, using: &random)).map { _ in
      pieces.randomElement(using: &random)!
    }.joined()
    let message = try encoded(text: text)
    // A lone CR before a replaced CR LF would look like CR LF again.
    let marked = text.replacing("\r\n", with: "\u{1}").replacing("\r", with: "\n")
    let canonical = marked.replacing("\u{1}", with: "\n")
    #expect(try body(of: message) == canonical)
    let lines = message.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.utf8.contains(10) })
    #expect(lines.allSatisfy { $0.last != " " && $0.last != "\t" })
    #expect(message.utf8.allSatisfy { $0 < 128 })
  }

  @Test func `are in base64 where that is shorter`() throws {
    #expect(try encoded(text: "Здраво").contains("Content-Transfer-Encoding: base64"))
    #expect(try encoded(text: "Župan je objavil mestni načrt").contains("quoted-printable"))
  }

  @Test(arguments: ["a@b", "a.b+c@x-y.example", "plan@xn--80ak.example"])
  func `go to addresses`(address: String) {
    #expect(MailAddress(address) != nil)
  }

  @Test(arguments: [
    "", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "a@b\r\nRCPT", "<a@b>", "a..b@c", ".a@b",
    "a@.b",
    "ж@b", "a@б", "a,b@c", "\"a\"@b",
  ])
  func `do not go to anything else`(address: String) {
    #expect(MailAddress(address) == nil)
  }

  private func headers(of message: String) -> [(name: String, value: String)] {
    let head = message.components(separatedBy: "\r\n\r\n")[0]
    return head.replacing("\r\n ", with: " ").components(separatedBy: "\r\n").map { line in
      let parts = line.components(separatedBy: ": ")
      return (parts[0], parts.dropFirst().joined(separator: ": "))
    }
  }

  private func decodedWords(_ value: String) -> String {
    guard value.hasPrefix("=?UTF-8?B?") else { return value }
    return value.split(separator: " ").map { word in
      let base64 = String(word.dropFirst(10).dropLast(2))
      return String(decoding: Data(base64Encoded: base64) ?? Data(), as: UTF8.self)
    }.joined()
  }

  private func body(of message: String) throws -> String {
    let end = try #require(message.range(of: "\r\n\r\n"))
    let encoded = String(message[end.upperBound...].utf8.dropLast(2)) ?? ""
    guard message.contains("quoted-printable") else {
      let data = try #require(Data(base64Encoded: encoded.replacing("\r\n", with: "")))
      return String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
    }
    var bytes: [UInt8] = []
    var rest = Array(encoded.replacing("=\r\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "=") {
        bytes.append(
          try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
        rest = rest.dropFirst(2)
      } else if byte != 13 {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
