/// A place where two JSON values are not the same.
public struct JSONDifference: Hashable, Sendable {
  /// JSON Pointer (RFC 6901) to the place; empty for the whole value.
  public let pointer: String
  /// `nil` where nothing was expected.
  public let expected: JSONValue?
  /// `nil` where nothing was found.
  public let found: JSONValue?

  public init(pointer: String, expected: JSONValue?, found: JSONValue?) {
    self.pointer = pointer
    self.expected = expected
    self.found = found
  }

  /// The places where `found` departs from `expected`, in canonical order.
  ///
  /// - Parameter limit: Stops after so many places.
  public static func between(
    expected: JSONValue, found: JSONValue, limit: Int = 100
  ) -> [JSONDifference] {
    var places: [JSONDifference] = []
    collect(expected, found, at: "", limit: limit, into: &places)
    return places
  }

  /// A name as one step of a JSON Pointer.
  public static func step(_ name: String) -> String {
    var step = "/"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": step += "~0"
      case "/": step += "~1"
      default: step.unicodeScalars.append(scalar)
      }
    }
    return step
  }

  private static func collect(
    _ expected: JSONValue?, _ found: JSONValue?, at pointer: String, limit: Int,
    into places: inout [JSONDifference]
  ) {
    guard places.count < limit, expected != found else { return }
    switch (expected, found) {
    case (.array(let expected), .array(let found)):
      for index in 0..<max(expected.count, found.count) {
        collect(
          index < expected.count ? expected[index] : nil, index < found.count ? found[index] : nil,
          at: "\(pointer)/\(index)", limit: limit, into: &places)
      }
    case (.object(let expected), .object(let found)):
      var all = expected
      for member in found.members { all[member.name] = member.value }
      for name in all.names {
        collect(
          expected[name], found[name], at: pointer + step(name), limit: limit, into: &places)
      }
    default:
      places.append(JSONDifference(pointer: pointer, expected: expected, found: found))
    }
  }
}
