import Civic

/// A ranking in words, for people at a terminal.
struct RankText {
  private let object: JSONObject

  init(_ object: JSONObject) {
    self.object = object
  }

  /// The ranking first, then every other part of the result, indented.
  var lines: [String] {
    var lines = [JSONLines.scalar(object["method"] ?? .null) ?? ""]
    for entry in object["ranking"]?.array ?? [] {
      let rank = entry["rank"].flatMap(JSONLines.scalar) ?? ""
      let id = entry["id"].flatMap(JSONLines.scalar) ?? ""
      let score = entry["score"].flatMap(JSONLines.scalar).map { "  \($0)" } ?? ""
      let range = entry["rank_range"]?.array?.compactMap(JSONLines.scalar).joined(separator: " to ")
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
    guard let values = value.array else { return JSONLines.scalar(value) != nil }
    return values.allSatisfy { JSONLines.scalar($0) != nil }
  }

  private func text(_ value: JSONValue) -> String {
    if let values = value.array { return "[" + values.map(text).joined(separator: ", ") + "]" }
    return JSONLines.scalar(value) ?? CanonicalJSON.text(of: value)
  }
}
