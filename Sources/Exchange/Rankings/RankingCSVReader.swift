import Civic
import Ranking

/// Reads a decision table from CSV: identifiers in the first column, then a column a criterion with
/// a header `name:max:weight`, direction and weight being optional. An empty cell is a missing
/// score, `2..5` an interval.
public struct RankingCSVReader: Sendable {
  public init() {}

  public func read(_ bytes: [UInt8]) throws(RankingFileError) -> RankingFile {
    guard bytes.contains(where: { $0 > 0x20 }) else { throw RankingFileError("", .empty) }
    let outcome: CSVReader.Outcome
    do throws(CSVError) {
      outcome = try CSVReader().read(bytes, name: "table")
    } catch {
      throw Self.failure(error)
    }
    let isComma = outcome.delimiter != .comma
    let rows = outcome.table.rows.enumerated().filter { !$0.element.allSatisfy(\.isBlank) }
    guard let header = rows.first else { throw RankingFileError("", .empty) }
    let heads = try Self.criteria(header.element, line: header.offset + 1, isComma)
    guard heads.count <= RankingJSONReader.mostCriteria else {
      throw RankingFileError("line 1", .tooMany(limit: RankingJSONReader.mostCriteria))
    }
    var body = Body(heads)
    for (offset, row) in rows.dropFirst() { try body.add(row, line: offset + 1, isComma) }
    let table = try RankingJSONReader.engine("") { () throws(RankingError) in
      try DecisionTable(
        criteria: heads.map(\.criterion), alternatives: body.alternatives, columns: body.columns)
    }
    let weights = heads.compactMap(\.weight)
    if !weights.isEmpty, weights.count < heads.count {
      let name = heads.first { $0.weight == nil }?.criterion.id ?? ""
      throw RankingFileError("line \(header.offset + 1), weight of \(name)", .missing)
    }
    var file = RankingFile(table: table, weights: weights.isEmpty ? .none : .exact(weights))
    if weights.isEmpty { file.notes.append(.weightsMissing) }
    if body.missing > 0 { file.notes.append(.missingScores(body.missing)) }
    if outcome.encoding != .utf8 { file.notes.append(.encoding(outcome.encoding.rawValue)) }
    return file
  }

  /// Alternatives and scores as they are read.
  private struct Body {
    let heads: [Head]
    var alternatives: [Alternative] = []
    var columns: [[Score]]
    var missing = 0

    init(_ heads: [Head]) {
      self.heads = heads
      columns = heads.map { _ in [] }
    }

    mutating func add(_ row: [Cell], line: Int, _ isComma: Bool) throws(RankingFileError) {
      let width = heads.count + 1
      guard row.dropFirst(width).allSatisfy(\.isBlank) else {
        throw RankingFileError("line \(line), column \(width + 1)", .outOfRange)
      }
      let id = row.first.map { trimmed($0.text) } ?? ""
      guard !id.isEmpty else { throw RankingFileError("line \(line), column 1", .missing) }
      alternatives.append(Alternative(id))
      for (j, head) in heads.enumerated() {
        let text = j + 1 < row.count ? trimmed(row[j + 1].text) : ""
        let score = try RankingCSVReader.score(
          text, at: "line \(line), alternative \(id), criterion \(head.criterion.id)", isComma)
        if score == .missing { missing += 1 }
        columns[j].append(score)
      }
    }
  }

  private static func failure(_ error: CSVError) -> RankingFileError {
    switch error {
    case .notText(_, let offset): RankingFileError("byte \(offset + 1)", .notText)
    case .binaryContent(let line, let column), .unclosedQuote(let line, let column),
      .textAfterQuote(let line, let column):
      RankingFileError("line \(line), column \(column)", .notText)
    case .cellTooLong(let line, let column, let limit):
      RankingFileError("line \(line), column \(column)", .tooLarge(limit: limit))
    case .fileTooLarge(let limit): RankingFileError("", .tooLarge(limit: limit))
    case .tooManyRows(let limit), .tooManyCells(let limit):
      RankingFileError("", .tooMany(limit: limit))
    case .tooManyColumns(let line, let limit):
      RankingFileError("line \(line)", .tooMany(limit: limit))
    }
  }

  private struct Head {
    let criterion: Criterion
    let weight: Double?
  }

  private static func criteria(
    _ header: [Cell], line: Int, _ isComma: Bool
  ) throws(RankingFileError) -> [Head] {
    var heads: [Head] = []
    var cells = header.dropFirst()
    while cells.last?.isBlank == true { cells.removeLast() }
    for (index, cell) in cells.enumerated() {
      let place = "line \(line), column \(index + 2)"
      var parts = cell.text.split(separator: ":", omittingEmptySubsequences: false)
        .map { trimmed(String($0)) }
      var weight: Double?
      if parts.count > 1, let last = parts.last, let number = number(last, isComma) {
        weight = number
        parts.removeLast()
      }
      var direction = Criterion.Direction.max
      if parts.count > 1 {
        guard let known = Criterion.Direction(rawValue: parts[parts.count - 1].lowercased()) else {
          throw RankingFileError(place, .unknownName(parts[parts.count - 1]))
        }
        direction = known
        parts.removeLast()
      }
      let name = parts.joined(separator: ":")
      guard !name.isEmpty else { throw RankingFileError(place, .missing) }
      heads.append(Head(criterion: Criterion(name, direction: direction), weight: weight))
    }
    return heads
  }

  private static func score(
    _ text: String, at place: @autoclosure () -> String, _ isComma: Bool
  ) throws(RankingFileError) -> Score {
    guard !text.isEmpty else { return .missing }
    if let dots = text.firstRange(of: "..") {
      guard let low = number(trimmed(String(text[..<dots.lowerBound])), isComma),
        let high = number(trimmed(String(text[dots.upperBound...])), isComma)
      else { throw RankingFileError(place(), .notANumber(text)) }
      guard low <= high else { throw RankingFileError(place(), .intervalReversed) }
      return low == high ? .exact(low) : .interval(low...high)
    }
    guard let number = number(text, isComma) else {
      throw RankingFileError(place(), .notANumber(text))
    }
    return .exact(number)
  }

  /// A plain number; the decimal mark may be a comma where commas do not divide cells.
  private static func number(_ text: String, _ isComma: Bool) -> Double? {
    let plain = isComma ? text.replacing(",", with: ".") : text
    guard plain.utf8.count <= 400,
      plain.utf8.allSatisfy({
        (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0)
      }),
      let number = Double(plain), number.magnitude <= DecisionTable.largestScore
    else { return nil }
    return number
  }
}

private func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
