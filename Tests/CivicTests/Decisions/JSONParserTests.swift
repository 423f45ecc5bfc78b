import Civic
import Exact
import Testing

@Suite struct `The JSON reader` {
  @Test(
    arguments: [
      ("null", .null), (" true\r\n", .bool(true)), ("false", false), ("\t-12 ", -12), ("0", 0),
      ("1.5e+2", 150), ("1E2", 100), ("-0", 0), ("[]", []), ("{}", [:]), ("[ 1 , 2 ]", [1, 2]),
      (#"{"a":{"b":[null]}}"#, ["a": ["b": [.null]]]),
      (#""\u0041\/\b\f\n\r\t\"\\""#, "A/\u{8}\u{C}\n\r\t\"\\"),
      (#""\ud83d\uDE00""#, "😀"), ("\"é€😀\"", "é€😀"), (#"{"":1}"#, ["": 1]), ("1e-400", 0),
    ] as [(String, JSONValue)])
  func `reads what RFC 8259 allows`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd, 1), ("  ", .unexpectedEnd, 3), ("[1", .unexpectedEnd, 3),
      ("\"a", .unexpectedEnd, 3), (#""\"#, .unexpectedEnd, 3), (#""\u12"#, .unexpectedEnd, 6),
      ("1.", .unexpectedEnd, 3), ("-", .unexpectedEnd, 2), ("{\"a\"", .unexpectedEnd, 5),
      ("[1,]", .unexpectedCharacter, 4), ("{\"a\":1,}", .unexpectedCharacter, 8),
      ("{a:1}", .unexpectedCharacter, 2), ("{1:1}", .unexpectedCharacter, 2),
      ("[1 2]", .unexpectedCharacter, 4), ("1 2", .unexpectedCharacter, 3),
      ("{\"a\" 1}", .unexpectedCharacter, 6), ("tru", .unexpectedEnd, 4),
      ("trux", .unexpectedCharacter, 4), ("nulL", .unexpectedCharacter, 4),
      ("NaN", .unexpectedCharacter, 1), ("Infinity", .unexpectedCharacter, 1),
      ("+1", .unexpectedCharacter, 1), (".5", .unexpectedCharacter, 1),
      ("'a'", .unexpectedCharacter, 1), ("/**/1", .unexpectedCharacter, 1),
      ("\u{FEFF}1", .unexpectedCharacter, 1), ("\u{A0}1", .unexpectedCharacter, 1),
      ("é", .unexpectedCharacter, 1), ("01", .badNumber, 2), ("-01", .badNumber, 3),
      ("1.e5", .badNumber, 3), ("1e", .unexpectedEnd, 3), ("1ex", .badNumber, 3),
      ("-x", .badNumber, 2), ("[1e400]", .numberOutOfRange, 2), ("-1e400", .numberOutOfRange, 1),
      (#""\x""#, .badEscape, 2), (#""\u00g0""#, .badEscape, 2), (#""a\ud83d""#, .loneSurrogate, 3),
      (#""\ude00""#, .loneSurrogate, 2), (#""\ud83d\u0041""#, .loneSurrogate, 2),
      (#""\ud83d\n""#, .loneSurrogate, 2), ("\"a\nb\"", .controlCharacter, 3),
      ("\"é\u{1F}\"", .controlCharacter, 3), (#"{"a":1,"b":2,"a":3}"#, .duplicateName("a"), 14),
      (#"{"a":1,"\u0061":3}"#, .duplicateName("a"), 8),
    ] as [(String, JSONSyntaxError.Reason, Int)])
  func `refuses everything else and says where`(
    text: String, reason: JSONSyntaxError.Reason, column: Int
  ) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error.reason == reason)
    #expect(error.line == 1)
    #expect(error.column == column)
  }

  @Test func `counts lines and characters`() throws {
    let error = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: "[\n  \"žива\",\r\n  \"😀é\" x\n]")
    }
    #expect(error.line == 3)
    #expect(error.column == 8)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    ] as [[UInt8]])
  func `refuses bytes that are not UTF-8`(bytes: [UInt8]) throws {
    let error = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
    #expect(error.reason == .notUTF8)
  }

  @Test func `keeps names apart that differ only in composition`() throws {
    let value = try JSONValue(parsing: #"{"\u00e9":1,"e\u0301":2}"#)
    #expect(value.object?.members.count == 2)
    #expect(value["\u{E9}"] == 1)
    #expect(value["e\u{301}"] == 2)
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test func `keeps to its limits`() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try JSONValue(parsing: deep) }
    let deeper = try #require(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[\(deep)]") }
    #expect(deeper.reason == .tooDeep(limit: 64))
    let endless = String(repeating: "{\"a\":[", count: 100_000)
    #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: endless, limits: JSONLimits(depth: 512))
    }
    let large = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: "[1234]", limits: JSONLimits(bytes: 5))
    }
    #expect(large.reason == .tooLarge(limit: 5))
    let long = try #require(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: "0." + String(repeating: "1", count: 999))
    }
    #expect(long.reason == .numberOutOfRange)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `reads back every value from its canonical text`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let value = JSONValue.random(depth: 4, using: &random)
    let text = CanonicalJSON.text(of: value)
    let copy = try JSONValue(parsing: text)
    #expect(copy == value)
    #expect(copy.hashValue == value.hashValue)
    #expect(CanonicalJSON.text(of: copy) == text)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `survives damaged texts`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = CanonicalJSON.bytes(of: .random(depth: 4, using: &random))
    for _ in 0..<3 {
      let index = Int.random(in: bytes.indices, using: &random)
      bytes[index] = UInt8.random(in: 0...255, using: &random)
    }
    if let value = try? JSONValue(parsing: bytes) {
      #expect((try? JSONValue(parsing: CanonicalJSON.bytes(of: value))) == value)
    }
  }
}
