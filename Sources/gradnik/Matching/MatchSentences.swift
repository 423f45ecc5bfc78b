import Civic
import Exchange
import Matching

/// What is wrong with a file, as a sentence that names the place and what to do.
enum MatchSentences {
  static func sentence(_ error: MatchingFileError, file: String) -> String {
    let place = error.place.isEmpty ? "" : " \(error.place):"
    return "\(file):\(place) \(reason(error.reason))"
  }

  private static func reason(_ reason: MatchingFileError.Reason) -> String {
    switch reason {
    case .empty: "the file is empty; give it the profiles of cities."
    case .syntax(let error):
      "line \(error.line), column \(error.column): not valid JSON (\(error.reason)); mend it there."
    case .table(let error): "not a table (\(error)); save it as CSV in UTF-8."
    case .unknownFormat(let name):
      (name.map { "the format \($0) is not known" } ?? "neither cities nor edges are there")
        + "; give gradnik-profiles/1 or gradnik-scores/1."
    case .missing: "is missing; fill it in."
    case .wrongType(let expected): "has another type; write a JSON \(expected)."
    case .notANumber(let text): "\"\(text)\" is not a number as wanted here; write plain digits."
    case .outOfRange(let text): "\(text) is outside what this can be; correct it."
    case .unknownValue(let text, let known):
      "\"\(text)\" is not known; write one of \(known.joined(separator: ", "))."
    case .repeated(let name): "\(name) is there twice; keep one."
    case .unknownCity(let name): "there is no city \(name); add it or correct the name."
    case .pairWithItself(let name): "\(name) cannot be its own partner; correct the pair."
    case .differingScores(let one, let other):
      "\(one) and \(other) have two different scores; keep one."
    case .tooLarge(let limit): "larger than \(limit >> 20) MB; split it."
    }
  }

  static func failure(_ failure: MatchingRequest.Failure, file: String) -> CommandFailure {
    switch failure {
    case .needsProfiles(let mode):
      CommandFailure(.wrongUse, "--mode \(mode.rawValue) needs profiles, not ready scores.")
    case .groupsMissing:
      CommandFailure(.wrongUse, "--across groups needs cities of at least two groups in \(file).")
    case .engine(.tooManyTopics(let cities, let topics)):
      CommandFailure(
        .badInput, "\(file): \(topics) topics for \(cities) cities are too many; join some topics.")
    case .engine(.tooManyRanks(let cities)):
      CommandFailure(
        .badInput, "\(file): \(cities) cities are too many to rank each other; split the file.")
    case .engine(.scoresTooLarge):
      CommandFailure(
        .badInput, "\(file): the scores are too large to be added; divide them by a common number.")
    case .engine(.stopped): CommandFailure(.limited, "Stopped before there was a result.")
    }
  }
}
