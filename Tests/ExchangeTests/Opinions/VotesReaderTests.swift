import Exact
import Exchange
import Opinions
import Testing

@Suite struct `Files of votes` {
  private static func read(_ text: String) throws(OpinionFileError) -> VotesFile {
    try VotesReader().read(Array(text.utf8))
  }

  private static func failure(_ text: String) -> OpinionFileError? {
    do throws(OpinionFileError) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  private static let plain = """
    timestamp,datetime,comment-id,voter-id,vote
    30,x,2,1,-1
    10,"a, ""b""
    c",2,1,1
    20,x,10,7,0

    """

  @Test func `are read whatever the order of columns and lines, the latest vote counts`() throws {
    let one = try Self.read(Self.plain)
    #expect(one.matrix.participants.map(\.rawValue) == ["1", "7"])
    #expect(one.matrix.statements.map(\.rawValue) == ["2", "10"])
    #expect(one.matrix.stances(ofParticipant: 0).map(\.stance) == [.disagree])
    #expect(one.notes == [.replacedVotes(1)])
    let other = try Self.read("voter-id;vote;timestamp;comment-id\r\n7;0;5;10\r\n1;-1;5;2\r\n")
    #expect(other.matrix == one.matrix)
  }

  @Test func `keep each participant’s votes together, whatever numbers name them`() throws {
    let numbers = (0..<300).map { (299 - $0) * 14_000 } + [7, 4_194_304, 999_999_999_999_999_999]
    var text = "voter-id,comment-id,vote\n"
    for statement in [3_333_332, 1] {
      for number in numbers { text += "\(number),\(statement),1\n" }
    }
    let matrix = try Self.read(text).matrix
    #expect(Set(matrix.participants.map(\.rawValue)) == Set(numbers.map(String.init)))
    #expect(matrix.participants.count == numbers.count && matrix.statements.count == 2)
    for participant in numbers.indices {
      #expect(matrix.stances(ofParticipant: participant).map(\.stance) == [.agree, .agree])
    }
  }

  @Test(arguments: ["1.0", "+1", "1", " 1 ", "\"1\""])
  func `may write a vote in several ways`(text: String) throws {
    let file = try Self.read("\u{FEFF}statement_id,participant_id,vote\n1,1,\(text)\n")
    #expect(file.matrix.stances(ofParticipant: 0).map(\.stance) == [.agree])
  }

  @Test func `without times count the last vote, and say so`() throws {
    let file = try Self.read("tid,pid,vote\n1,1,1\n1,1,0\n")
    #expect(file.matrix.stances(ofParticipant: 0).map(\.stance) == [.pass])
    #expect(file.notes == [.replacedVotes(1), .timesMissing])
  }

  @Test func `may have a row for each participant`() throws {
    let file = try Self.read(
      "participant,xid,group-id,n-votes,0,1,2\n1,a,0,2,1,,-1\n2,b,,0,,,\n3,c,1,1,0,,\n")
    #expect(file.matrix.participants.map(\.rawValue) == ["1", "3"])
    #expect(file.matrix.statements.map(\.rawValue) == ["0", "2"])
    #expect(file.matrix.voteCount == 3)
    #expect(file.notes == [.participantsWithoutVotes(1), .statementsWithoutVotes(1)])
  }

  @Test func `may be the JSON of the API`() throws {
    let file = try Self.read(
      #"[{"pid":1,"tid":4,"vote":1,"modified":"20"},{"pid":"1","tid":4,"vote":-1,"modified":10}]"#)
    #expect(file.matrix.stances(ofParticipant: 0).map(\.stance) == [.agree])
    #expect(file.notes == [.replacedVotes(1)])
  }

  private static let broken: [(String, OpinionFileError)] = [
    ("", OpinionFileError(.empty)),
    ("\n\n", OpinionFileError(.empty)),
    ("a,b\n1,2\n", OpinionFileError(line: 1, .missingColumn(["vote"]))),
    (
      "comment-id,vote\n",
      OpinionFileError(
        line: 1, .missingColumn(["voter-id", "participant-id", "participant", "pid"]))
    ),
    ("tid,pid,vote\n1,1,2\n", OpinionFileError(line: 2, field: "vote", .notAVote("2"))),
    ("tid,pid,vote\n1,1,NaN\n", OpinionFileError(line: 2, field: "vote", .notAVote("NaN"))),
    ("tid,pid,vote\n1,1,1e99\n", OpinionFileError(line: 2, field: "vote", .notAVote("1e99"))),
    ("tid,pid,vote\n1,,1\n", OpinionFileError(line: 2, field: "pid", .missingValue)),
    ("tid,pid,vote\n1,1\n", OpinionFileError(line: 2, field: "vote", .missingValue)),
    ("tid,pid,vote\n1,1,1,1\n", OpinionFileError(line: 2, .tooManyFields(expected: 3, found: 4))),
    ("tid,pid,vote,vote\n", OpinionFileError(line: 1, field: "vote", .repeatedColumn)),
    (
      "tid,pid,vote,timestamp\n1,1,1,99999999999999999999\n",
      OpinionFileError(line: 2, field: "timestamp", .notAnInteger("99999999999999999999"))
    ),
    ("tid,pid,vote\n1,\"1,1\n", OpinionFileError(line: 2, .unclosedQuote)),
    ("tid,pid,vote\n1,1\0,1\n", OpinionFileError(line: 2, .notText)),
    (
      "participant,1\n5,1\n5,1\n",
      OpinionFileError(line: 3, field: "participant", .repeatedParticipant("5"))
    ),
    ("participant,1,1\n", OpinionFileError(line: 1, field: "1", .repeatedColumn)),
    ("participant,1\n5,x\n", OpinionFileError(line: 2, field: "1", .notAVote("x"))),
    ("[{\"pid\":1}]", OpinionFileError(field: "/0/comment-id", .missingValue)),
    ("[1]", OpinionFileError(field: "/0", .notTheRecord)),
    ("{}", OpinionFileError(.notTheRecord)),
  ]

  @Test(arguments: broken)
  func `that are broken are refused with the place`(text: String, error: OpinionFileError) {
    #expect(Self.failure(text) == error)
  }

  @Test func `that are too large, too deep or have endless names are refused`() {
    var reader = VotesReader()
    reader.limit = 10
    #expect(throws: OpinionFileError(.fileTooLarge(limit: 10))) {
      try reader.read(Array(Self.plain.utf8))
    }
    #expect(Self.failure(String(repeating: "[", count: 100_000))?.reason == .notJSON)
    let long = String(repeating: "a", count: 201)
    #expect(
      Self.failure("tid,pid,vote\n1,\(long),1\n")
        == OpinionFileError(line: 2, field: "pid", .identifierTooLong(limit: 200)))
  }

  @Test(arguments: 0..<3000 as Range<UInt64>)
  func `broken by chance are read or refused, and never crash`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(
      [
        Self.plain, "participant,1,2\n1,0,-1\n2,,1\n", #"[{"pid":1,"tid":4,"vote":1}]"#,
        "comment-id,moderated\n1,-1\n2,1\n", "[[1,2],[3,4]]",
      ][Int(seed % 5)].utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
      }
    }
    let file = try? VotesReader().read(bytes)
    _ = try? StatementsReader().read(bytes)
    _ = try? CentersReader().read(bytes)
    if let matrix = file?.matrix { _ = try? matrix.opinionGroups(OpinionSettings()) }
  }
}

@Suite struct `Files of statements` {
  private static func read(_ text: String) throws -> StatementsReader.Outcome {
    try StatementsReader().read(Array(text.utf8))
  }

  @Test func `say which are moderated out or meta`() throws {
    let outcome = try Self.read(
      """
      timestamp,comment-id,moderated,is-meta,comment-body
      1,5,-1,false,"one, two
      three"
      1,6,0,false,x
      1,7,1,true,x
      """)
    #expect(outcome.moderation.excluded == [ID(rawValue: "5")])
    #expect(outcome.moderation.meta == [ID(rawValue: "7")])
    #expect(outcome.statements.count == 3)
  }

  @Test func `may be the JSON of the API`() throws {
    let outcome = try Self.read(
      #"[{"tid":5,"mod":-1,"is_meta":false},{"statement_id":6,"moderated":1,"is_meta":true}]"#)
    #expect(outcome.moderation.excluded == [ID(rawValue: "5")])
    #expect(outcome.moderation.meta == [ID(rawValue: "6")])
  }

  @Test func `that contradict themselves are refused`() {
    #expect(
      throws: OpinionFileError(line: 3, field: "comment-id", .contradictoryStatement("1"))
    ) {
      try Self.read("comment-id,moderated\n1,-1\n1,1\n")
    }
    #expect(throws: OpinionFileError(line: 2, field: "moderated", .notAModeration("yes"))) {
      try Self.read("comment-id,moderated\n1,yes\n")
    }
    #expect(throws: OpinionFileError(line: 1, .missingColumn(["moderated", "mod"]))) {
      try Self.read("comment-id,comment-body\n1,x\n")
    }
  }
}

@Suite struct `Files of starting centres` {
  private static func read(_ text: String) throws -> CentersReader.Outcome {
    try CentersReader().read(Array(text.utf8))
  }

  @Test(arguments: [
    "[[1,-2.5],[3,4]]", #"{"centers":[[1,-2.5],[3,4]]}"#, "1,-2.5\n3,4\n", "x,y\n1,-2.5\n3,4\n",
  ])
  func `may be JSON or lines`(text: String) throws {
    let outcome = try Self.read(text)
    #expect(outcome.centers == [Point(1, -2.5), Point(3, 4)])
    #expect(outcome.axes == nil)
  }

  @Test func `may be those of a production engine, with its components and members`() throws {
    let outcome = try Self.read(
      """
      {"group-clusters":[{"id":0,"center":[1,2]}],"pca":{"comps":[[0.6,0.8],[0.8,-0.6]]},
      "in-conv":[3,5]}
      """)
    #expect(outcome.centers == [Point(1, 2)])
    #expect(outcome.axes == [Point(-0.6, -0.8), Point(-0.8, 0.6)])
    #expect(outcome.members == [ID(rawValue: "3"), ID(rawValue: "5")])
  }

  @Test func `that are no points are refused`() {
    #expect(throws: OpinionFileError(field: "/1", .notAPoint)) { try Self.read("[[1,2],[3]]") }
    #expect(throws: OpinionFileError(line: 1, .notAPoint)) { try Self.read("1,nan") }
    #expect(throws: OpinionFileError(.notTheRecord)) { try Self.read("{}") }
  }
}
