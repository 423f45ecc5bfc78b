import Civic
import Exchange
import Foundation
import Opinions

/// The files of a conversation.
struct OpinionFiles {
  let votes: VotesFile
  let moderation: Moderation
  let centers: CentersReader.Outcome?
  let notes: [OpinionNote]
  /// Of the bytes of all files, one after another.
  let digest: Digest

  /// - Throws: ``CommandFailure`` with what is wrong, and where.
  init(votes file: String, statements: String?, centers: String?) throws {
    var bytes = try Self.bytes(of: file)
    votes = try Self.reading(file) { () throws(OpinionFileError) in try VotesReader().read(bytes) }
    var notes = votes.notes
    var moderation = Moderation.none
    if let statements {
      let more = try Self.bytes(of: statements)
      let outcome = try Self.reading(statements) { () throws(OpinionFileError) in
        try StatementsReader().read(more)
      }
      moderation = outcome.moderation
      notes += votes.notes(about: outcome)
      bytes += more
    }
    if let centers {
      let more = try Self.bytes(of: centers)
      self.centers = try Self.reading(centers) { () throws(OpinionFileError) in
        try CentersReader().read(more)
      }
      bytes += more
    } else {
      self.centers = nil
    }
    self.moderation = moderation
    self.notes = notes
    digest = Digest(of: bytes)
  }

  private static func bytes(of file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read. Name a file that is there.")
    }
    return [UInt8](data)
  }

  private static func reading<Value>(
    _ file: String, _ read: () throws(OpinionFileError) -> Value
  ) throws -> Value {
    do throws(OpinionFileError) {
      return try read()
    } catch {
      throw CommandFailure(.badInput, "\(file): \(place(error))\(sentence(error.reason))")
    }
  }

  static func failure(_ error: OpinionError, file: String) -> CommandFailure {
    switch error {
    case .noVotes:
      CommandFailure(.badInput, "\(file): There is not one vote. Export the conversation again.")
    case .centersUnusable:
      CommandFailure(
        .badInput, "A starting centre is not a finite point. Give two numbers for each.")
    case .stopped: CommandFailure(.limited, "Stopped before there was a result.")
    }
  }

  private static func place(_ error: OpinionFileError) -> String {
    let line = error.line > 0 ? ["line \(error.line)"] : []
    let field = error.field.map { ["field \($0)"] } ?? []
    let place = (line + field).joined(separator: ", ")
    return place.isEmpty ? "" : place + ": "
  }

  /// What is wrong, and what to do about it.
  private static func sentence(_ reason: OpinionFileError.Reason) -> String {
    switch reason {
    case .fileTooLarge(let limit): "The file has more than \(limit) bytes. Split it."
    case .empty: "The file is empty. Export the conversation again."
    case .notText: "There is a NUL byte. Save the file as CSV in UTF-8."
    case .unclosedQuote: "A quotation mark is never closed. Close it, or double it."
    case .missingColumn(let names):
      "No column is called \(names.joined(separator: " or ")). Give it that name."
    case .repeatedColumn: "The column is there twice. Remove one."
    case .missingValue: "The value is missing. Fill it in, or remove the row."
    case .tooManyFields(let expected, let found):
      "There are \(found) fields, but \(expected) columns. Put text with delimiters in quotes."
    case .notAVote(let text): "\(shown(text)) is not a vote. Write 1, 0 or -1."
    case .notAnInteger(let text):
      "\(shown(text)) is not a whole number. Write a time in milliseconds."
    case .notAModeration(let text): "\(shown(text)) is no moderation. Write 1, 0 or -1."
    case .identifierTooLong(let limit): "An identifier has more than \(limit) bytes. Shorten it."
    case .repeatedParticipant(let name):
      "Participant \(shown(name)) has a row already. Keep one of them."
    case .contradictoryStatement(let name):
      "Statement \(shown(name)) was moderated differently before. Keep one of the rows."
    case .tooManyStatements(let limit): "There are more than \(limit) statements. Split the file."
    case .notJSON: "This is not JSON. Correct it there, or give CSV."
    case .notTheRecord: "This is not an array of records. See the guide on opinion groups."
    case .notAPoint: "This is not a point. Write two numbers."
    }
  }

  /// The beginning of a text from a file, on one line.
  private static func shown(_ text: String) -> String {
    "\"" + text.prefix(40).map { $0.isNewline ? " " : String($0) }.joined() + "\""
  }
}
