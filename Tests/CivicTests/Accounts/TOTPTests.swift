import Exact
import Testing

@testable import Civic

@Suite struct `One-time codes` {
  private let totp = TOTP(secret: Array("12345678901234567890".utf8))

  /// RFC 6238, appendix B, SHA-1; the last six of the eight digits.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
      (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `are those of RFC 6238`(second: Int64, code: String) {
    let now = Instant(milliseconds: second * 1000)
    #expect(totp.code(at: TOTP.step(at: now)) == code)
    #expect(totp.step(ofCode: code, at: now, after: nil) == second / 30)
  }

  @Test func `hold one step earlier and later, and no further`() {
    let now = Instant(milliseconds: 1_790_000_000_000)
    let step = TOTP.step(at: now)
    for (distance, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
      let code = totp.code(at: step + Int64(distance))
      #expect((totp.step(ofCode: code, at: now, after: nil) != nil) == isTaken, "\(distance)")
    }
  }

  @Test func `are refused once they or later ones were used`() {
    let now = Instant(milliseconds: 1_790_000_000_000)
    let step = TOTP.step(at: now)
    #expect(totp.step(ofCode: totp.code(at: step), at: now, after: step) == nil)
    #expect(totp.step(ofCode: totp.code(at: step - 1), at: now, after: step) == nil)
    #expect(totp.step(ofCode: totp.code(at: step + 1), at: now, after: step) == step + 1)
  }

  @Test(arguments: ["", "12345", "1234567", "abcdef", "28708２"])
  func `are six digits`(typed: String) {
    #expect(totp.step(ofCode: typed, at: Instant(milliseconds: 59_000), after: nil) == nil)
  }

  @Test func `may be typed with blanks`() {
    #expect(totp.step(ofCode: " 287 082", at: Instant(milliseconds: 59_000), after: nil) == 1)
  }

  /// RFC 4648, section 10, without padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func `have their secret in base 32`(bytes: String, text: String) {
    #expect(TOTP(secret: Array(bytes.utf8)).base32 == text)
  }

  @Test func `have an address that apps read`() {
    #expect(
      totp.uri(account: "ana@city.example", issuer: "Град 1")
        == "otpauth://totp/%D0%93%D1%80%D0%B0%D0%B4%201:ana%40city.example"
        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%D0%93%D1%80%D0%B0%D0%B4%201")
  }

  @Test func `have a secret of 20 bytes of chance`() {
    var random = SeededGenerator(seed: 7)
    let first = TOTP(using: &random)
    #expect(first.secret.count == 20)
    #expect(first != TOTP(using: &random))
  }
}

@Suite struct `Recovery codes` {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `are read as they are written, also by hand`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let code = RecoveryCode(using: &random)
    #expect(RecoveryCode(typed: code.text) == code)
    let byHand = code.text.uppercased().replacing("-", with: " ").replacing("0", with: "O")
      .replacing("1", with: "l")
    #expect(RecoveryCode(typed: byHand)?.digest == code.digest)
  }

  @Test(arguments: ["", "abc", "uuuuuu-uuuuuu-uuuuuu-uuuuuu", "000000-000000-000000-00000é"])
  func `are refused in another form`(typed: String) {
    #expect(RecoveryCode(typed: typed) == nil)
  }
}

@Suite struct `Secret tokens` {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `are 43 characters that an address can hold`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let token = SecretToken(using: &random)
    #expect(token.text.utf8.count == 43)
    #expect(SecretToken(token.text) == token)
    #expect(SecretToken(using: &random) != token)
  }

  @Test(arguments: ["", "a", String(repeating: "a", count: 42) + "+"])
  func `are refused in another form`(text: String) {
    #expect(SecretToken(text) == nil)
  }
}
