import Civic
public import Maturity

extension AssessmentNote {
  var json: JSONValue {
    switch self {
    case .unknownField(let name, let line):
      ["note": "unknown-field", "value": .string(name), "line": .string("\(line)")]
    case .unknownQuality(let text, let line):
      ["note": "unknown-quality", "value": .string(text), "line": .string("\(line)")]
    case .roleNotAsked(let question, let role):
      ["note": "role-not-asked", "question": .string(question), "value": .string(role)]
    case .emptyAnswers(let count): ["note": "empty-answers", "count": .string("\(count)")]
    case .peersWithoutConsent(let count):
      ["note": "peers-without-consent", "count": .string("\(count)")]
    case .fewPeers(let count): ["note": "few-peers", "count": .string("\(count)")]
    }
  }
}

extension Band {
  /// The name in files: `band-1` to `band-4`, `no-benchmark`, `not-reported`, `not-applicable`.
  public var name: String {
    switch self {
    case .band(let number): "band-\(number)"
    case .noBenchmark: "no-benchmark"
    case .notReported: "not-reported"
    case .notApplicable: "not-applicable"
    }
  }
}
