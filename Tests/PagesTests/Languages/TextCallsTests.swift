import Civic
import Testing

@testable import Pages

/// A text as the code asks for it: its key, and the names of what is to be filled in.
private struct TextCall: Equatable {
  let key: String
  let names: Set<String>

  /// Every call whose arguments are written out.
  static func all(in code: String) -> [TextCall] {
    let start = #/(?:Message\(\s*"([A-Za-z]+)"|texts\(\s*\.([A-Za-z]+))\s*,\s*\[/#
    return code.matches(of: start).compactMap { match in
      guard let key = match.1 ?? match.2 else { return nil }
      return names(in: code[match.range.upperBound...]).map {
        TextCall(key: String(key), names: $0)
      }
    }
  }

  /// The literal keys of a dictionary from behind its bracket; nil where there are none.
  private static func names(in code: Substring) -> Set<String>? {
    var (depth, names, rest) = (1, Set<String>(), code)
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "[", "(", "{": depth += 1
      case "]", ")", "}": depth -= 1
      case "\"":
        let text = rest.prefix { $0 != "\"" }
        rest = rest[text.endIndex...].dropFirst()
        if depth == 1, rest.first == ":" { names.insert(String(text)) }
      default: break
      }
    }
    return names.isEmpty ? nil : names
  }
}

@Suite struct `Calls of texts` {
  @Test func `fill in everything that the text names`() throws {
    let english = try #require(try TextSources.files()[.english])
    var count = 0
    for (path, code) in try TextSources.swift() {
      for call in TextCall.all(in: code) {
        guard let text = english.texts[call.key] else { continue }
        count += 1
        let missing = text.slots.subtracting(call.names)
        #expect(missing.isEmpty, "\(path): \(call.key) is not given \(missing.sorted())")
      }
    }
    #expect(count > 300)
  }

  @Test func `are found by this test`() {
    let code = """
      Message("fieldLineWrong", ["line": .count(index + 1), "example": .text(a["b"])])
      texts(
        .aText, ["count": .count(list[0])])
      texts(.other, values)
      """
    #expect(
      TextCall.all(in: code) == [
        TextCall(key: "fieldLineWrong", names: ["line", "example"]),
        TextCall(key: "aText", names: ["count"]),
      ])
  }
}
