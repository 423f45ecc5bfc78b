public import Civic
import Exact
import Maturity

/// Writes a framework as the YAML that ``FrameworkReader`` reads.
public struct FrameworkWriter {
  private var lines: [String] = []
  private let draft: FrameworkDraft

  private init(_ draft: FrameworkDraft) {
    self.draft = draft
  }

  /// - Complexity: O(length of the result).
  public static func yaml(of draft: FrameworkDraft, key: String, version: String) -> String {
    var writer = FrameworkWriter(draft)
    writer.head(key, version)
    writer.levels()
    writer.lines.append("dimensions:")
    writer.dimensions(of: nil, indent: 2, depth: 0)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func head(_ key: String, _ version: String) {
    lines += ["id: \(quoted(key))", "version: \(quoted(version))", "name: \(texts(draft.name))"]
    if let help = draft.help { lines.append("description: \(texts(help))") }
    lines.append(
      "languages: [\(draft.languages.map { quoted($0.rawValue) }.joined(separator: ", "))]")
    lines.append("aggregation: \(draft.aggregation.rawValue)")
    lines.append("missing: interval")
    if draft.redistribution != .proportional {
      lines.append("redistribution: \(draft.redistribution.rawValue)")
    }
    if let source = draft.source { lines.append("source: \(quoted(source))") }
    if let licence = draft.licence { lines.append("licence: \(quoted(licence))") }
  }

  private mutating func levels() {
    guard !draft.levels.isEmpty else { return }
    lines.append("levels:")
    for level in draft.levels {
      let from = level.from.map { ", from: \($0)" } ?? ""
      lines.append("  - {id: \(quoted(level.id))\(from), name: \(texts(level.name))}")
    }
  }

  private mutating func dimensions(of parent: String?, indent: Int, depth: Int) {
    // Parts of parts of themselves would never end.
    guard depth < 20 else { return }
    let space = String(repeating: " ", count: indent)
    for dimension in draft.dimensions where dimension.parent == parent {
      lines.append("\(space)- id: \(quoted(dimension.id))")
      lines.append("\(space)  name: \(texts(dimension.name))")
      if let help = dimension.help { lines.append("\(space)  description: \(texts(help))") }
      if dimension.weight.rational != .one { lines.append("\(space)  weight: \(dimension.weight)") }
      if !dimension.questions.isEmpty {
        lines.append("\(space)  questions:")
        for question in dimension.questions { write(question, space + "    ") }
      }
      if draft.dimensions.contains(where: { $0.parent == dimension.id }) {
        lines.append("\(space)  dimensions:")
        dimensions(of: dimension.id, indent: indent + 4, depth: depth + 1)
      }
    }
  }

  private mutating func write(_ question: DraftQuestion, _ space: String) {
    lines.append("\(space)- id: \(quoted(question.id))")
    lines.append("\(space)  text: \(texts(question.text))")
    if let help = question.help { lines.append("\(space)  help: \(texts(help))") }
    if let evidence = question.evidence { lines.append("\(space)  evidence: \(texts(evidence))") }
    if question.weight.rational != .one { lines.append("\(space)  weight: \(question.weight)") }
    if !question.roles.isEmpty {
      lines.append("\(space)  roles: [\(question.roles.map(quoted).joined(separator: ", "))]")
    }
    if let source = question.source { lines.append("\(space)  source: \(quoted(source))") }
    if let code = question.code { lines.append("\(space)  code: \(quoted(code))") }
    if !question.targets.isEmpty {
      lines.append("\(space)  targets: [\(question.targets.map(quoted).joined(separator: ", "))]")
    }
    if let ambition = question.ambition { lines.append("\(space)  target: \(ambition)") }
    if let indicator = question.indicator {
      lines.append("\(space)  indicator: \(text(of: indicator))")
    } else if !question.levels.isEmpty {
      lines.append("\(space)  firstLevel: \(question.first)")
      lines.append("\(space)  levels:")
      for level in question.levels { lines.append("\(space)    - \(texts(level))") }
    }
  }

  private func text(of indicator: DraftIndicator) -> String {
    var parts = ["direction: \(indicator.direction.rawValue)"]
    if let unit = indicator.unit { parts.append("unit: \(quoted(unit))") }
    if let worst = indicator.worst { parts.append("worst: \(worst)") }
    if let target = indicator.target { parts.append("target: \(target)") }
    return "{\(parts.joined(separator: ", "))}"
  }

  private func texts(_ text: Multilingual) -> String {
    let parts = text.languages.map { "\(quoted($0.rawValue)): \(quoted(text[$0] ?? ""))" }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// In double quotes; what could be taken for nesting or a repeated part is written by its number.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "[", "]", "{", "}", "*": result += Self.number(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        result += Self.number(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func number(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
