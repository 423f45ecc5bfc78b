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
    if let explanation { lines += JSONLines.of(explanation) }
    return lines
  }
}
