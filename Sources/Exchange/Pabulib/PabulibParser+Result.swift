import Exact
import Tally

/// What a file was found to hold.
struct PabulibParsed {
  let meta: [PabulibFile.Entry]
  let projectColumns: [String]
  let projectRows: [[String]]
  let voteColumns: [String]
  let election: Election
  let selected: [Int?]
  let notes: [PabulibNote]
  let votes: Range<Int>
}

extension PabulibParser {
  func result() throws(PabulibError) -> PabulibParsed {
    let election = try election()
    let selected = column("selected", of: projectColumns)
    return PabulibParsed(
      meta: meta, projectColumns: projectColumns, projectRows: projectRows,
      voteColumns: voteColumns, election: election,
      selected: projectRows.map { row in selected.flatMap { Int(row[$0]) } },
      notes: notes(election), votes: votes)
  }

  /// Puts all amounts on one scale.
  private func election() throws(PabulibError) -> Election {
    guard let entry = entry("budget") else {
      throw PabulibError(line: 0, field: "budget", .missingValue)
    }
    let budget = try amount(entry.value, line: entry.line, field: "budget")
    let scale = costs.reduce(budget.scale) { max($0, $1.number.scale) }
    var projects: [Project] = []
    for (row, cost) in zip(projectRows, costs) {
      guard let units = cost.number.units(scale: scale), units < Election.largestAmount else {
        throw PabulibError(
          line: cost.line, field: "cost", .numberOutOfRange("\(cost.number.significand)"))
      }
      projects.append(Project(id: ID(rawValue: row[0]), cost: units))
    }
    guard let units = budget.units(scale: scale), units < Election.largestAmount,
      let ballots,
      let election = try? Election(
        projects: projects, budget: units, scale: scale, profile: ballots.builder.profile())
    else {
      throw PabulibError(line: entry.line, field: "budget", .numberOutOfRange(entry.value))
    }
    return election
  }

  private func notes(_ election: Election) -> [PabulibNote] {
    var notes: [PabulibNote] = []
    if let ballots {
      if ballots.empty.count > 0 { notes.append(.emptyBallots(ballots.empty.count)) }
      if ballots.repeated.count > 0 {
        notes.append(
          .repeatedProjects(ballots: ballots.repeated.count, firstLine: ballots.repeated.firstLine))
      }
      if ballots.several.count > 0 {
        notes.append(
          .severalChoices(ballots: ballots.several.count, firstLine: ballots.several.firstLine))
      }
      if ballots.long.count > 0 {
        notes.append(
          .longRankings(ballots: ballots.long.count, firstLine: ballots.long.firstLine))
      }
    }
    if repeatedVoters.count > 0 {
      notes.append(
        .repeatedVoters(repeatedVoters.count, firstLine: repeatedVoters.firstLine))
    }
    if let declared = entry("num_votes")?.value, declared != "\(election.profile.voters)" {
      notes.append(.declaredVotes(declared, counted: election.profile.voters))
    }
    if let declared = entry("num_projects")?.value, declared != "\(election.projects.count)" {
      notes.append(.declaredProjects(declared, counted: election.projects.count))
    }
    return notes + differences(election)
  }

  /// Compares the file's own counts with the ballots.
  private func differences(_ election: Election) -> [PabulibNote] {
    let unit = (0..<election.profile.pointScale).reduce(Int64(1)) { value, _ in value * 10 }
    let name = election.profile.kind.isApproval ? "votes" : "score"
    guard let place = column(name, of: projectColumns) else { return [] }
    let differing = projectRows.indices.filter { project in
      guard let number = PabulibNumber(projectRows[project][place]) else { return false }
      return number.rational != Rational(election.scores[project]) / Rational(unit)
    }
    return differing.isEmpty ? [] : [.differingCounts(column: name, projects: differing.count)]
  }
}
