import Civic
import Opinions

extension OpinionReport {
  /// What was unusual, as facts for programs.
  var allNotes: [JSONValue] {
    var values = notes.map(\.json)
    if groups.silhouette == nil { values.append(["note": "groups-not-told-apart"]) }
    if let wanted = groups.settings.groups, groups.groupCount < wanted {
      values.append(OpinionNote.counted("fewer-groups-than-asked", groups.groupCount))
    }
    return values
  }
}

extension OpinionNote {
  /// The note as facts for programs.
  var json: JSONValue {
    switch self {
    case .replacedVotes(let number): Self.counted("replaced-votes", number)
    case .timesMissing: ["note": "times-missing"]
    case .statementsWithoutVotes(let number): Self.counted("statements-without-votes", number)
    case .participantsWithoutVotes(let number): Self.counted("participants-without-votes", number)
    case .excludedStatements(let number): Self.counted("excluded-statements", number)
    case .unknownStatements(let number): Self.counted("unknown-statements", number)
    }
  }

  static func counted(_ note: String, _ number: Int) -> JSONValue {
    ["note": .string(note), "count": .number(JSONNumber(Int32(clamping: number)))]
  }
}
