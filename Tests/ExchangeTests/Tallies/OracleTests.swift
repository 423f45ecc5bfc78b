import Civic
import Exchange
import Foundation
import Tally
import Testing

/// Results that pabutools 1.2.3 and the tool of equalshares.net gave for the same files.
@Suite(.enabled(if: !RealElections.oracles.isEmpty))
struct `Results of other programs` {
  @Test(arguments: RealElections.oracles.map(\.lastPathComponent))
  func `are ours too`(name: String) throws {
    let found = RealElections.oracles.first { $0.lastPathComponent == name }
    let url = try #require(found)
    let oracle = try JSONValue(parsing: [UInt8](Data(contentsOf: url)))
    let source = try #require(oracle["file"]?.string)
    let file = try RealElections.read(source)
    let winners = try RealElections.winners(file) { request in
      if name.hasPrefix("official") {
        request.rule = "equalshares/add1"
      } else if let rule = oracle["rule"]?.string {
        Self.set(&request, pabutools: rule)
      } else {
        Self.set(&request, tool: oracle)
      }
    }
    let list = try #require(oracle["winners"]?.array)
    let expected = list.compactMap(\.string)
    #expect(Set(winners) == Set(expected))
    // Phragmén's winners come sorted by name, those of the official results in another order.
    if oracle["rule"]?.string != "phragmen", !name.hasPrefix("official"), oracle["rule"] != nil {
      #expect(winners == expected)
    }
  }

  private static func set(_ request: inout TallyRequest, pabutools rule: String) {
    request.ties = "id"
    let parts = rule.split(separator: "_")
    switch parts[0] {
    case "greedy": request.rule = "greedy"
    case "mes": request.rule = "equalshares"
    case "mms": request.rule = "maximin-support"
    default: request.rule = String(parts[0])
    }
    if parts.contains("card") { request.satisfaction = .cardinality }
    guard parts.count > 2 else { return }
    request.start = .fractional
    request.completion =
      parts[2] == "add1" ? .add1e : parts[2] == "add1u" ? .add1eu : .percentu
  }

  private static func set(_ request: inout TallyRequest, tool oracle: JSONValue) {
    let options = oracle["add1options"]?.array?.compactMap(\.string) ?? []
    let name = oracle["completion"]?.string ?? "none"
    request.rule = "equalshares"
    request.start = options.contains("integral") ? .integral : .fractional
    request.completion =
      switch (name, options.contains("exhaustive")) {
      case ("add1", false): .add1
      case ("add1", true): .add1e
      case ("add1u", false): .add1u
      case ("add1u", true): .add1eu
      default: Completion.none
      }
  }
}

extension RealElections {
  static let oracles: [URL] = {
    let folder = RealElections.folder.appending(path: "oracle/tally")
    let files = [folder, folder.appending(path: "equalshares-tool")].flatMap {
      (try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)) ?? []
    }
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }()
}
