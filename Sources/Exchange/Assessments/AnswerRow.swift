import Civic
import Exact
import Maturity

/// One row of answers, whatever the file.
struct AnswerRow {
  /// Of the file, or the place in the list, from 1.
  let line: Int
  let fields: [String: String]

  /// `nil` for an empty field.
  subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// What was answered: a level or value, or that it does not apply; `nil` for nothing.
  var content: Answer.Content? {
    get throws(AssessmentFileError) {
      if let mark = self["na"], !["0", "false", "no"].contains(mark.lowercased()) {
        return .notApplicable
      }
      for name in ["level", "value", "answer", "level|value|na"] {
        guard let text = self[name] else { continue }
        if ["na", "n/a"].contains(text.lowercased()) { return .notApplicable }
        guard let number = ExactDecimal(text) else {
          throw AssessmentFileError(line: line, field: name, .notANumber(text))
        }
        return .value(number.rational)
      }
      return nil
    }
  }

  static func csv(_ bytes: [UInt8]) throws(AssessmentFileError) -> [AnswerRow] {
    try table(bytes, needs: "question")
  }

  /// The rows below the header, their cells by the names in it.
  static func table(
    _ bytes: [UInt8], needs column: String
  ) throws(AssessmentFileError) -> [AnswerRow] {
    let table: Table
    do throws(CSVError) {
      table = try CSVReader().read(bytes, name: "").table
    } catch {
      throw AssessmentFileError(line: 0, .table(error))
    }
    let header = table.rows.first?.map { clean($0).lowercased() } ?? []
    guard header.contains(column) else {
      throw AssessmentFileError(line: 1, field: column, .missing)
    }
    return table.rows.enumerated().dropFirst().compactMap { index, row in
      let cells = row.map(clean)
      guard cells.contains(where: { !$0.isEmpty }) else { return nil }
      let pairs = zip(header, cells).map { ($0, $1) }
      return AnswerRow(
        line: index + 1, fields: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func clean(_ cell: Cell) -> String {
    trimmed(cell.text)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  static func json(_ bytes: [UInt8]) throws(AssessmentFileError) -> [AnswerRow] {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw AssessmentFileError(line: error.line, .notJSON)
    }
    guard let items = value.array ?? value["answers"]?.array else {
      throw AssessmentFileError(line: 1, field: "answers", .notAList)
    }
    return items.enumerated().map { index, item in
      let members = item.object?.members ?? []
      let fields = members.reduce(into: [String: String]()) { fields, member in
        switch member.value {
        case .string(let text): fields[member.name] = trimmed(text)
        case .number(let number): fields[member.name] = number.description
        case .bool(let truth): fields[member.name] = truth ? "true" : "false"
        case .null, .array, .object: break
        }
      }
      return AnswerRow(line: index + 1, fields: fields)
    }
  }
}
