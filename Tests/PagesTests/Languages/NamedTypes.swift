import Civic
import Foundation

@testable import Pages

/// The types of the sources that conform to `Named`, with the raw values of their cases.
///
/// Reads declarations line by line: enough for sources that `swift format` has laid out. The few
/// structs that are named list their values here.
struct NamedTypes {
  /// Raw values of enums with a raw type, by the enum's full name.
  private(set) var values: [String: [String]] = [:]
  /// Text prefixes by the full name of the type.
  private(set) var prefixes: [String: String] = [:]

  init() throws {
    for (_, text) in try TextSources.swift() { read(text) }
    values["Language"] = Language.interface.map(\.rawValue)
    let codes = [
      PolicyCode.specificObjectives, PolicyCode.outputIndicators, PolicyCode.resultIndicators,
    ]
    values["PolicyCode"] = codes.joined().map(\.rawValue)
    try readRecords()
  }

  /// The kinds of records and their properties, which the history of changes names.
  private mutating func readRecords() throws {
    let entity = #/static let entityName = "([a-z_]+)"/#
    let property = #/(?m)^  public (?:let|var) ([A-Za-z]+): [^{\n]+$/#
    var kinds: Set<String> = []
    var properties: Set<String> = []
    for (_, text) in try TextSources.swift(under: "Sources/Civic") {
      guard let name = text.firstMatch(of: entity)?.1 else { continue }
      kinds.formUnion(text.matches(of: entity).map { RecordKind(String($0.1)).rawValue })
      guard text.contains(": PlanRecord {") || name == "plan" || name == "organisation" else {
        continue
      }
      properties.formUnion(text.matches(of: property).map { String($0.1) })
    }
    values["RecordKind"] = kinds.sorted()
    values["PropertyName"] = properties.subtracting(["revision"]).sorted()
  }

  /// The text keys that all cases need.
  var keys: Set<String> {
    Set(
      prefixes.flatMap { name, prefix in
        (values[name] ?? []).map { "\(prefix)_\($0)" }
      })
  }

  private mutating func read(_ text: String) {
    let declaration = #/\b(?:enum|struct|class|actor|extension)\s+([A-Z][A-Za-z0-9.]*)/#
    let prefix = #/static (?:let|var) textPrefix(?:: String)?\s*(?:=|\{)\s*"([A-Za-z0-9]+)"/#
    var scopes: [(name: String, depth: Int)] = []
    var depth = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let code = line.drop(while: \.isWhitespace)
      guard !code.hasPrefix("//") else { continue }
      var declared: String?
      if let match = code.firstMatch(of: declaration) {
        declared = ((scopes.last.map { [$0.name] } ?? []) + [String(match.1)])
          .joined(separator: ".")
      }
      if let declared, code.contains("{") { scopes.append((declared, depth)) }
      if let scope = scopes.last {
        if let match = code.firstMatch(of: prefix) { prefixes[scope.name] = String(match.1) }
        if code.hasPrefix("case ") || code.hasPrefix("indirect case "), depth == scope.depth + 1 {
          values[scope.name, default: []] += Self.cases(code)
        }
      }
      let bare = code.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "")
      depth += bare.count { $0 == "{" } - bare.count { $0 == "}" }
      while let scope = scopes.last, depth <= scope.depth { scopes.removeLast() }
    }
  }

  /// The raw values of `case planned, inProgress = "in-progress"`; lines may go on with a comma.
  private static func cases(_ line: Substring) -> [String] {
    line.dropFirst("case ".count).split(separator: "//").prefix(1).flatMap { list in
      list.split(separator: ",").compactMap { item in
        let parts = item.split(separator: "=").map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"`"))
        }
        return parts.last.flatMap { $0.isEmpty ? nil : $0 }
      }
    }
  }
}
