public import Exact

extension DecisionKind {
  /// Cities were selected for a call.
  public static let selection = DecisionKind(rawValue: NamedDecisionKind.selection.rawValue)
}

/// The decision which cities a call selects: what anyone can take again from the frozen scores.
///
/// Method `selection` 1: ``SelectionInput/outcome()``.
public enum SelectionDecision {
  public static let method = Decision.Method(name: "selection", version: "1")
  /// The name of the frozen input in the decision's bundle.
  public static let inputName = "selection.json"

  /// - Parameters:
  ///   - opened: When the rules entered the log.
  ///   - label: Who decided, as the public may know them.
  public static func decision(
    id: Exact.ID<Decision>, on input: SelectionInput, opened: Instant, label: String,
    at now: Instant
  ) throws -> (decision: Decision, input: [UInt8]) {
    let bytes = CanonicalJSON.bytes(of: try JSONValue(encoding: input))
    guard let author = Decision.Author(role: "programmeSecretariat", label: label),
      let file = Decision.Input(name: inputName, digest: Digest(of: bytes))
    else { throw SelectionError.noLabel }
    var content = Decision.Content(
      kind: .selection, method: method, settings: settings(of: input),
      conclusion: conclusion(of: try input.outcome(), input), engineVersion: .current)
    content.inputs = [file]
    content.rules = Decision.Rules(digest: try input.rules.digest(), publishedAt: opened)
    return (Decision(id: id, content: content, at: now, by: author), bytes)
  }

  /// Takes the decision again from the bundle's input.
  ///
  /// - Throws: `Verification.Obstacle` for another method, ``SelectionError`` where input, rules
  ///   and settings do not belong together.
  public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    let input = try read(inputs)
    let found = try input.rules.digest()
    guard let published = decision.rules?.digest, published == found else {
      throw SelectionError.rulesDiffer(
        published: decision.rules?.digest ?? .genesis, found: found)
    }
    guard decision.settings == settings(of: input) else { throw SelectionError.settingsDiffer }
    return conclusion(of: try input.outcome(), input)
  }

  /// The frozen input of a decision.
  public static func read(_ inputs: [String: [UInt8]]) throws -> SelectionInput {
    try JSONValue(parsing: inputs[inputName] ?? [], limits: .records).decoded()
  }

  private static func settings(of input: SelectionInput) -> JSONValue {
    var settings = JSONObject()
    settings["call"] = .string(input.rules.call)
    settings["programme"] = .string(input.programme)
    settings["rulesVersion"] = .string(String(input.rules.version))
    settings["previous"] = input.previous.map { .string($0) }
    return .object(settings)
  }

  private static func conclusion(
    of outcome: SelectionOutcome, _ input: SelectionInput
  ) -> Decision.Conclusion {
    var lists = JSONObject()
    for status in SelectionStatus.allCases {
      lists[status.rawValue] = .array(outcome.places(with: status).map(entry))
    }
    lists["clusters"] = .array(
      outcome.clusters.map { cluster in
        let theme = cluster.theme.map { JSONValue.string(String($0)) } ?? .null
        return [
          "theme": theme, "applications": .array(cluster.members.map { .string($0.id) }),
        ]
      })
    return Decision.Conclusion(
      outcome: .object(lists),
      explanation: .array(outcome.places.map { explanation(of: $0, input) }))
  }

  private static func entry(_ place: SelectionOutcome.Place) -> JSONValue {
    [
      "application": .string(place.application.id), "city": .string(place.application.city),
      "name": .string(name(place)), "reason": .string(place.reason.rawValue),
    ]
  }

  private static func name(_ place: SelectionOutcome.Place) -> String {
    place.application.name.text(for: place.application.name.original).text
  }

  /// Fractions are written exactly: `17/4`.
  private static func explanation(
    of place: SelectionOutcome.Place, _ input: SelectionInput
  ) -> JSONValue {
    var object = JSONObject()
    object["application"] = .string(place.application.id)
    object["name"] = .string(name(place))
    object["status"] = .string(place.status.rawValue)
    object["reason"] = .string(place.reason.rawValue)
    object["computed"] = .string(place.computed.rawValue)
    object["rank"] = place.rank.map { .string(String($0)) }
    object["mean"] = place.mean.map { .string($0.description) }
    if !place.means.isEmpty {
      object["criteria"] = .array(place.means.map { .string($0.description) })
    }
    object["belowCriterion"] = place.failedCriterion.map { .string(String($0 + 1)) }
    if let step = place.tieStep {
      object["tie"] = [
        "with": .array(place.tiedWith.map { .string($0) }), "settledBy": .string(step.rawValue),
      ]
    }
    if let ruling = place.ruling {
      object["ruling"] = ["kind": .string(ruling.kind.rawValue), "reason": .string(ruling.reason)]
    }
    object["replaces"] = place.replaces.map { .string($0) }
    var findings = JSONObject()
    for finding in place.findings { findings[finding.rule.code] = .string(finding.answer.rawValue) }
    object["eligibility"] = .object(findings)
    return .object(object)
  }
}
