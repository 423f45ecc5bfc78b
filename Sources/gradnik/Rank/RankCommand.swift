import ArgumentParser
import Civic
import Exchange
import Foundation
import Ranking

/// Ranks or sorts the alternatives of a decision table.
struct RankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank the alternatives of a decision table (JSON or CSV).",
    discussion: """
      Methods: mavt (additive values), smaa (what other weights and scores would say), bwm, ahp,
      promethee, electre-iii, electre-tri and mr-sort (categories), topsis, vikor.
      Exit status: 0 ranked, 2 wrong use, 3 bad input.
      """)

  @Argument(help: "The table: gradnik-table/1 or CSV with a header name:max:weight.")
  var file: String

  @Option(help: "The method.", transform: Self.read)
  var method: RankingMethod = .mavt

  @Option(
    help: "How scores are made comparable: fixed, minmax, vector or none.", transform: Self.read)
  var normalisation: RankingRequest.Normalisation?

  @Option(help: "How many samples SMAA draws.")
  var samples = 100_000

  @Option(help: "The seed of the samples.")
  var seed: UInt64 = 1

  @Option(help: "How many threads work at once; the result is the same with any number.")
  var threads = 2

  @Option(help: "The best-worst method's model: linear or nonlinear.", transform: Self.read)
  var model: BestWorstModel = .linear

  @Option(help: "AHP's weights: geometric-mean, eigenvector or column-mean.", transform: Self.read)
  var priorities: Priorities = .geometricMean

  @Option(help: "AHP's synthesis: ideal or distributive.", transform: Self.read)
  var synthesis: Synthesis = .ideal

  @Option(
    name: .customLong("random-index"),
    help: "Against which AHP measures consistency: saaty or aguaron-moreno.", transform: Self.read)
  var randomIndex: RandomIndex = .saaty

  @Option(name: .customLong("v"), help: "VIKOR's weight of the majority, 0 to 1.")
  var majority = 0.5

  @Option(help: "The cutting level of electre-tri and mr-sort, above 0 and at most 1.")
  var lambda: Double?

  @Option(help: "Say why an alternative stands where it does, and what would change it.")
  var explain: String?

  @Option(
    parsing: .upToNextOption, help: "Set two alternatives against each other: --compare A B.")
  var compare: [String] = []

  @Option(help: "How the result is written: text or json.")
  var format = OutputFormat.text

  @Option(
    name: .customLong("repeat"),
    help: "Repeat the computation alone so often, and say its shortest time on standard error.")
  var repeats = 0

  @Flag(inversion: .prefixedNo, help: "Whether SMAA counts every pair of alternatives.")
  var pairs = true

  @Flag(inversion: .prefixedNo, help: "Whether to test what happens when alternatives go.")
  var reversals = true

  private static func read<Value: RawRepresentable<String>>(_ text: String) throws -> Value {
    guard let value = Value(rawValue: text) else {
      throw ValidationError("\(text) is not one of them.")
    }
    return value
  }

  mutating func validate() throws {
    guard compare.isEmpty || compare.count == 2 else {
      throw ValidationError("--compare takes two identifiers.")
    }
    guard (1...10_000_000).contains(samples) else {
      throw ValidationError("--samples takes a number from 1 to 10000000.")
    }
    guard (1...256).contains(threads) else {
      throw ValidationError("--threads takes a number from 1 to 256.")
    }
    guard majority >= 0, majority <= 1 else {
      throw ValidationError("--v takes a number from 0 to 1.")
    }
    if let lambda, !(lambda > 0 && lambda <= 1) {
      throw ValidationError("--lambda takes a number above 0, at most 1.")
    }
  }

  mutating func run() async throws {
    let work = try await RankWork(file: file, request: request, repeats: repeats)
    let object = work.report.object(input: work.input)
    switch format {
    case .json: print(CanonicalJSON.text(of: .object(object)))
    case .text: print(RankText(object).lines.joined(separator: "\n"))
    }
  }

  private var request: RankingRequest {
    var request = RankingRequest()
    request.method = method
    request.normalisation = normalisation
    request.samples = samples
    request.seed = seed
    request.threads = threads
    request.explained = explain
    request.compared = compare
    request.bestWorstModel = model
    request.priorities = priorities
    request.synthesis = synthesis
    request.randomIndex = randomIndex
    request.majority = majority
    request.lambda = lambda
    request.countsPairs = pairs
    request.testsReversals = reversals
    return request
  }
}
