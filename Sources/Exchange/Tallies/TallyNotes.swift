import Civic
import Tally

extension PabulibNote {
  /// The note as facts for programs.
  var json: JSONValue {
    func count(_ note: String, _ number: Int, _ line: Int?) -> JSONValue {
      var object = JSONObject()
      object["note"] = .string(note)
      object["count"] = .number(JSONNumber(Int32(clamping: number)))
      if let line { object["line"] = .number(JSONNumber(Int32(clamping: line))) }
      return .object(object)
    }
    return switch self {
    case .encoding(let name): ["note": "encoding", "value": .string(name)]
    case .emptyBallots(let number): count("empty-ballots", number, nil)
    case .repeatedProjects(let number, let line): count("repeated-projects", number, line)
    case .repeatedVoters(let number, let line): count("repeated-voters", number, line)
    case .severalChoices(let number, let line): count("several-choices", number, line)
    case .longRankings(let number, let line): count("long-rankings", number, line)
    case .declaredVotes(let declared, let counted):
      ["note": "declared-votes", "value": .string(declared), "counted": .string("\(counted)")]
    case .declaredProjects(let declared, let counted):
      ["note": "declared-projects", "value": .string(declared), "counted": .string("\(counted)")]
    case .differingCounts(let column, let number):
      [
        "note": "differing-counts", "value": .string(column),
        "count": .number(JSONNumber(Int32(clamping: number))),
      ]
    }
  }
}

extension TallyRequest.Note {
  var json: JSONValue {
    switch self {
    case .ruleMissing: ["note": "rule-missing", "taken": "greedy"]
    case .ruleUnknown(let name):
      ["note": "rule-unknown", "value": .string(name), "taken": "greedy"]
    case .customRuleAsGreedy: ["note": "custom-rule", "taken": "greedy"]
    case .thresholdMissing: ["note": "threshold-missing", "taken": "greedy"]
    case .thresholdIgnored(let value): ["note": "threshold-ignored", "value": .string(value)]
    case .exclusiveGroupsMissing: ["note": "exclusive-groups-missing", "taken": "greedy"]
    }
  }
}
