import Civic
import Exact
import Foundation
import Testing

@Suite struct `Canonical JSON` {
  /// RFC 8785, appendix B.
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
      (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"),
      (0xC340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
      (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"),
      (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
      (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
      (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
      (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
      (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
      (0x41B3_DE43_5555_5557, "333333333.33333343"),
      (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
      (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func `writes the numbers of the RFC`(bits: UInt64, text: String) throws {
    let number = try #require(JSONNumber(Double(bitPattern: bits)))
    #expect(number.description == text)
  }

  @Test(arguments: [
    (1, "1"), (-1.5, "-1.5"), (10, "10"), (123_456, "123456"), (0.1, "0.1"), (100.5, "100.5"),
    (1e20, "100000000000000000000"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (12e21, "1.2e+22"),
    (0.000_012, "0.000012"),
  ])
  func `writes numbers as ECMAScript does`(double: Double, text: String) throws {
    #expect(try #require(JSONNumber(double)).description == text)
  }

  /// RFC 8785, 3.2.2 and 3.2.4.
  @Test func `writes the sample of the RFC`() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50,
                    2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let canonical = #"""
      {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\#
      "string":"€$\u000f\nA'B\"\\\\\"/"}
      """#
    #expect(CanonicalJSON.text(of: try JSONValue(parsing: text)) == canonical)
  }

  /// RFC 8785, 3.2.3.
  @Test func `sorts names as the RFC does`() throws {
    let value = try JSONValue(
      parsing: #"""
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """#)
    #expect(
      value.object?.members.map(\.value.string) == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test func `escapes only what it must`() {
    let text: JSONValue = "\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}\u{2028}é😀"
    let canonical = #""\u0000\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7F}\u{2028}é😀\""
    #expect(CanonicalJSON.bytes(of: text) == Array(canonical.utf8))
  }

  @Test(arguments: CanonicalJSONVectors.all.indices)
  func `agrees with another program`(index: Int) throws {
    let vector = CanonicalJSONVectors.all[index]
    let bytes = try #require(Data(base64Encoded: vector.base64))
    #expect(Digest(of: try JSONValue(parsing: Array(bytes))).rawValue == vector.digest)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `writes numbers that read back as the same`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let number = JSONValue.randomNumber(using: &random)
      #expect(try JSONValue(parsing: number.description) == .number(number))
    }
  }
}
