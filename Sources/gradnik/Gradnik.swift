import ArgumentParser
import Foundation

/// The command `gradnik`.
@main
struct Gradnik: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gradnik",
    abstract: "From where a city stands to an agreed, costed, funded, published plan.",
    discussion: """
      Exit status: 0 done, 1 the answer is "no", 2 wrong use, 3 bad input, 4 a limit was reached.
      """,
    subcommands: [
      ServeCommand.self, DemoCommand.self, PlanCommand.self, TallyCommand.self, VerifyCommand.self,
      InvestCommand.self, MigrateCommand.self, BackupCommand.self, RestoreCommand.self,
      CheckCommand.self, RoutesCommand.self,
      AccountCommand.self, FiguresCommand.self, OpinionsCommand.self, MatchCommand.self,
      RankCommand.self,
      AssessCommand.self, PracticesCommand.self,
    ])

  static func main() async {
    Heap.settle()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(with: error)
    }
  }

  /// Writes what went wrong to standard error, help to standard output, and ends the process.
  private static func finish(with error: any Error) -> Never {
    if let failure = error as? CommandFailure {
      Console.say(failure.description)
      exit(withStatus: failure.status)
    }
    let code = Self.exitCode(for: error)
    let message = fullMessage(for: error)
    if code.isSuccess {
      print(message)
      exit(withStatus: .done)
    }
    Console.say(message)
    exit(withStatus: code == .validationFailure ? .wrongUse : .badInput)
  }

  private static func exit(withStatus status: ExitStatus) -> Never {
    Foundation.exit(status.rawValue)
  }
}

/// What a command ends with; other programs read it.
enum ExitStatus: Int32, Sendable {
  case done = 0
  /// The answer is "no": a check found something, a verification differs.
  case no = 1
  case wrongUse = 2
  case badInput = 3
  /// A limit was reached, and the answer is usable.
  case limited = 4
}

/// Why a command cannot go on, as one sentence and a status.
struct CommandFailure: Error, CustomStringConvertible {
  let status: ExitStatus
  let description: String

  init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}
