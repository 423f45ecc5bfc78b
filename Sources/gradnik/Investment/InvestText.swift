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
    let extras = JSONLines.of(.object(report.extras))
    guard let portfolio = result.portfolio else { return lines + extras }
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
    return lines + extras
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
