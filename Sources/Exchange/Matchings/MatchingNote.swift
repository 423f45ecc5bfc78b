import Civic

/// What was unusual in the input, or is to be known about the result.
public enum MatchingNote: Hashable, Sendable {
  /// A field that no part of the format has.
  case unknownField(String, count: Int)
  /// A city named as wished or excluded that is not in the file.
  case unknownCity(String, field: String, count: Int)
  case capacityMissing(count: Int, taken: Int)
  /// A settled pair that a city excludes, or that was declined.
  case fixedAgainstExclusion(String, String)
  /// Numbers of a scores file were taken as places in its lists.
  case placesNotIdentifiers
  /// Ranked partners that do not rank back.
  case oneSidedPreferences(count: Int)
  /// Networks are not made around settled pairs.
  case fixedNotUsed(count: Int)
  /// Fewer networks than there are cities for, because of these rules.
  case fewerNetworks(wanted: Int, found: Int)

  var json: JSONValue {
    switch self {
    case .unknownField(let name, let count):
      ["note": "unknown-field", "field": .string(name), "count": .count(count)]
    case .unknownCity(let name, let field, let count):
      [
        "note": "unknown-city", "city": .string(name), "field": .string(field),
        "count": .count(count),
      ]
    case .capacityMissing(let count, let taken):
      ["note": "capacity-missing", "count": .count(count), "taken": .count(taken)]
    case .fixedAgainstExclusion(let one, let other):
      ["note": "fixed-against-exclusion", "a": .string(one), "b": .string(other)]
    case .placesNotIdentifiers: ["note": "places-not-identifiers"]
    case .oneSidedPreferences(let count):
      ["note": "one-sided-preferences", "count": .count(count)]
    case .fixedNotUsed(let count): ["note": "fixed-not-used", "count": .count(count)]
    case .fewerNetworks(let wanted, let found):
      ["note": "fewer-networks", "wanted": .count(wanted), "found": .count(found)]
    }
  }
}

extension JSONValue {
  static func count(_ number: Int) -> JSONValue { .number(JSONNumber(Int32(clamping: number))) }
}
