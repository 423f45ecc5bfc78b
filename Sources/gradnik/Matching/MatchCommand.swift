import ArgumentParser
import Civic
import Exchange
import Foundation
import Matching

/// Says which cities to pair, or to bring together in networks.
struct MatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Match cities: pairs, stable pairs, the most similar, or balanced networks.",
    discussion: """
      Reads gradnik-profiles/1 (JSON or CSV) or gradnik-scores/1 (JSON). Exit status: 0 done, 1 the
      rules cannot be kept, 2 wrong use, 3 bad input, 4 a limit was reached and the answer is usable.
      """)

  @Argument(help: "The file of profiles or scores.")
  var file: String

  @Option(
    help: "What to look for: pairs, stable, similar or networks.", transform: Self.read)
  var mode: MatchingRequest.Mode = .pairs

  @Option(
    help: "Pairs between groups only (groups), between any two cities (any), or auto.",
    transform: Self.read)
  var across: MatchingRequest.Across = .auto

  @Option(help: "A call's rules for networks (JSON); those of URBACT IV without it.")
  var rules: String?

  @Option(help: "How many most similar cities for each; 10 without it.")
  var count: Int = 10

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  mutating func validate() throws {
    guard (1...1000).contains(count) else {
      throw ValidationError("--count takes a number from 1 to 1000.")
    }
  }

  mutating func run() async throws {
    let (bytes, digest) = try Self.bytes(at: file)
    let input = try Self.parsed(file) { () throws(MatchingFileError) in try MatchingInput(bytes) }
    var request = MatchingRequest(mode)
    request.across = across
    request.count = count
    var digests = [digest]
    if let rules {
      let (bytes, digest) = try Self.bytes(at: rules)
      request.rules = try Self.parsed(rules) { () throws(MatchingFileError) in
        try CallRules(parsing: bytes)
      }
      digests.append(digest)
    }
    let report: MatchingReport
    do {
      report = try request.report(on: input)
    } catch let failure as MatchingRequest.Failure {
      throw MatchSentences.failure(failure, file: file)
    }
    let object = report.object(input: digests)
    Console.answer(MatchText(object).lines.joined(separator: "\n"), object, as: format)
    switch report.answer {
    case .found: break
    case .infeasible: throw CommandFailure(.no, "The rules cannot be kept; see \"conflict\".")
    case .limited: throw CommandFailure(.limited, "The answer is not proved to be the best.")
    }
  }

  private static func read<Value: RawRepresentable<String>>(_ text: String) throws -> Value {
    guard let value = Value(rawValue: text) else {
      throw ValidationError("\(text) is not one of them.")
    }
    return value
  }

  private static func parsed<Value>(
    _ file: String, _ parse: () throws(MatchingFileError) -> Value
  ) throws -> Value {
    do throws(MatchingFileError) {
      return try parse()
    } catch {
      throw CommandFailure(.badInput, MatchSentences.sentence(error, file: file))
    }
  }

  private static func bytes(at path: String) throws -> ([UInt8], Digest) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.badInput, "\(path) cannot be read.")
    }
    let bytes = [UInt8](data)
    return (bytes, Digest(of: bytes))
  }
}
