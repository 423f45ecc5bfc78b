import Foundation
import Maturity
import Testing

@testable import Exchange

/// Every aggregation and every assignment, with what they rest on.
@Suite struct `Guides of the methods of assessing and matching` {
  private static let names =
    Aggregation.allCases.map { "maturity-\($0.rawValue)" } + ["maturity-composite"]
    + MatchingRequest.Mode.allCases.map { "matching-\($0.rawValue)" } + ["matching-scores"]

  @Test(arguments: names) func `have one each, with an example by hand and its source`(
    name: String
  ) throws {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let guide = try String(contentsOf: root.appending(path: "Guides/\(name).md"), encoding: .utf8)
    let lower = guide.lowercased()
    #expect(lower.contains("by hand") && lower.contains("source"))
  }
}
