import Exact
import Foundation
import Testing

@Suite struct `An identifier` {
  enum Thing {}
  static let january2020: Int64 = 1_577_836_800_000

  @Test func `has twenty characters of its alphabet`() {
    var random = SeededGenerator(seed: 1)
    let alphabet = Set("0123456789abcdefghjkmnpqrstvwxyz")
    for _ in 0..<200 {
      let id = ID<Thing>(at: Self.january2020 + 5, using: &random)
      #expect(id.rawValue.count == 20)
      #expect(alphabet.isSuperset(of: id.rawValue))
      #expect(id.rawValue.hasPrefix("00000005"))
    }
  }

  @Test func `does not repeat within a millisecond`() {
    var random = SeededGenerator(seed: 2)
    let made = (0..<10_000).map { _ in ID<Thing>(at: Self.january2020, using: &random) }
    #expect(Set(made).count == made.count)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `sorts by the time it was made`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let range = Self.january2020...Self.january2020 + 0xFF_FFFF_FFFE
    let time = Int64.random(in: range, using: &random)
    let (first, second) = (
      ID<Thing>(at: time, using: &random), ID<Thing>(at: time + 1, using: &random)
    )
    #expect(first < second)
  }

  @Test func `is made at any time, without wrapping round`() {
    var random = SeededGenerator(seed: 3)
    #expect(ID<Thing>(at: .min, using: &random).rawValue.hasPrefix("00000000"))
    #expect(ID<Thing>(at: 0, using: &random).rawValue.hasPrefix("00000000"))
    #expect(ID<Thing>(at: .max, using: &random).rawValue.hasPrefix("zzzzzzzz"))
  }

  @Test func `is its text, in print and in JSON`() throws {
    let id = ID<Thing>(rawValue: "abc")
    #expect("\(id)" == "abc")
    let bytes = try JSONEncoder().encode([id])
    #expect(String(decoding: bytes, as: UTF8.self) == #"["abc"]"#)
    #expect(try JSONDecoder().decode([ID<Thing>].self, from: bytes) == [id])
  }
}
