import Civic
import Exact
public import Maturity

/// What other cities scored: by dimension, and as a whole under the name "".
public struct PeerFile: Sendable {
  public let groups: [String: PeerGroup]
  /// Cities that agreed to be compared with.
  public let count: Int
  public let notes: [AssessmentNote]

  /// Reads peers from JSON (`{"peers":[{"id","consent","score","dimensions":{id: score}}]}`, or
  /// results of `gradnik assess` in the list) or CSV (`city,dimension,score,consent`, the whole
  /// city in rows without a dimension).
  public static func read(_ bytes: [UInt8]) throws(AssessmentFileError) -> PeerFile {
    let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) }.map { "[{".utf8.contains($0) }
    let rows = isJSON == true ? try json(bytes) : try csv(bytes)
    let refused = Set(rows.filter { !$0.consents }.map(\.city))
    var scores: [String: [String: Rational]] = [:]
    for row in rows where !refused.contains(row.city) {
      scores[row.dimension, default: [:]][row.city] = row.score
    }
    let count = Set(rows.map(\.city)).count - refused.count
    var notes: [AssessmentNote] = []
    if !refused.isEmpty { notes.append(.peersWithoutConsent(count: refused.count)) }
    if count < PeerGroup.leastCities { notes.append(.fewPeers(count: count)) }
    return PeerFile(
      groups: scores.mapValues { PeerGroup(scores: Array($0.values)) }, count: count, notes: notes)
  }

  private struct Row {
    let city: String
    let dimension: String
    let score: Rational
    let consents: Bool
  }

  private static func csv(_ bytes: [UInt8]) throws(AssessmentFileError) -> [Row] {
    var rows: [Row] = []
    let lines = try AnswerRow.table(bytes, needs: "score")
    for line in lines {
      guard let city = line["city"] ?? line["id"] else {
        throw AssessmentFileError(line: line.line, field: "city", .missing)
      }
      rows.append(
        Row(
          city: city, dimension: line["dimension"] ?? "",
          score: try number(line["score"] ?? "", line.line, "score"),
          consents: !["no", "false", "0"].contains(line["consent"]?.lowercased())))
    }
    return rows
  }

  private static func json(_ bytes: [UInt8]) throws(AssessmentFileError) -> [Row] {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw AssessmentFileError(line: error.line, .notJSON)
    }
    guard let items = value.array ?? value["peers"]?.array else {
      throw AssessmentFileError(line: 1, field: "peers", .notAList)
    }
    var rows: [Row] = []
    for (index, item) in items.enumerated() {
      let city = item["id"]?.string ?? "\(index + 1)"
      let consents = item["consent"] != false
      for (dimension, score) in scores(of: item) {
        rows.append(
          Row(
            city: city, dimension: dimension, score: try number(score, index + 1, city),
            consents: consents))
      }
    }
    return rows
  }

  private static func scores(of item: JSONValue) -> [(String, String)] {
    var scores: [(String, String)] = []
    if let whole = text(item["score"]) { scores.append(("", whole)) }
    for member in item["dimensions"]?.object?.members ?? [] {
      if let score = text(member.value) { scores.append((member.name, score)) }
    }
    for dimension in item["dimensions"]?.array ?? [] {
      if let id = dimension["id"]?.string, let score = text(dimension["score"]) {
        scores.append((id, score))
      }
    }
    return scores
  }

  private static func text(_ value: JSONValue?) -> String? {
    value?.string ?? value?.number?.description ?? value?["point"].flatMap { text($0) }
  }

  private static func number(
    _ text: String, _ line: Int, _ field: String
  ) throws(AssessmentFileError) -> Rational {
    guard let number = ExactDecimal(text) else {
      throw AssessmentFileError(line: line, field: field, .notANumber(text))
    }
    return number.rational
  }
}
