import Civic
import Exact
import Testing

@Suite struct `Differences of JSON` {
  @Test func `are told by pointer, with what was expected and found`() {
    let expected: JSONValue = ["a/b": [1, 2], "m~n": "x", "gone": .null]
    let found: JSONValue = ["a/b": [1, 3, 4], "m~n": ["x": 1], "new": true]
    #expect(
      JSONDifference.between(expected: expected, found: found) == [
        JSONDifference(pointer: "/a~1b/1", expected: 2, found: 3),
        JSONDifference(pointer: "/a~1b/2", expected: nil, found: 4),
        JSONDifference(pointer: "/gone", expected: JSONValue.null, found: nil),
        JSONDifference(pointer: "/m~0n", expected: "x", found: ["x": 1]),
        JSONDifference(pointer: "/new", expected: nil, found: true),
      ])
  }

  @Test func `of whole values are at the empty pointer`() {
    #expect(
      JSONDifference.between(expected: 1, found: "1") == [
        JSONDifference(pointer: "", expected: 1, found: "1")
      ])
  }

  @Test func `stop at the limit`() {
    let zeros = JSONValue.array(Array(repeating: 0, count: 50))
    let ones = JSONValue.array(Array(repeating: 1, count: 50))
    #expect(JSONDifference.between(expected: zeros, found: ones, limit: 7).count == 7)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `are none exactly when the values are equal`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let one = JSONValue.random(depth: 3, using: &random)
    let two = JSONValue.random(depth: 3, using: &random)
    #expect(JSONDifference.between(expected: one, found: one).isEmpty)
    #expect(JSONDifference.between(expected: one, found: two).isEmpty == (one == two))
  }
}
