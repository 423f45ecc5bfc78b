import Civic
import Exchange
import Tally

/// A tally in words, for people at a terminal.
struct TallyText {
  private let report: TallyReport

  init(_ report: TallyReport) {
    self.report = report
  }

  func lines(_ explanation: JSONValue?) -> [String] {
    let (outcome, election) = (report.outcome, report.file.election)
    var lines = [
      "\(report.settings.rule.rawValue): \(outcome.winners.count) of \(election.projects.count) projects, "
        + "\(report.amount(outcome.cost)) of \(report.amount(election.budget)), "
        + "\(election.profile.voters) voters"
    ]
    for (place, project) in outcome.winners.enumerated() {
      lines.append(
        "\(place + 1). \(report.identifier(project))  cost \(report.amount(election.projects[project].cost)), "
          + "votes \(election.votes[project])")
    }
    for tie in outcome.ties {
      let names = tie.candidates.map { report.identifier($0) }.joined(separator: ", ")
      lines.append("tie: \(names); \(report.identifier(tie.chosen)) by \(tie.criterion.rawValue)")
    }
    if let explanation { lines += describe(explanation, indent: "") }
    return lines
  }

  /// Any JSON value as indented lines.
  private func describe(_ value: JSONValue, indent: String) -> [String] {
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

  private func scalar(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let truth): truth ? "yes" : "no"
    case .null: "-"
    case .array, .object: nil
    }
  }
}
