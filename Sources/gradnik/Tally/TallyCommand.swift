import ArgumentParser
import Civic
import Exchange
import Foundation
import Tally

/// Counts a budget vote from a Pabulib file, or all files of a folder.
struct TallyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Count a budget vote from a Pabulib file (.pb).",
    discussion: """
      Without --rule the file's META decides. Rules: greedy, greedy-no-skip, greedy-threshold,
      greedy-exclusive, poznan, equal-shares, phragmen, maximin-support, optimum; also
      equalshares/add1 and the like, as in META. Exit status: 0 counted, 2 wrong use, 3 bad input,
      or a tie with --ties refuse.
      """)

  @Argument(help: "The Pabulib file.")
  var file: String?

  @Option(help: "Count every .pb file of a folder, a line of CSV for each.")
  var batch: String?

  @Option(help: "The rule; the file's own without it.")
  var rule: String?

  @Option(
    help: "What voters get from a project: cost, cardinality or additive.", transform: Self.read)
  var satisfaction: Satisfaction?

  @Option(
    help: "Completion: none, add1, add1e, add1u, add1eu, percent or percentu.", transform: Self.read
  )
  var completion: Completion?

  @Option(help: "First endowment: integral or fractional.", transform: Self.read)
  var start: Start?

  @Option(help: "Ties: file-order, min-cost, lot:SEED, id or refuse.")
  var ties: String?

  @Option(help: "Raise per voter (add1) or percent of the budget (percent); 1 without it.")
  var step: String?

  @Option(help: "The least score of greedy-threshold; the file's own without it.")
  var threshold: String?

  @Flag(help: "Take greedy's outcome if strictly more voters prefer it.")
  var comparison = false

  @Option(help: "With K, leave out projects with votes/voters < cost/(K * budget).")
  var eligibility: Int64?

  @Option(help: #"Groups of which at most one is funded: "a,b;c,d"."#)
  var exclusive: String?

  @Option(help: "Say why a project was funded or not; all for every project.")
  var explain: String?

  @Option(help: "How the result is written: text or json; csv for a batch.")
  var format: TallyFormat?

  private static func read<Value: RawRepresentable<String>>(_ text: String) throws -> Value {
    guard let value = Value(rawValue: text) else {
      throw ValidationError("\(text) is not one of them.")
    }
    return value
  }

  mutating func validate() throws {
    guard (file == nil) != (batch == nil) else {
      throw ValidationError("Name one file, or a folder with --batch.")
    }
    if let eligibility, eligibility <= 0 {
      throw ValidationError("--eligibility takes a number above zero.")
    }
    let fits = batch == nil ? format != .csv : format == nil || format == .csv
    guard fits else { throw ValidationError("csv is the format of a batch, and its only one.") }
  }

  mutating func run() async throws {
    if let batch { return try TallyBatch(folder: batch, request: request).run() }
    guard let file else { return }
    let count = try TallyCount(file: file, request: request)
    var explanation: JSONValue?
    if let explain { explanation = try count.explanation(of: explain) }
    let object = count.report.object(input: count.input, explanation: explanation)
    Console.answer(
      TallyText(count.report).lines(explanation).joined(separator: "\n"), object,
      as: format == .json ? .json : .text)
  }

  private var request: TallyRequest {
    var request = TallyRequest()
    request.rule = rule
    request.satisfaction = satisfaction
    request.completion = completion
    request.start = start
    request.ties = ties
    request.step = step
    request.threshold = threshold
    request.comparison = comparison
    request.eligibility = eligibility
    request.exclusive = exclusive
    return request
  }
}

enum TallyFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json, csv
}
