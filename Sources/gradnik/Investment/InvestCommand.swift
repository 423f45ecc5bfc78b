import ArgumentParser
import Civic
import Exchange
import Foundation
import Investment

/// Chooses and schedules a city's actions over years under budgets.
struct InvestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invest",
    abstract: "Choose and schedule actions over years under budgets (city-plan-milp/1).",
    discussion: """
      Exit status: 0 proved, or within --gap; 1 infeasible; 2 wrong use; 3 bad input; 4 a limit was
      reached: the best plan so far is given with its bound.
      """)

  @Argument(help: "The plan.")
  var file: String

  @Option(help: "Stop when (bound - value) / value is no more; 0 asks for a proof.")
  var gap = 0.0

  @Option(help: "Seconds the search may take.")
  var time = 60.0

  @Option(help: "Megabytes by which the program may grow while it searches.")
  var memory: Int?

  @Option(help: "Threads.")
  var threads = 1

  @Option(help: "The seed of chance.")
  var seed: UInt64 = 1

  @Option(help: "Say why an action is in the plan or not; all for every action.")
  var explain: String?

  @Option(help: "Sample so many weights and scores; say how often each action is in the plan.")
  var acceptability: Int?

  @Option(
    parsing: .upToNextOption,
    help: "Two or three of: value, cost, staff, votes, objective:N (from 0).")
  var pareto: [String] = []

  @Flag(help: "Say what another euro is worth, by source and year.")
  var prices = false

  @Option(help: "The library of HiGHS; found by itself without it.")
  var solver: String?

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  mutating func validate() throws {
    guard gap >= 0, gap.isFinite else { throw ValidationError("--gap takes 0 or more.") }
    guard time > 0, time <= 1_000_000 else {
      throw ValidationError("--time takes seconds, up to 1,000,000.")
    }
    if let memory, !(1...1_000_000).contains(memory) {
      throw ValidationError("--memory takes megabytes from 1 to 1,000,000.")
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads takes 1 to 256.") }
    if let acceptability, !(1...1_000_000).contains(acceptability) {
      throw ValidationError("--acceptability takes a number from 1 to 1,000,000.")
    }
  }

  mutating func run() async throws {
    let (plan, input) = try read()
    let library = try SolverLibrary.open(solver)
    let run = InvestRun(command: self, file: plan)
    let report = try run.report()
    let object = report.object(input: input, solver: "HiGHS \(library)")
    Console.answer(InvestText(report).lines.joined(separator: "\n"), object, as: format)
    switch report.result.status {
    case .optimal, .feasible: return
    case .infeasible: throw CommandFailure(.no, "No choice keeps all the rules.")
    case .limit: throw CommandFailure(.limited, "The limit was reached before the gap asked for.")
    }
  }

  private func read() throws -> (PlanFile, Digest) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let bytes = [UInt8](data)
    do throws(PlanFileError) {
      return (try CityPlanReader.read(bytes), Digest(of: bytes))
    } catch {
      throw CommandFailure(.badInput, "\(file): \(InvestFailure.sentence(error))")
    }
  }
}
