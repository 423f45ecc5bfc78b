import Civic
import Testing

@Suite struct `A JSON value` {
  @Test func `gives its content by kind`() {
    let value: JSONValue = ["list": [1, "two", .null, true], "number": 3]
    #expect(value["list"]?.array?.count == 4)
    #expect(value["list"]?.array?[1].string == "two")
    #expect(value["number"]?.number?.integer == 3)
    #expect(value["none"] == nil)
    #expect(value["number"]?["deeper"] == nil)
    #expect(value.string == nil && value.number == nil && value.array == nil)
    #expect(JSONValue.null.object == nil)
  }

  @Test func `is equal to its like alone`() {
    let values: [JSONValue] = [
      .null, true, false, 0, 1, "", "0", [], [.null], [:], ["a": .null],
    ]
    for (index, one) in values.enumerated() {
      for (other, two) in values.enumerated() { #expect((one == two) == (index == other)) }
    }
    #expect(Set(values + values).count == values.count)
  }

  @Test func `of an object changes by name`() {
    var object = JSONObject()
    object["b"] = 1
    object["a"] = 2
    object["b"] = 3
    #expect(object.names == ["a", "b"])
    object["a"] = nil
    object["none"] = nil
    #expect(JSONValue.object(object) == ["b": 3])
    #expect((["a": 1, "a": 2] as JSONValue) == ["a": 2])
  }

  @Test func `has no numbers that JSON cannot write`() {
    #expect(JSONNumber(.infinity) == nil)
    #expect(JSONNumber(-.infinity) == nil)
    #expect(JSONNumber(.nan) == nil)
    #expect(JSONNumber(exactly: 1 << 53) != nil)
    #expect(JSONNumber(exactly: 1 << 53 + 1) == nil)
    #expect(JSONNumber(0.5)?.integer == nil)
    #expect(JSONNumber(1e300)?.integer == nil)
  }
}
