import Exact
import Exchange
import Foundation
import Opinions

/// Opinion groups in words, for people at a terminal.
struct OpinionsText {
  private let groups: OpinionGroups

  init(_ report: OpinionReport) {
    groups = report.groups
  }

  var lines: [String] {
    let matrix = groups.matrix
    let clustered = groups.groupOfParticipant.count { $0 >= 0 }
    var lines = [
      "\(matrix.participants.count) participants, \(matrix.statements.count) statements, "
        + "\(matrix.voteCount) votes; \(clustered) participants in \(groups.groupCount) groups"
        + (groups.silhouette.map { ", silhouette \(number($0))" } ?? "")
    ]
    for (group, chosen) in groups.representatives.enumerated() {
      lines.append("group \(group): \(groups.members(of: group).count) participants")
      for item in chosen {
        let inside = groups.statistics[group][item.statement].inside
        lines.append(
          "  \(item.side.rawValue) with \(name(item.statement)): "
            + "\(item.side == .agree ? inside.agrees : inside.disagrees) of \(inside.votes)")
      }
    }
    lines.append("most agree with: \(list(groups.consensus.agree))")
    lines.append("most disagree with: \(list(groups.consensus.disagree))")
    let next = groups.priorities.indices.filter { !groups.isExcluded[$0] }
      .sorted { (groups.priorities[$0], $1) > (groups.priorities[$1], $0) }.prefix(5)
    lines.append("to show next: \(list(Array(next)))")
    return lines
  }

  private func list(_ columns: [Int]) -> String {
    columns.isEmpty ? "-" : columns.map(name).joined(separator: ", ")
  }

  private func name(_ column: Int) -> String { groups.matrix.statements[column].rawValue }

  private func number(_ value: Double) -> String { String(format: "%.4f", value) }
}
