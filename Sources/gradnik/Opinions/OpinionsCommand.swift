import ArgumentParser
import Civic
import Exact
import Exchange
import Foundation
import Opinions

/// Finds opinion groups in the votes of a conversation.
struct OpinionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opinions",
    abstract: "Find opinion groups in votes on statements, and what they agree on.",
    discussion: """
      Reads Polis exports: votes.csv or participants-votes.csv, and comments.csv for what was
      moderated; also the JSON of its API. 1 is agreement, -1 disagreement, 0 a pass.
      Exit status: 0 done, 2 wrong use, 3 bad input.
      """)

  @Argument(help: "The votes.")
  var file: String

  @Option(help: "The statements, to know which are moderated out or meta.")
  var statements: String?

  @Option(
    help: "Where implementations differ: polis (its production engine) or red-dwarf.",
    transform: Self.convention)
  var convention: Convention = .polis

  @Option(help: "The number of groups; by silhouette without it.")
  var groups: Int?

  @Option(help: "Where k-means starts: [[x,y],…], lines x,y, or a math-pca2.json.")
  var centers: String?

  @Option(help: "Participants who are put into groups however few votes they cast: 5,10,11.")
  var keep: String?

  @Option(help: "The seed; results do not depend on it but in the last digits.")
  var seed: UInt64 = 1

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Say on standard error how much processor time reading, finding and writing took.")
  var timing = false

  private static func convention(_ text: String) throws -> Convention {
    guard let convention = Convention(rawValue: text) else {
      throw ValidationError("\(text) is not one of them.")
    }
    return convention
  }

  mutating func validate() throws {
    if let groups, !(1...100).contains(groups) {
      throw ValidationError("--groups takes a number from 1 to 100.")
    }
  }

  mutating func run() async throws {
    var clock = StepClock()
    let files = try OpinionFiles(votes: file, statements: statements, centers: centers)
    clock.step("read")
    var settings = OpinionSettings(convention: convention, groups: groups, seed: seed)
    settings.centers = files.centers?.centers ?? []
    settings.centerAxes = files.centers?.axes
    settings.kept = files.centers?.members ?? []
    for name in (keep ?? "").split(separator: ",") {
      settings.kept.insert(ID(rawValue: String(name)))
    }
    let found: OpinionGroups
    do throws(OpinionError) {
      found = try files.votes.matrix.opinionGroups(settings, moderation: files.moderation)
    } catch {
      throw OpinionFiles.failure(error, file: file)
    }
    clock.step("find")
    let report = OpinionReport(found, notes: files.notes)
    switch format {
    case .json: print(CanonicalJSON.text(of: .object(report.object(input: files.digest))))
    case .text: print(OpinionsText(report).lines.joined(separator: "\n"))
    }
    clock.step("write")
    if timing { Console.say(clock.summary) }
  }
}

/// Processor time of this process, step by step.
private struct StepClock {
  private var last = Self.now()
  private var steps: [String] = []

  mutating func step(_ name: String) {
    let now = Self.now()
    steps.append("\(name) \(String(format: "%.1f", now - last)) ms")
    last = now
  }

  var summary: String { "CPU: " + steps.joined(separator: ", ") }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}
