import Civic
import Exact
import Exchange
import Foundation
import Tally

/// One file read and counted.
struct TallyCount {
  let report: TallyReport
  let input: Digest

  /// - Throws: ``CommandFailure`` with what is wrong, and where.
  init(file: String, request: TallyRequest) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let bytes = [UInt8](data)
    input = Digest(of: bytes)
    let election: PabulibFile
    do throws(PabulibError) {
      election = try PabulibReader().read(bytes)
    } catch {
      throw CommandFailure(.badInput, "\(file): \(Self.place(error))\(error.reason)")
    }
    let (settings, notes): (TallySettings, [TallyRequest.Note])
    do throws(TallyRequest.Failure) {
      (settings, notes) = try request.settings(for: election)
    } catch {
      throw CommandFailure(.wrongUse, "Not possible: \(error)")
    }
    do throws(TallyError) {
      let outcome = try election.election.tally(settings)
      report = TallyReport(election, settings: settings, outcome: outcome, notes: notes)
    } catch {
      throw Self.failure(error, election.election)
    }
  }

  private static func place(_ error: PabulibError) -> String {
    let line = error.line > 0 ? "line \(error.line), " : ""
    return line + (error.field.map { "field \($0): " } ?? "")
  }

  private static func failure(_ error: TallyError, _ election: Election) -> CommandFailure {
    switch error {
    case .tie(let projects):
      let names = projects.map { election.projects[$0].id.rawValue }.joined(separator: ", ")
      return CommandFailure(.badInput, "A tie that is not to be broken: \(names)")
    case .thresholdMissing:
      return CommandFailure(.wrongUse, "greedy-threshold needs --threshold.")
    case .inTwoExclusiveGroups(let project):
      let name = election.projects[project].id.rawValue
      return CommandFailure(.wrongUse, "\(name) is in two exclusive groups.")
    case .exclusiveGroupsUnsupported, .completionUnsupported:
      return CommandFailure(.wrongUse, "The rule does not go with these options: \(error)")
    case .amountsTooLarge, .tooLarge:
      return CommandFailure(.badInput, "Beyond what can be counted exactly: \(error)")
    case .stopped:
      return CommandFailure(.limited, "Stopped before there was a result.")
    }
  }

  /// What is to be said about a project, or about all.
  func explanation(of name: String) throws -> JSONValue {
    let index = report.file.election.projects.firstIndex { $0.id.rawValue == name }
    guard index != nil || name == "all" else {
      throw CommandFailure(.wrongUse, "There is no project \(name).")
    }
    return report.explanation(of: index)
  }
}
