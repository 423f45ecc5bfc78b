import Exact
import Exchange
import Tally
import Testing

@Suite struct `A Pabulib file` {
  static func text(
    meta: String = "budget;100\nvote_type;approval", projects: String = "p1;60;a\np2;40;b",
    votes: String = "1;p1,p2\n2;p2", voteHeader: String = "voter_id;vote"
  ) -> String {
    "META\nkey;value\n\(meta)\nPROJECTS\nproject_id;cost;name\n\(projects)\nVOTES\n\(voteHeader)\n\(votes)\n"
  }

  private static func read(_ text: String) throws(PabulibError) -> PabulibFile {
    try PabulibReader().read(Array(text.utf8))
  }

  private static func error(_ text: String) -> PabulibError? {
    do throws(PabulibError) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `is read whatever its line ends and mark`() throws {
    let plain = try Self.read(Self.text()).election
    #expect(plain.votes == [1, 2])
    for lineEnd in ["\r\n", "\r"] {
      let text = "\u{FEFF}" + Self.text().replacing("\n", with: lineEnd)
      #expect(try Self.read(text).election == plain)
    }
    let utf16: [UInt8] =
      [0xFF, 0xFE] + Self.text().utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let wide = try PabulibReader().read(utf16)
    #expect(wide.election == plain)
    #expect(wide.notes == [.encoding("UTF-16LE")])
    let old = Array(Self.text(projects: "p1;60;Zahrada\np2;40;").utf8.dropLast(0))
      .split(separator: UInt8(ascii: "Z"), maxSplits: 1)
    let latin = try PabulibReader().read(Array(old[0]) + [0x8E] + Array(old[1]))
    #expect(latin.projectRows[0][2] == "Žahrada")
  }

  @Test func `may have its columns in any order, more of them, and quoted`() throws {
    let file = try Self.read(
      """
      meta;;
      key;value;
      budget;"1 000,50"
      vote_type;Cumulative
      comment;one; two
      PROJECTS;
      project_id;name;extra;cost
      "a b";"Say ""hi""; then\ngo";x;100,25
      c;"odd" tail;;1e2
      VOTES
      points;age;vote;voter_id
      "2,1";33;"a b, c";v1
      1.5;;c;v2
      ;;;v3
      """)
    #expect(file.projectRows[0][1] == "Say \"hi\"; then\ngo")
    #expect(file.projectRows[1][1] == "odd tail")
    #expect(file.value(of: "comment") == "one; two")
    #expect(file.election.scale == 2)
    #expect(file.election.budget == 100_050)
    #expect(file.election.projects.map(\.cost) == [10_025, 10_000])
    #expect(file.election.profile.pointScale == 1)
    #expect(file.election.scores == [20, 25])
    #expect(file.notes == [.emptyBallots(1)])
    #expect(
      file.voteRows == [
        ["2,1", "33", "a b, c", "v1"], ["1.5", "", "c", "v2"], ["", "", "", "v3"],
      ])
  }

  @Test func `counts a repeated project once and says so`() throws {
    let file = try Self.read(Self.text(votes: "1;p1,p1,p2\n1;p2\n3;"))
    #expect(file.election.votes == [1, 2])
    #expect(
      file.notes == [
        .emptyBallots(1), .repeatedProjects(ballots: 1, firstLine: 11),
        .repeatedVoters(1, firstLine: 12),
      ])
  }

  @Test func `turns places into points`() throws {
    let ranked = "budget;100\nvote_type;ordinal"
    let own = try Self.read(Self.text(meta: ranked))
    #expect(own.election.scores == [2, 2])
    let fixed = try Self.read(Self.text(meta: ranked + "\nmax_length;3"))
    #expect(fixed.election.scores == [3, 5])
    let short = try Self.read(Self.text(meta: ranked + "\nmax_length;1"))
    #expect(short.election.scores == [1, 1])
    #expect(short.notes == [.longRankings(ballots: 1, firstLine: 12)])
  }

  @Test func `may hold scores below zero and a score for what is not named`() throws {
    let file = try Self.read(
      Self.text(
        meta: "budget;100\nvote_type;scoring\ndefault_score;1", votes: "1;p1;-2\n2;p1,p2;3,0.5",
        voteHeader: "voter_id;vote;points"))
    #expect(file.election.profile.pointScale == 1)
    #expect(file.election.scores == [10, 15])
    #expect(file.election.votes == [1, 2])
  }

  @Test func `compares what it declares with what it holds`() throws {
    let file = try Self.read(
      """
      META
      key;value
      num_votes;3
      num_projects;2
      budget;100
      vote_type;choose-1
      PROJECTS
      project_id;cost;votes;selected
      p1;60;2;1
      VOTES
      voter_id;vote
      1;p1
      """)
    #expect(
      file.notes == [
        .declaredVotes("3", counted: 1), .declaredProjects("2", counted: 1),
        .differingCounts(column: "votes", projects: 1),
      ])
    #expect(file.officialWinners() == [0])
  }

  @Test func `is refused with line, field and reason when it is broken`() {
    func expect(
      _ text: String, _ line: Int, _ field: String?, _ reason: PabulibError.Reason,
      _ location: SourceLocation = #_sourceLocation
    ) {
      #expect(
        Self.error(text) == PabulibError(line: line, field: field, reason),
        sourceLocation: location)
    }
    expect("", 1, nil, .missingSection("META"))
    expect("hello", 1, nil, .textBeforeSections)
    expect("META\nkey;value\nPROJECTS\nid;cost\n", 4, nil, .missingSection("VOTES"))
    expect("META\nkey;value\nVOTES\n", 3, nil, .sectionOutOfOrder("VOTES"))
    expect("META\nkey;value\nMETA\n", 3, nil, .repeatedSection("META"))
    expect("META\nkey;value\nPROJECTS\nid;price\n", 4, "cost", .missingColumn)
    expect(Self.text(meta: "vote_type;approval"), 0, "budget", .missingValue)
    expect(Self.text(meta: "budget;1"), 0, "vote_type", .missingValue)
    expect(
      Self.text(meta: "budget;1\nvote_type;guess"), 4, "vote_type", .unknownVoteType("guess"))
    expect(Self.text(projects: "p1;;a"), 7, "cost", .missingValue)
    expect(Self.text(projects: "p1;ten;a"), 7, "cost", .notANumber("ten"))
    expect(Self.text(projects: "p1;1,000,000;a"), 7, "cost", .notANumber("1,000,000"))
    expect(Self.text(projects: "p1;-5;a"), 7, "cost", .negativeAmount("-5"))
    expect(
      Self.text(projects: "p1;99999999999999999999;a"), 7, "cost",
      .numberOutOfRange("99999999999999999999"))
    expect(Self.text(projects: "p1;1;a\np1;2;b"), 8, "project_id", .repeatedProject("p1"))
    expect(Self.text(projects: "p1;1;a;b"), 7, nil, .tooManyFields(expected: 3, found: 4))
    expect(Self.text(votes: "1;p1,p9"), 11, "vote", .unknownProject("p9"))
    expect(Self.text(votes: "1;\"p1,p2"), 11, nil, .unclosedQuote)
    expect(Self.text(voteHeader: "voter_id;choice"), 10, "vote", .missingColumn)
    let cumulative = "budget;1\nvote_type;cumulative"
    expect(Self.text(meta: cumulative), 10, "points", .missingColumn)
    expect(
      Self.text(meta: cumulative, votes: "1;p1,p2;3", voteHeader: "voter_id;vote;points"), 11,
      "points", .pointsWithoutProjects(projects: 2, points: 1))
  }

  @Test func `written comes back the same`() throws {
    let file = try Self.read(
      Self.text(projects: "p1;60;\"a;b\"\np2;40;\"say \"\"x\"\"\"", votes: "1;p1,p2\n2;\n3;p2"))
    let bytes = PabulibWriter.bytes(of: file)
    let again = try PabulibReader().read(bytes)
    #expect(again.election == file.election)
    #expect(again.meta == file.meta)
    #expect(again.projectRows == file.projectRows)
    #expect(again.voteRows == file.voteRows)
    #expect(PabulibWriter.bytes(of: again) == bytes)
  }

  /// Bytes changed, dropped, doubled and cut: the reader answers, with a file or an error.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `damaged in any way is read or refused`(block: UInt64) {
    let samples = [
      Self.text(), Self.text(projects: "p1;60;\"a;b\"\np2;40;\"x\"\"y\""),
      Self.text(
        meta: "budget;1e3\nvote_type;cumulative", votes: "1;p1;3\n2;p1,p2;1,0.5",
        voteHeader: "voter_id;vote;points"),
    ]
    var random = SeededGenerator(seed: block)
    for round in 0..<300 {
      var bytes = Array(samples[round % samples.count].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
        case 3:
          bytes.insert(Array("\";,\n\r-.e9 ".utf8).randomElement(using: &random) ?? 0, at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 30))
        }
      }
      guard let file = try? PabulibReader().read(bytes) else { continue }
      let written = PabulibWriter.bytes(of: file)
      let again = try? PabulibReader().read(written)
      #expect(again?.election == file.election)
      _ = try? file.election.tally(TallySettings(.greedy))
    }
  }
}
