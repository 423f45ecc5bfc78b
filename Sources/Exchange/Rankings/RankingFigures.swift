import Civic
import Foundation

extension JSONValue {
  /// A number with twelve significant digits.
  static func figure(_ number: Double) -> JSONValue {
    guard number.isFinite, number != 0 else { return .number(JSONNumber(0)) }
    let rounded = Double(String(format: "%.11e", number)) ?? number
    return JSONNumber(rounded).map { .number($0) } ?? .null
  }

  static func figures(_ numbers: some Sequence<Double>) -> JSONValue {
    .array(numbers.map { figure($0) })
  }

  static func figure(_ number: Double?) -> JSONValue { number.map { figure($0) } ?? .null }

  static func whole(_ number: Int) -> JSONValue {
    .number(JSONNumber(Double(number)) ?? JSONNumber(0))
  }

  static func texts(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  /// An object with a member for each name.
  static func named(_ names: [String], _ values: some Sequence<JSONValue>) -> JSONValue {
    let members = zip(names, values).map { ($0, $1) }
      .sorted { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) }
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return .object(object)
  }

  static func named(_ names: [String], figures: some Sequence<Double>) -> JSONValue {
    named(names, figures.map { figure($0) })
  }
}
