import Civic
import Exact

/// A decision to publish: three amounts are added, from a file, and the sum is the outcome.
enum Example {
  static let kind = DecisionKind(rawValue: "example-sum")
  static let version = EngineVersion(0, 1, 0)
  static let amounts = Array("120.00\n80.50\n-0.50\n".utf8)
  static let notes = Array("none\n".utf8)
  static let rules = Decision.Rules(
    digest: Digest(of: "add up".utf8), publishedAt: Instant(milliseconds: 1_795_000_000_000))

  struct NotAnAmount: Error {}

  static let sum: Recomputation = { decision, inputs in
    guard decision.method.version == "1" else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    let lines = String(decoding: inputs["amounts.csv"] ?? [], as: UTF8.self).split(separator: "\n")
    var total = Rational.zero
    for line in lines {
      guard let amount = ExactDecimal(line) else { throw NotAnAmount() }
      total += amount.rational
    }
    return Decision.Conclusion(
      outcome: ["sum": .string("\(total)")], explanation: ["lines": .string("\(lines.count)")])
  }

  static func decision(change: (inout Decision.Content) -> Void = { _ in }) -> Decision {
    var content = Decision.Content(
      kind: kind, method: Decision.Method(name: "sum", version: "1"),
      settings: ["rounding": "none"],
      conclusion: Decision.Conclusion(outcome: ["sum": "200"], explanation: ["lines": "3"]),
      engineVersion: version)
    content.inputs = [
      Decision.Input(
        name: "notes.txt", digest: Digest(of: notes), publishedAt: "https://example.org/notes"),
      Decision.Input(name: "amounts.csv", digest: Digest(of: amounts)),
    ].compactMap(\.self)
    content.rules = rules
    content.seed = .max
    change(&content)
    return Decision(
      id: ID(rawValue: "0a1b2c3d4e5f6g7h8j9k"), content: content,
      at: Instant(milliseconds: 1_795_233_034_123), by: council)
  }

  static let council =
    Decision.Author(role: "elected-members", label: "Council of Exampleton")
    ?? { preconditionFailure("the label has no @") }()

  /// A log with the rules, something else, the decision, and something after it.
  static func log(of decision: Decision) -> DecisionLog {
    var log = DecisionLogTests.log(4)
    log.append(
      LogRecord(
        at: rules.publishedAt, event: .opened, subject: "vote/1", digest: rules.digest))
    log.append(
      LogRecord(
        at: decision.decidedAt, event: .opened, subject: "vote/2", digest: Digest(of: "x".utf8)))
    log.append(
      LogRecord(
        at: decision.decidedAt, event: .counted, subject: "vote/1", digest: decision.digest))
    log.append(
      LogRecord(
        at: decision.decidedAt, event: .published, subject: "vote/2", digest: Digest(of: "y".utf8)))
    return log
  }

  static func bundle(of decision: Decision = decision()) throws -> DecisionBundle {
    try DecisionBundle(
      decision, inputs: ["amounts.csv": amounts, "notes.txt": notes],
      log: log(of: decision).extract(from: 5), readme: "How to check this.\n")
  }

  static func verify(_ bundle: DecisionBundle, knownHead: Digest?) -> Verification {
    bundle.verify(recompute: [kind: sum], engineVersion: version, knownHead: knownHead)
  }
}
