import Civic

/// Any JSON value as indented lines.
enum JSONLines {
  static func of(_ value: JSONValue) -> [String] { describe(value, indent: "") }

  private static func describe(_ value: JSONValue, indent: String) -> [String] {
    switch value {
    case .object(let object):
      object.members.flatMap { member -> [String] in
        if let text = scalar(member.value) { return ["\(indent)\(member.name): \(text)"] }
        return ["\(indent)\(member.name):"] + describe(member.value, indent: indent + "  ")
      }
    case .array(let values):
      values.flatMap { value -> [String] in
        if let text = scalar(value) { return ["\(indent)- \(text)"] }
        if case .object(let object) = value, object.members.allSatisfy({ scalar($0.value) != nil })
        {
          let parts = object.members.map { "\($0.name) \(scalar($0.value) ?? "")" }
          return [indent + "- " + parts.joined(separator: ", ")]
        }
        return describe(value, indent: indent + "  ")
      }
    default: [indent + (scalar(value) ?? "")]
    }
  }

  /// One value in words; none for what holds others.
  static func scalar(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let truth): truth ? "yes" : "no"
    case .null: "-"
    case .array, .object: nil
    }
  }
}
