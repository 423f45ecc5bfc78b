import ArgumentParser
import Civic
import Foundation

/// How a result is written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, json
}

/// Results go to standard output, everything else to standard error.
enum Console {
  static func say(_ line: String) {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
  }

  /// One result, as a line for people or as an object for programs.
  static func answer(_ line: String, _ object: JSONObject, as format: OutputFormat) {
    switch format {
    case .text: print(line)
    case .json: print(CanonicalJSON.text(of: .object(object)))
    }
  }
}

/// Tells how far long work has come: once a second at most, and not before one has passed.
actor ProgressLine {
  private let what: String
  private var next: ContinuousClock.Instant

  init(_ what: String) {
    self.what = what
    next = .now + .seconds(1)
  }

  func report(done: Int, of total: Int) {
    guard ContinuousClock.now >= next, total > 0 else { return }
    next = .now + .seconds(1)
    Console.say("\(what): \(done * 100 / total) %")
  }
}
