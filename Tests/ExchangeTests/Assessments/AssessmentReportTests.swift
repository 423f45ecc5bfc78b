import Civic
import Exchange
import Foundation
import Maturity
import Testing

@Suite struct `Assessment reports` {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func framework(_ aggregation: Aggregation) -> String {
    let first = aggregation == .cycleStage ? "firstLevel: 0, " : ""
    return """
      id: sample
      version: "1"
      aggregation: \(aggregation.rawValue)
      levels: [{id: low, from: 0}, {id: middle, from: 0.4}, {id: high, from: 0.8}]
      dimensions:
        - id: a
          questions:
            - {id: x, \(first)levels: [n, o, p, q, r]}
            - {id: y, weight: 3, \(first)levels: [n, o, p, q, r]}
        - {id: b, weight: 2, questions: [{id: z, \(first)levels: [n, o, p, q, r]}]}
      """
  }

  private static let answers = """
    respondent,question,level|value|na,evidence,quality,note
    it,x,3,report,verified,
    mayor,x,4,,,
    it,y,2,,measured,
    it,z,,,,
    """

  private func report(
    _ aggregation: Aggregation, _ answers: String = answers, peers: String? = nil
  ) throws -> AssessmentReport {
    let file = try FrameworkReader.read(Array(Self.framework(aggregation).utf8))
    return try AssessmentReport(
      file, answers: AnswerReader.read(Array(answers.utf8), for: file.framework),
      peers: peers.map { try PeerFile.read(Array($0.utf8)) })
  }

  @Test(arguments: Aggregation.allCases)
  func `are as the schema says`(aggregation: Aggregation) throws {
    let url = Self.root.appending(path: "Tests/Golden/schemas/gradnik-assessment-1.schema.json")
    let schema = JSONSchema(try JSONValue(parsing: [UInt8](try Data(contentsOf: url))))
    let peers = (1...6).map { "c\($0),,0.\($0)" }.joined(separator: "\n")
    let object = try report(aggregation, peers: "city,dimension,score\n" + peers)
      .object(inputs: [Digest(of: [1])])
    #expect(schema.violations(in: .object(object)) == [])
    #expect(object["format"] == "gradnik-assessment/1")
  }

  @Test func `write exact scores as decimals`() throws {
    let object = try report(.weightedMean).object(inputs: [])
    // x is 5/8 of the way (the median of 3 and 4), y a quarter.
    #expect(object["score"]?["point"] == "0.34375")
    #expect(object["score"]?["low"] == "0.114583333333")
    #expect(object["notes"] == [["note": "empty-answers", "count": "1"]])
  }

  @Test func `read JSON answers like CSV`() throws {
    let json = """
      {"answers":[{"respondent":"it","question":"x","level":3,"quality":"verified","evidence":"r"},
      {"respondent":"mayor","question":"x","level":"4"},
      {"respondent":"it","question":"y","value":2,"quality":"measured"},{"question":"z"}]}
      """
    let (left, right) = (try report(.weightedMean), try report(.weightedMean, json))
    #expect(left.object(inputs: [])["digest"] == right.object(inputs: [])["digest"])
  }

  @Test func `never show fewer than five peers, or those that did not agree`() throws {
    let rows = (1...5).map { "c\($0),,0.\($0),\($0 == 5 ? "no" : "yes")" }
    let few = try report(
      .weightedMean, peers: "city,dimension,score,consent\n" + rows.joined(separator: "\n"))
    #expect(few.object(inputs: [])["peers"]?["score"] == .null)
    #expect(few.notes.contains(.peersWithoutConsent(count: 1)))
    let json = (1...5).map { #"{"id":"c\#($0)","score":{"point":"0.\#($0)"}}"# }
    let enough = try report(.weightedMean, peers: "[" + json.joined(separator: ",") + "]")
    #expect(enough.object(inputs: [])["peers"]?["score"]?["median"] == "0.3")
  }

  @Test(arguments: [
    ("", 1), ("respondent,level\na,1", 1), ("question,level\nx,9", 2), ("question,level\nx,NaN", 2),
    ("question,level\nno,1", 2), ("question,level\nx,1\nx,2", 3), ("{", 1), ("[{}]", 1),
    ("question,level\nx,99999999999999999999", 2),
  ])
  func `say where answers are wrong`(text: String, line: Int) throws {
    let error = #expect(throws: AssessmentFileError.self) { try report(.weightedMean, text) }
    #expect(error?.line == line)
  }
}
