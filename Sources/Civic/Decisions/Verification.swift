/// What checking a bundle found.
public enum Verification: Hashable, Sendable {
  /// Recomputed, with the same conclusion, from inputs and a log that fit.
  case equal
  /// Something does not fit: in these places, of which there is at least one.
  case differs([Place])
  /// Nothing differs, but this program cannot take the decision again: it is *not* confirmed.
  case cannotRecompute(Obstacle)
  case unreadable(Unreadable)

  public enum Place: Hashable, Sendable {
    /// `decision.json` is not in canonical form.
    case encoding
    case missingFile(String)
    /// A file that the decision does not name.
    case unexpectedFile(String)
    case file(String, expected: Digest, found: Digest)
    /// `expected` is what was recomputed, `found` what was published.
    case outcome(JSONDifference)
    case explanation(JSONDifference)
    /// The method refuses the inputs, with this description.
    case notRecomputed(String)
    case log(LogFault)
    /// No entry of the log has the decision's digest.
    case decisionNotInLog(Digest)
    /// No entry before the decision's has the digest and time of its rules.
    case rulesNotInLog(Digest)
    /// The head known from elsewhere is not that of an entry of the log.
    case headNotInLog(Digest)
    /// The head known from elsewhere is older than the decision and so does not vouch for it.
    case headBeforeDecision(Digest)
  }

  public enum Obstacle: Error, Hashable, Sendable {
    case unknownKind(DecisionKind)
    case unknownMethod(Decision.Method)
    case newerEngine(EngineVersion)
    /// The solver that proves a bound is not installed.
    case noSolver
    /// All else fits, but the stated bound was not proved in the time given.
    case boundNotProved(stated: String, reached: String?)
  }

  public enum Unreadable: Error, Hashable, Sendable {
    /// There is no `decision.json`.
    case noDecision
    case syntax(JSONSyntaxError)
    case format(String)
    case field(JSONFieldError)
  }
}

/// Takes a decision again, from its settings and the bytes of its inputs by name.
///
/// The published conclusion is in the decision too: a method whose search is not repeatable checks
/// it and returns it, or throws. A method it does not know it refuses with
/// ``Verification/Obstacle/unknownMethod(_:)``.
public typealias Recomputation =
  @Sendable (Decision, [String: [UInt8]]) throws -> Decision.Conclusion
