import Tally

extension PabulibParser {
  /// The value of a key in META that is really there, with its line.
  func entry(_ key: String) -> (value: String, line: Int)? {
    guard let place = meta.firstIndex(where: { $0.key.lowercased() == key }) else { return nil }
    let value = meta[place].value
    return value.isEmpty || value == "None" ? nil : (value, metaLines[place])
  }

  /// Reads all rows of VOTES, whose header was just read.
  mutating func readVotes() throws(PabulibError) {
    guard let type = entry("vote_type") else {
      throw PabulibError(line: 0, field: "vote_type", .missingValue)
    }
    guard let kind = BallotKind(rawValue: type.value.lowercased()) else {
      throw PabulibError(line: type.line, field: "vote_type", .unknownVoteType(type.value))
    }
    guard let vote = column("vote", of: voteColumns) else {
      throw PabulibError(line: rows.line, field: "vote", .missingColumn)
    }
    let points = column("points", of: voteColumns)
    if kind == .cumulative || kind == .scoring, points == nil {
      throw PabulibError(line: rows.line, field: "points", .missingColumn)
    }
    var ballots = PabulibBallots(
      kind, projects: index.count, longest: try longest(kind), unnamed: try unnamed(kind))
    let voter = column("voter_id", of: voteColumns) ?? 0
    let start = rows.position
    while try rows.next() {
      if rows.isBlank { continue }
      try checkWidth(voteColumns.count)
      noteVoter(column: voter)
      try ballots.add(rows, bytes, vote: vote, points: points, index: index)
    }
    votes = start..<rows.position
    self.ballots = ballots
  }

  /// `max_length` of rankings, from which places are turned into points.
  private func longest(_ kind: BallotKind) throws(PabulibError) -> Int? {
    guard kind == .ordinal, let entry = entry("max_length") else { return nil }
    let number = try amount(entry.value, line: entry.line, field: "max_length")
    guard number.scale == 0, number.significand < 1 << 30 else {
      throw PabulibError(
        line: entry.line, field: "max_length", .numberOutOfRange(entry.value))
    }
    return Int(number.significand)
  }

  /// `default_score`: what a project gets that a ballot of scores does not name.
  private func unnamed(_ kind: BallotKind) throws(PabulibError) -> PabulibNumber? {
    guard kind == .scoring, let entry = entry("default_score") else { return nil }
    guard let number = PabulibNumber(entry.value) else {
      throw PabulibError(line: entry.line, field: "default_score", .notANumber(entry.value))
    }
    return number.significand == 0 ? nil : number
  }

  private mutating func noteVoter(column: Int) {
    guard let range = rows.plainRange(column), !range.isEmpty else { return }
    if !voters.add(bytes, range) { repeatedVoters.add(line: rows.line) }
  }
}
