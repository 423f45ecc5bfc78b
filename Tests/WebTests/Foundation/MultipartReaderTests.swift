import Exact
import Exchange
import Testing

@testable import Web

@Suite struct `Multipart reader` {
  private static func read(_ text: String) -> MultipartReader.Parts? {
    MultipartReader(boundary: "b").read(Array(text.utf8))
  }

  @Test func `reads values and files, repeated names and empty ones`() throws {
    let parts = try #require(
      Self.read(
        """
        preamble\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n\
        --b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n\
        --b\r\nContent-Disposition: form-data; name="f"; filename="п.csv"\r\n\
        Content-Type: text/csv\r\n\r\nx\r\ny\r\n\
        --b\r\nContent-Disposition: form-data; name="g"; filename=""\r\n\r\n\r\n--b--\r\n
        """))
    #expect(parts.values.map(\.name) == ["a", "a"])
    #expect(parts.values.map(\.value) == ["1", ""])
    #expect(parts.files.map(\.name) == ["п.csv"])
    #expect(parts.files.map(\.bytes) == [Array("x\r\ny".utf8)])
  }

  @Test(arguments: [
    "", "--b", "--b\r\n", "--b\r\n\r\n", "--b\r\n\r\n\r\n", "--b\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx", "--bb\r\n", "--b\r",
  ])
  func `refuses what is cut short or has no name`(text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test func `refuses values that are not UTF-8, and takes files that are not`() {
    let head = Array("--b\r\nContent-Disposition: form-data; name=\"a\"".utf8)
    let tail = Array("\r\n--b--".utf8)
    let reader = MultipartReader(boundary: "b")
    #expect(reader.read(head + Array("\r\n\r\n".utf8) + [0xFF] + tail) == nil)
    let file = reader.read(head + Array("; filename=\"x\"\r\n\r\n".utf8) + [0xFF, 0] + tail)
    #expect(file?.files.first?.bytes == [0xFF, 0])
  }

  @Test func `refuses more parts than a form can have`() {
    let part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
    #expect(Self.read(String(repeating: part, count: 999) + "--b--") != nil)
    #expect(Self.read(String(repeating: part, count: 1001) + "--b--") == nil)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `never breaks on pieces in any order`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "--b", "\r\n", "--", "Content-Disposition: form-data", "; name=\"a\"", "; filename=\"f\"",
      ":", "\"", "x", "\r", "\n", "\r\n\r\n", "\u{0}", "ж",
    ]
    let count = Int.random(in: 0...24, using: &random)
    let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let parts = Self.read(text)
    let length = (parts?.files.reduce(0) { $0 + $1.bytes.count }) ?? 0
    #expect(length <= text.utf8.count)
  }

  @Test(
    arguments: [
      ("multipart/form-data; boundary=abc", "abc"),
      ("multipart/form-data; Boundary=\"a b\"; charset=utf-8", "a b"),
      ("multipart/form-data", nil), ("multipart/form-data; boundary=", nil),
    ] as [(String, String?)])
  func `finds the boundary`(kind: String, boundary: String?) {
    #expect(MultipartReader.boundary(of: kind) == boundary)
  }
}
