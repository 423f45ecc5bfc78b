import Civic

/// A ranking in words, for people at a terminal.
struct RankText {
  private let object: JSONObject

  init(_ object: JSONObject) {
    self.object = object
  }

  /// The ranking first, then every other part of the result, indented.
  var lines: [String] {
    var lines = [scalar(object["method"] ?? .null) ?? ""]
    for entry in object["ranking"]?.array ?? [] {
      let rank = entry["rank"].flatMap(scalar) ?? ""
      let id = entry["id"].flatMap(scalar) ?? ""
      let score = entry["score"].flatMap(scalar).map { "  \($0)" } ?? ""
      let range = entry["rank_range"]?.array?.compactMap(scalar).joined(separator: " to ")
      lines.append("\(rank). \(id)\(score)\(range.map { "  (rank \($0))" } ?? "")")
    }
    let hidden: Set<String> = [
      "method", "ranking", "format", "version", "digest", "settings", "notes", "diagnostics",
    ]
    for member in object.members where !hidden.contains(member.name) {
      lines += describe(member.name, member.value, indent: "")
    }
    for name in ["diagnostics", "notes"] {
      for entry in object[name]?.array ?? [] {
        let parts = entry.object?.members.map { "\($0.name) \(text($0.value))" } ?? []
        lines.append("note: " + parts.joined(separator: ", "))
      }
    }
    return lines
  }

  private func describe(_ name: String, _ value: JSONValue, indent: String) -> [String] {
    switch value {
    case .object(let inner):
      if inner.members.allSatisfy({ isFlat($0.value) }) {
        let parts = inner.members.map { "\($0.name) \(text($0.value))" }
        return ["\(indent)\(name): " + parts.joined(separator: ", ")]
      }
      return ["\(indent)\(name):"]
        + inner.members.flatMap { describe($0.name, $0.value, indent: indent + "  ") }
    case .array(let values) where !values.allSatisfy(isFlat):
      return ["\(indent)\(name):"]
        + values.enumerated().flatMap { describe("\($0 + 1)", $1, indent: indent + "  ") }
    default: return ["\(indent)\(name): \(text(value))"]
    }
  }

  private func isFlat(_ value: JSONValue) -> Bool {
    guard let values = value.array else { return scalar(value) != nil }
    return values.allSatisfy { scalar($0) != nil }
  }

  private func text(_ value: JSONValue) -> String {
    if let values = value.array { return "[" + values.map(text).joined(separator: ", ") + "]" }
    return scalar(value) ?? CanonicalJSON.text(of: value)
  }

  private func scalar(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let truth): truth ? "yes" : "no"
    case .null: "-"
    case .array, .object: nil
    }
  }
}
