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
      3 unreadable, 4 nothing differs, but this version cannot recompute it.
      """)

  @Argument(help: "The decision's bundle.")
  var bundle: String

  @Option(help: "A head of the log known from elsewhere: sha256:…")
  var head: String?

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

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
    try answer(
      files.verify(
        recompute: Recomputations.all, engineVersion: .current,
        knownHead: known))
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
      throw CommandFailure(.limited, "A newer version of Gradnik may recompute it.")
    case .unreadable(let reason):
      throw CommandFailure(.badInput, "\(bundle) is unreadable: \(reason)")
    }
  }
}
