import Exchange
import Foundation
import Tally

/// Counts every Pabulib file of a folder and compares with the official results in them.
struct TallyBatch {
  let folder: String
  let request: TallyRequest

  private static let header =
    "file,rule,completion,winners,cost,budget,voters,projects,official,cpu_ms,error"

  /// Writes a line of CSV for each file, in order of the names, and a summary to standard error.
  func run() throws {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw CommandFailure(.badInput, "\(folder) cannot be read.")
    }
    print(Self.header)
    var (equal, different, failed, time) = (0, 0, 0, 0.0)
    for name in names.filter({ $0.hasSuffix(".pb") }).sorted() {
      let line = count(name)
      print(line.text)
      if line.official == "equal" { equal += 1 }
      if line.official == "different" { different += 1 }
      if line.isFailed { failed += 1 }
      time += line.milliseconds
    }
    Console.say(
      "equal \(equal), different \(different), failed \(failed), CPU \(Int(time.rounded())) ms")
  }

  private struct Line {
    let text: String
    let official: String
    let isFailed: Bool
    let milliseconds: Double
  }

  private func count(_ name: String) -> Line {
    let start = Self.processorTime()
    let result = Result { try TallyCount(file: "\(folder)/\(name)", request: request).report }
    let time = Self.processorTime() - start
    let milliseconds = String(Int(time.rounded()))
    switch result {
    case .success(let report):
      let election = report.file.election
      let official = Self.official(report)
      let winners = report.outcome.winners.map { report.identifier($0) }.joined(separator: ",")
      let fields = [
        name, report.settings.rule.rawValue, report.settings.completion.rawValue, winners,
        report.amount(report.outcome.cost), report.amount(election.budget),
        "\(election.profile.voters)", "\(election.projects.count)", official, milliseconds, "",
      ]
      return Line(
        text: Self.row(fields), official: official, isFailed: false, milliseconds: time)
    case .failure(let error):
      let reason = (error as? CommandFailure)?.description ?? String(describing: error)
      let empty = [String](repeating: "", count: 8)
      return Line(
        text: Self.row([name] + empty + [milliseconds, reason]), official: "", isFailed: true,
        milliseconds: time)
    }
  }

  /// Whether the winners are those that the file marks as funded; in Poznań's rule also those
  /// funded with the reserve.
  private static func official(_ report: TallyReport) -> String {
    let marks: Set<Int> = report.settings.rule == .poznan ? [1, 2] : [1]
    guard let winners = report.file.officialWinners(marks: marks) else { return "" }
    return winners == Set(report.outcome.winners) ? "equal" : "different"
  }

  private static func row(_ fields: [String]) -> String {
    fields.map { field in
      let needsQuotes = field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
    }.joined(separator: ",")
  }

  /// Processor time of this process in milliseconds.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}
