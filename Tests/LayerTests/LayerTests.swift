import Foundation
import Testing

/// The architecture: which target may import what. ARCHITECTURE.md has the same table in words.
private let layers: [String: Set<String>] = {
  let language: Set<String> = ["Dispatch", "Foundation", "FoundationEssentials", "Synchronization"]
  let engines: Set<String> = [
    "Tally", "Tracking", "Opinions", "Investment", "Matching", "Ranking", "Maturity",
  ]
  let civic = engines.union(["BigInt", "Exact", "Crypto", "FoundationEssentials"])
  let exchange = civic.union([
    "Civic", "CZip", "CCurl", "COpenSSL", "Foundation", "FoundationXML", "Dispatch",
  ])
  .union(["Synchronization", "Yams"])
  let store = civic.union(["Civic", "Exchange", "Database"]).union(language)
  let pages = civic.union(["Civic", "Exchange"]).union(language)
  let web = store.union(pages).union([
    "Store", "Pages", "CArgon2", "Hummingbird", "HTTPTypes", "Logging", "Metrics", "NIOCore",
    "NIOHTTPTypes",
    "ServiceLifecycle", "UnixSignals",
  ])
  return [
    "Exact": ["BigInt"],
    "Tally": ["BigInt", "Exact"],
    "Investment": ["BigInt", "CHighs", "Exact"],
    "Ranking": ["Exact"],
    "Maturity": ["Exact"],
    "Tracking": ["Exact"],
    "Opinions": ["Exact"],
    "Matching": ["Exact"],
    "Civic": civic,
    "Exchange": exchange,
    "Database": [],
    "DatabaseSQLite": [
      "Database", "GRDB", "GRDBSQLite", "Foundation", "Dispatch", "Synchronization",
    ],
    "DatabasePostgres": [
      "Database", "CPostgres", "COpenSSL", "Foundation", "Dispatch", "Synchronization",
    ],
    "Store": store,
    "Pages": pages,
    "Web": web,
    "gradnik": web.union([
      "Web", "DatabaseSQLite", "DatabasePostgres", "ArgumentParser", "Configuration",
    ]),
  ]
}()

@Suite struct `Layers` {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Swift targets only: the C modules have no imports of ours.
  private static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix("C") || $0 == "Civic" }
  }

  private static func files(of target: String) -> [URL] {
    let folder = root.appending(path: "Sources/\(target)")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  @Test func `every target is in the table`() throws {
    #expect(Set(try Self.targets()) == Set(layers.keys))
  }

  @Test(arguments: layers.keys.sorted())
  func `a target imports only what stands below it`(target: String) throws {
    let allowed = try #require(layers[target])
    let files = Self.files(of: target)
    #expect(!files.isEmpty)
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard let module = Self.imported(by: line) else { continue }
        #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
      }
    }
  }

  @Test func `an import is recognised however it is written`() {
    #expect(Self.imported(by: "import Civic") == "Civic")
    #expect(Self.imported(by: "public import struct Foundation.URL") == "Foundation")
    #expect(Self.imported(by: "@preconcurrency import Dispatch") == "Dispatch")
    #expect(Self.imported(by: "let important = 1") == nil)
    #expect(Self.imported(by: "// import Store") == nil)
  }

  private static func imported(by line: some StringProtocol) -> String? {
    let words = line.split(separator: " ")
    guard let position = words.firstIndex(of: "import"), position < words.count - 1 else {
      return nil
    }
    let before: Set<Substring.SubSequence> = [
      "public", "package", "internal", "private", "fileprivate", "@preconcurrency", "@testable",
    ]
    guard words[..<position].allSatisfy({ before.contains(Substring($0)) }) else { return nil }
    let kinds: Set<String> = [
      "struct", "class", "enum", "protocol", "func", "let", "var", "typealias",
    ]
    var name = String(words[position + 1])
    if kinds.contains(name), position + 2 < words.count { name = String(words[position + 2]) }
    return name.split(separator: ".").first.map(String.init)
  }
}
