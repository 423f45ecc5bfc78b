import Exact
public import Maturity

/// The answers of a city's respondents, as a file.
public struct AnswerFile: Sendable {
  public let answers: [Answer]
  /// What the respondents added, by question.
  public let remarks: [AnswerRemark]
  public let notes: [AssessmentNote]
}

/// A source or a remark to an answer.
public struct AnswerRemark: Hashable, Sendable {
  public let respondent: String
  public let question: String
  public let evidence: String
  public let note: String
}

/// Reads answers from CSV or JSON; a row without a level, a value or `na` is no answer.
public struct AnswerReader {
  private let framework: Framework
  private let questions: [String: Question]
  private var answers: [Answer] = []
  private var lines: [Int] = []
  private var remarks: [AnswerRemark] = []
  private var notes: [AssessmentNote] = []
  private var empty = 0

  private init(_ framework: Framework) {
    self.framework = framework
    questions = Dictionary(uniqueKeysWithValues: framework.questions.map { ($0.id.rawValue, $0) })
  }

  public static func read(
    _ bytes: [UInt8], for framework: Framework
  ) throws(AssessmentFileError) -> AnswerFile {
    var reader = AnswerReader(framework)
    let isJSON = bytes.first { !" \n\r\t".utf8.contains($0) }.map { "[{".utf8.contains($0) }
    let rows = isJSON == true ? try AnswerRow.json(bytes) : try AnswerRow.csv(bytes)
    for row in rows { try reader.take(row) }
    return try reader.file
  }

  private mutating func take(_ row: AnswerRow) throws(AssessmentFileError) {
    guard let id = row["question"] else {
      throw AssessmentFileError(line: row.line, field: "question", .missing)
    }
    let respondent = row["respondent"] ?? ""
    if row["evidence"] != nil || row["note"] != nil {
      remarks.append(
        AnswerRemark(
          respondent: respondent, question: id, evidence: row["evidence"] ?? "",
          note: row["note"] ?? ""))
    }
    guard let question = questions[id] else {
      throw AssessmentFileError(line: row.line, field: "question", .unknownQuestion(id))
    }
    guard let content = try row.content else {
      empty += 1
      return
    }
    let role = row["role"]
    if !question.roles.isEmpty, let named = role ?? row["respondent"],
      role != nil, !question.roles.contains(named)
    {
      notes.append(.roleNotAsked(question: id, role: named))
    }
    answers.append(
      Answer(
        respondent: respondent, role: role, question: question.id, content: content,
        quality: quality(row), hasEvidence: row["evidence"] != nil))
    lines.append(row.line)
  }

  private mutating func quality(_ row: AnswerRow) -> EvidenceQuality {
    guard let text = row["quality"] else { return .unknown }
    if let quality = EvidenceQuality(rawValue: text.lowercased()) { return quality }
    notes.append(.unknownQuality(text, line: row.line))
    return .unknown
  }

  private var file: AnswerFile {
    get throws(AssessmentFileError) {
      do throws(AnswerError) {
        _ = try framework.assess(answers)
      } catch {
        throw failure(of: error)
      }
      let missing = empty > 0 ? [AssessmentNote.emptyAnswers(count: empty)] : []
      return AnswerFile(answers: answers, remarks: remarks, notes: notes + missing)
    }
  }

  private func failure(of error: AnswerError) -> AssessmentFileError {
    switch error {
    case .unknownQuestion(let index):
      AssessmentFileError(
        line: lines[index], field: "question",
        .unknownQuestion(answers[index].question.rawValue))
    case .outOfScale(let index):
      AssessmentFileError(
        line: lines[index], field: answers[index].question.rawValue, .outOfScale(text(index)))
    case .answeredTwice(let index):
      AssessmentFileError(
        line: lines[index], field: answers[index].question.rawValue, .answeredTwice)
    }
  }

  private func text(_ index: Int) -> String {
    if case .value(let value) = answers[index].content { "\(value)" } else { "na" }
  }
}
