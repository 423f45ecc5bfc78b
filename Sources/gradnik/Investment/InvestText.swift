import Civic
import Exchange
import Foundation
import Investment

/// A result in words, for people at a terminal.
struct InvestText {
  private let report: InvestmentReport

  init(_ report: InvestmentReport) {
    self.report = report
  }

  var lines: [String] {
    let (result, file) = (report.result, report.file)
    var lines = [headline]
    guard let portfolio = result.portfolio else { return lines + JSONLines.of(report.extras) }
    for (action, start) in portfolio.starts.enumerated() {
      guard let start else { continue }
      var paid: [Int: Int64] = [:]
      for line in portfolio.funding where line.action == action {
        paid[line.source, default: 0] += line.amount
      }
      let parts = paid.sorted { $0.key < $1.key }
        .map { "\(file.name(ofSource: $0.key)) \(file.amount($0.value))" }
      lines.append(
        "\(file.name(of: action))  starts in year \(start)  \(parts.joined(separator: ", "))")
    }
    return lines + JSONLines.of(report.extras)
  }

  private var headline: String {
    let (result, file) = (report.result, report.file)
    guard let value = result.value else {
      return result.status == .infeasible
        ? "infeasible: no choice keeps all the rules" : "limit: no plan found in time"
    }
    let chosen = result.portfolio?.starts.count { $0 != nil } ?? 0
    let gap = result.gap.map { String(format: "%.3f %%", $0 * 100) } ?? "unknown"
    let bound = result.bound.map { file.value($0) } ?? "unknown"
    return "\(result.status.rawValue): \(chosen) of \(file.plan.actions.count) actions, "
      + "value \(file.value(value)), bound \(bound), gap \(gap)"
  }
}

/// Any JSON value as indented lines.
enum JSONLines {
  static func of(_ object: JSONObject) -> [String] { describe(.object(object), indent: "") }

  private static func describe(_ value: JSONValue, indent: String) -> [String] {
    switch value {
    case .object(let object):
      object.members.flatMap { member -> [String] in
        if let text = scalar(member.value) { return ["\(indent)\(member.name): \(text)"] }
        return ["\(indent)\(member.name):"] + describe(member.value, indent: indent + "  ")
      }
    case .array(let values):
      values.flatMap { value -> [String] in
        if let text = scalar(value) { return ["\(indent)- \(text)"] }
        if case .object(let object) = value, object.members.allSatisfy({ scalar($0.value) != nil })
        {
          let parts = object.members.map { "\($0.name) \(scalar($0.value) ?? "")" }
          return [indent + "- " + parts.joined(separator: ", ")]
        }
        return describe(value, indent: indent + "  ")
      }
    default: [indent + (scalar(value) ?? "")]
    }
  }

  private static func scalar(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let truth): truth ? "yes" : "no"
    case .null: "-"
    case .array, .object: nil
    }
  }
}
