import Foundation
import Maturity
import Testing

/// The composite of 51 countries and 49 indicators that COINr computes from its ASEM data.
private struct ASEM {
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data/oracle/decision/coinr_asem.json").standardizedFileURL.path
  static var isThere: Bool { FileManager.default.fileExists(atPath: path) }

  let object: [String: Any]

  init() throws {
    let data = try Data(contentsOf: URL(filePath: Self.path))
    object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func column(_ table: String, _ name: String) throws -> [Double?] {
    try values(table, name).map { ($0 as? NSNumber)?.doubleValue }
  }

  func texts(_ table: String, _ name: String) throws -> [String] {
    try values(table, name).map { $0 as? String ?? "" }
  }

  private func values(_ table: String, _ name: String) throws -> [Any] {
    let columns = try #require(object[table] as? [String: Any])
    return try #require(columns[name] as? [Any])
  }
}

private func nearness(_ left: [Double?], _ right: [Double?]) -> Double {
  zip(left, right).map { left, right in
    guard let left, let right else { return left == right ? 0 : .infinity }
    return abs(left - right) / max(1, abs(right))
  }.max() ?? .infinity
}

@Suite struct `Composite indicators` {
  @Test(.enabled(if: ASEM.isThere))
  func `impute, draw in outliers and normalise as COINr does`() throws {
    let asem = try ASEM()
    let directions = try asem.column("indMeta", "Direction")
    let groups = try asem.texts("denominated", "Group_EurAsia")
    var treatment = Winsorisation()
    treatment.limit = 6
    var (filled, treated) = (0, 0)
    for (code, direction) in zip(try asem.texts("indMeta", "IndCode"), directions) {
      let known = try asem.column("denominated", code)
      let imputed = Imputation.groupMean(known, groups: groups)
      filled += known.count { $0 == nil }
      #expect(nearness(imputed, try asem.column("imputed", code)) < 1e-12, "\(code)")
      let (drawn, changed) = treatment.treated(imputed)
      treated += changed > 0 ? 1 : 0
      #expect(nearness(drawn, try asem.column("treated", code)) < 1e-12, "\(code)")
      let scaled = Normalisation.minMax(goalposts: nil)
        .normalised(drawn, higherIsBetter: direction == 1)
      #expect(nearness(scaled, try asem.column("normalised", code)) < 1e-11, "\(code)")
    }
    #expect(filled == 65)
    #expect(treated == 15)
  }

  @Test(.enabled(if: ASEM.isThere))
  func `aggregate three levels as COINr does`() throws {
    let asem = try ASEM()
    let codes = try asem.texts("indMeta", "IndCode")
    var children: [String: [String]] = [:]
    for (level, below) in [("Agg1", "IndCode"), ("Agg2", "Agg1"), ("Agg3", "Agg2")] {
      for (parent, child) in zip(
        try asem.texts("structure", level), try asem.texts("structure", below))
      where !children[parent, default: []].contains(child) {
        children[parent, default: []].append(child)
      }
    }
    var columns: [String: [Double?]] = [:]
    for code in codes { columns[code] = try asem.column("normalised", code) }
    func column(_ code: String) -> [Double?] {
      if let known = columns[code] { return known }
      let parts = (children[code] ?? []).map(column)
      return (0..<51).map { city in
        CompositeMean.arithmetic.value(of: parts.map { ($0[city], 1) })
      }
    }
    for code in children.keys {
      #expect(nearness(column(code), try asem.column("aggregated", code)) < 1e-11, "\(code)")
    }
  }

  @Test func `z-scores have mean 0 and deviation 1`() {
    let scores = Normalisation.zScore.normalised([1, 2, nil, 3])
    #expect(scores == [-1, 0, nil, 1])
  }

  @Test func `fixed goalposts do not move with the data`() {
    let posts = Normalisation.minMax(goalposts: 0...10)
    #expect(posts.normalised([5, 20, nil]) == [50, 100, nil])
    #expect(posts.normalised([5], higherIsBetter: false) == [50])
  }

  @Test func `a reference is 100`() {
    let rule = Normalisation.distanceToReference(50)
    #expect(rule.normalised([25, 50]) == [50, 100])
    #expect(rule.normalised([100, 0], higherIsBetter: false) == [50, nil])
  }

  @Test func `the harmonic mean does not make up for a low value`() {
    #expect(CompositeMean.harmonic.value(of: [(20, 1), (80, 1)]) == 32)
    #expect(CompositeMean.arithmetic.value(of: [(20, 1), (nil, 3)], leastShare: 0.5) == nil)
  }
}
