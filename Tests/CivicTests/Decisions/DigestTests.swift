import Civic
import Foundation
import Testing

@Suite struct `A digest` {
  /// FIPS 180-4 example values of NIST.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `is the SHA-256 of the bytes`(text: String, digits: String) {
    #expect(Digest(of: text.utf8).rawValue == "sha256:" + digits)
  }

  @Test func `of a JSON value is that of its canonical form`() throws {
    let value = try JSONValue(parsing: #"{ "b": 1.0, "a": [] }"#)
    #expect(Digest(of: value) == Digest(of: #"{"a":[],"b":1}"#.utf8))
  }

  @Test func `refuses other forms`() {
    let good = Digest(of: "".utf8).rawValue
    #expect(Digest(rawValue: good)?.description == good)
    #expect(Digest(rawValue: good.uppercased()) == nil)
    #expect(Digest(rawValue: String(good.dropFirst(7))) == nil)
    #expect(Digest(rawValue: good + "0") == nil)
    #expect(Digest(rawValue: String(good.dropLast())) == nil)
    #expect(Digest(rawValue: String(good.dropLast()) + "g") == nil)
    #expect(Digest(rawValue: "") == nil)
    #expect(Digest(rawValue: Digest.genesis.rawValue) == .genesis)
  }

  @Test func `is a string in JSON`() throws {
    let digests = [Digest(of: "abc".utf8)]
    let bytes = try JSONEncoder().encode(digests)
    #expect(try JSONDecoder().decode([Digest].self, from: bytes) == digests)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Digest].self, from: Data(#"["md5:0"]"#.utf8))
    }
  }
}
