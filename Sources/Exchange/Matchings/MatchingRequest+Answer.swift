import Civic
import Matching

extension MatchingRequest {
  /// Matches the cities of an input.
  ///
  /// - Throws: ``Failure``.
  public func report(
    on input: MatchingInput, shouldStop: () -> Bool = { false }
  ) throws -> MatchingReport {
    do {
      let subject = try MatchingSubject(input, self)
      var notes = subject.notes
      var (answer, result) = try self.answer(on: subject, &notes, shouldStop: shouldStop)
      result["mode"] = .string(mode.rawValue)
      result["settings"] = .object(settings(input, subject))
      return MatchingReport(answer: answer, result: result, notes: notes)
    } catch let error as MatchingError {
      throw Failure.engine(error)
    }
  }

  private func answer(
    on subject: MatchingSubject, _ notes: inout [MatchingNote], shouldStop: () -> Bool
  ) throws -> (MatchingReport.Answer, JSONObject) {
    switch mode {
    case .pairs: try PairsAnswer(subject).answer(shouldStop: shouldStop)
    case .stable: try StableAnswer(subject).answer(&notes, shouldStop: shouldStop)
    case .similar:
      try SimilarAnswer(subject, count: count).answer(shouldStop: shouldStop)
    case .networks:
      try NetworksAnswer(subject, rules: rules).answer(&notes, shouldStop: shouldStop)
    }
  }

  private func settings(_ input: MatchingInput, _ subject: MatchingSubject) -> JSONObject {
    var settings = JSONObject()
    settings["mode"] = .string(mode.rawValue)
    settings["across"] = .string(subject.isAcross ? "groups" : "any")
    if mode == .networks { settings["rules"] = .object(rules.json) }
    if mode == .similar { settings["count"] = .count(count) }
    if case .profiles(let file) = input {
      var weights = JSONObject()
      for part in ScorePart.allCases {
        weights[part.rawValue] = .string(MatchingReport.decimal(file.weights[part] * 100))
      }
      settings["weights"] = .object(weights)
    }
    return settings
  }
}
