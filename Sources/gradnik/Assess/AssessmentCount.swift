import Civic
import Exchange
import Foundation
import Maturity

/// Files read and assessed.
struct AssessmentCount {
  let report: AssessmentReport
  /// Framework, answers, peers.
  let inputs: [Digest]

  /// - Throws: ``CommandFailure`` with what is wrong, and where.
  init(framework: String, answers: String, peers: String?) throws {
    let frameworkBytes = try Self.framework(framework)
    let answerBytes = try Self.bytes(answers)
    let peerBytes = try peers.map(Self.bytes)
    let file = try Self.reading(framework) { () throws(AssessmentFileError) in
      try FrameworkReader.read(frameworkBytes)
    }
    let given = try Self.reading(answers) { () throws(AssessmentFileError) in
      try AnswerReader.read(answerBytes, for: file.framework)
    }
    var compared: PeerFile?
    if let peers, let peerBytes {
      compared = try Self.reading(peers) { () throws(AssessmentFileError) in
        try PeerFile.read(peerBytes)
      }
    }
    report = try AssessmentReport(file, answers: given, peers: compared)
    inputs = ([frameworkBytes, answerBytes] + (peerBytes.map { [$0] } ?? [])).map {
      Digest(of: $0)
    }
  }

  /// A file, or else a framework that comes with Gradnik.
  private static func framework(_ name: String) throws -> [UInt8] {
    if let data = FileManager.default.contents(atPath: name) { return [UInt8](data) }
    let isName = name.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    if isName,
      let url = Bundle.module.url(
        forResource: name, withExtension: "yaml", subdirectory: "Frameworks"),
      let data = FileManager.default.contents(atPath: url.path)
    {
      return [UInt8](data)
    }
    throw CommandFailure(.badInput, "\(name) is neither a file nor a framework of Gradnik.")
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.badInput, "\(path) cannot be read.")
    }
    return [UInt8](data)
  }

  private static func reading<Value>(
    _ path: String, _ read: () throws(AssessmentFileError) -> Value
  ) throws -> Value {
    do throws(AssessmentFileError) {
      return try read()
    } catch {
      let line = error.line > 0 ? "line \(error.line), " : ""
      let field = error.field.map { "field \($0): " } ?? ""
      throw CommandFailure(.badInput, "\(path): \(line)\(field)\(sentence(error.reason))")
    }
  }

  private static func sentence(_ reason: AssessmentFileError.Reason) -> String {
    switch reason {
    case .yaml(.alias): "An alias (*name) is not read; write the part out, or put text in quotes."
    case .yaml(.tooDeep(let limit)): "Nested deeper than \(limit) levels; flatten it."
    case .yaml(.tooLarge(let limit)): "Larger than \(limit) bytes; shorten it."
    case .yaml(.notUTF8): "Not text in UTF-8; save it as UTF-8."
    case .yaml(.empty): "Empty; a framework is expected."
    case .yaml(.syntax(let problem)): "Not YAML (\(problem)); correct it."
    case .table(let error): "Not a table (\(error)); save it as CSV."
    case .notJSON: "Not JSON; correct it."
    case .missing: "Missing; fill it in."
    case .notAList: "A list is expected."
    case .notANumber(let text): "\"\(text)\" is not a decimal number of up to 12 decimals."
    case .unknownName(let name): "\"\(name)\" is not one of the names known here."
    case .framework(let error): "The framework does not hold together: \(error)."
    case .unknownQuestion(let name): "The framework has no question \"\(name)\"; correct it."
    case .outOfScale(let value): "\(value) is not a level of the question; choose one of them."
    case .answeredTwice: "Answered twice by one respondent; keep one answer."
    case .weightOutOfRange(let text):
      "\"\(text)\" is no weight; give at most 1000000 with at most three decimals."
    case .tooManyParts(let limit): "More than \(limit) dimensions and questions."
    }
  }
}
