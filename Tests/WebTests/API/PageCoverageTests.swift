import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// What programs have in place of each route of the pages, as `Tests/Reference/page-coverage.txt`
/// says it: `GET /cities = listCity`, or `GET /about : start` with the name of a reason.
private struct PageCoverage {
  private(set) var operations: [String: [String]] = [:]
  private(set) var excuses: [String: String] = [:]
  private(set) var reasons: Set<String> = []
  private(set) var unread: [String] = []

  init(_ text: String) {
    var part = ""
    for line in text.split(separator: "\n").map(String.init) where !line.hasPrefix("#") {
      if line == "reasons" || line == "routes" {
        part = line
        continue
      }
      let words = line.split(separator: " ").map(String.init)
      if part == "reasons", words.count > 4 {
        reasons.insert(words[0])
      } else if words.count >= 4, words[2] == "=" {
        operations["\(words[0]) \(words[1])"] = Array(words[3...])
      } else if words.count == 4, words[2] == ":" {
        excuses["\(words[0]) \(words[1])"] = words[3]
      } else {
        unread.append(line)
      }
    }
  }

  static func bundled() throws -> PageCoverage {
    let file = URL(filePath: #filePath)
      .appending(path: "../../../Reference/page-coverage.txt").standardized
    return PageCoverage(try String(contentsOf: file, encoding: .utf8))
  }

  /// The routes that neither an operation nor a reason stands for.
  func uncovered(_ routes: Set<String>) -> [String] {
    routes.filter { operations[$0] == nil && excuses[$0] == nil }.sorted()
  }

  /// What is named and not there: routes, operations, reasons.
  func unfounded(_ routes: Set<String>, _ names: Set<String>) -> [String] {
    let named = Set(operations.keys).union(excuses.keys)
    return named.subtracting(routes).sorted()
      + Set(operations.values.joined()).subtracting(names).sorted()
      + Set(excuses.values).symmetricDifference(reasons).sorted() + unread
  }
}

@Suite struct `API covers the pages` {
  /// Every route of the pages in one language, without it.
  private static func routes() async throws -> Set<String> {
    let site = try await TestSite()
    let all = routeNames(site.services).compactMap { route -> String? in
      let (method, path) = (route.prefix { $0 != " " }, route.drop { $0 != "/" })
      var parts = path.split(separator: "/").map(String.init)
      guard ["GET", "POST"].contains(method), parts.first == "en" else { return nil }
      parts.removeFirst()
      let named = parts.map { $0.hasPrefix("{") ? ":\($0.dropFirst().dropLast())" : $0 }
      return "\(method) /\(named.joined(separator: "/"))"
    }
    return Set(all)
  }

  @Test func `with an operation for each route, or a reason why there is none`() async throws {
    let coverage = try PageCoverage.bundled()
    let routes = try await Self.routes()
    #expect(routes.count > 400, "\(routes.count)")
    let uncovered = coverage.uncovered(routes)
    #expect(uncovered.isEmpty, "\(uncovered.joined(separator: "\n"))")
    let unfounded = coverage.unfounded(routes, Set(API.operations.map(\.name)))
    #expect(unfounded.isEmpty, "\(unfounded.joined(separator: "\n"))")
  }

  @Test func `and tells of a new route, a lost one, and of what is misspelt`() {
    let coverage = PageCoverage(
      "reasons\nwhy  Because it is so indeed.\nroutes\nGET /a = readA\nPOST /b : why\nGET /c\n")
    #expect(coverage.uncovered(["GET /a", "POST /b"]).isEmpty)
    #expect(coverage.uncovered(["GET /a", "POST /b", "POST /new"]) == ["POST /new"])
    #expect(coverage.unfounded(["GET /a", "POST /b"], ["readA"]) == ["GET /c"])
    #expect(coverage.unfounded(["GET /a"], ["readB"]) == ["POST /b", "readA", "GET /c"])
    let unknown = PageCoverage("reasons\nroutes\nPOST /b : other\n")
    #expect(unknown.unfounded(["POST /b"], []) == ["other"])
  }
}
