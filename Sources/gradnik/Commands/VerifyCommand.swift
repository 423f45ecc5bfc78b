import ArgumentParser
import Civic
import Exchange
import Foundation

/// Recomputes a published decision; needs no server and no database.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recompute a published decision and say whether it comes out the same.",
    discussion: """
      BUNDLE is the ZIP file that a published decision offers. With --head, the log in the bundle
      must lead to a head that you noted down elsewhere. Exit status: 0 equal, 1 differs (and where),
      3 unreadable, 4 nothing differs, but this version cannot recompute it, or not in the time.
      """)

  @Argument(help: "The decision's bundle.")
  var bundle: String

  @Option(help: "A head of the log known from elsewhere: sha256:…")
  var head: String?

  @Option(help: "Seconds for proving the bound of an investment plan again.")
  var time = 60.0

  @Option(help: "The library of HiGHS, which proves bounds; found by itself without it.")
  var solver: String?

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  mutating func validate() throws {
    guard time > 0, time <= 1_000_000 else {
      throw ValidationError("--time takes seconds, up to 1,000,000.")
    }
  }

  mutating func run() async throws {
    guard let data = FileManager.default.contents(atPath: bundle) else {
      throw CommandFailure(.badInput, "\(bundle) cannot be read.")
    }
    var known: Digest?
    if let head {
      guard let digest = Digest(rawValue: head) else {
        throw CommandFailure(.wrongUse, "A head is written as sha256: and 64 hexadecimal digits.")
      }
      known = digest
    }
    let files: DecisionBundle
    do {
      files = try DecisionBundleFile.bundle(from: Array(data))
    } catch {
      throw CommandFailure(.badInput, "\(bundle) is no ZIP file of a decision: \(error)")
    }
    // Only an investment plan needs the solver; without it the answer says so.
    if solver != nil {
      _ = try SolverLibrary.open(solver)
    } else {
      _ = try? SolverLibrary.open(nil)
    }
    try answer(
      files.verify(
        recompute: Recomputations.all(BoundLimits(seconds: time)), engineVersion: .current,
        knownHead: known))
  }

  private static func advice(_ obstacle: Verification.Obstacle) -> String {
    switch obstacle {
    case .noSolver:
      "All amounts fit. The solver that proves the bound is not installed: see gradnik invest."
    case .boundNotProved: "All amounts fit. More time (--time) may prove the bound."
    case .unknownKind, .unknownMethod, .newerEngine:
      "A newer version of Gradnik may recompute it."
    }
  }

  private func answer(_ verification: Verification) throws {
    var object = JSONObject()
    object["format"] = "gradnik-verification/1"
    switch verification {
    case .equal:
      object["result"] = "equal"
      Console.answer("Equal: the decision comes out the same.", object, as: format)
    case .differs(let places):
      let lines = places.map { String(describing: $0) }
      object["result"] = "differs"
      object["places"] = .array(lines.map { .string($0) })
      Console.answer("Differs:\n" + lines.joined(separator: "\n"), object, as: format)
      throw CommandFailure(.no, "The decision does not come out as published.")
    case .cannotRecompute(let obstacle):
      object["result"] = "not recomputed"
      Console.answer("Not recomputed: \(obstacle)", object, as: format)
      throw CommandFailure(.limited, Self.advice(obstacle))
    case .unreadable(let reason):
      throw CommandFailure(.badInput, "\(bundle) is unreadable: \(reason)")
    }
  }
}
