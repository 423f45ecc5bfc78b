public import Civic

/// The result of a ranking as `gradnik-ranking/1`.
public struct RankingReport: Sendable {
  private let run: RankingRun

  /// - Parameter run: A finished one.
  public init(_ run: RankingRun) {
    self.run = run
  }

  /// The whole object.
  ///
  /// - Parameter input: The digest of the file's bytes.
  public func object(input: Digest) -> JSONObject {
    var object = run.result
    object["method"] = .string(run.request.method.rawValue)
    object["diagnostics"] = .array(run.diagnostics)
    var settings = run.settings
    settings["method"] = .string(run.request.method.rawValue)
    object["settings"] = .object(settings)
    let digest = Digest(
      of: [
        "input": .string(input.rawValue), "settings": .object(settings),
        "result": .object(object),
      ])
    object["format"] = "gradnik-ranking/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(run.file.notes.map(\.json))
    object["digest"] = .string(digest.rawValue)
    return object
  }
}

extension RankingNote {
  var json: JSONValue {
    switch self {
    case .weightsMissing: ["note": "weights-missing"]
    case .unknownMember(let name): ["note": "unknown-member", "value": .string(name)]
    case .missingScores(let count): ["note": "missing-scores", "count": .whole(count)]
    case .decimalComma: ["note": "decimal-comma"]
    case .profilesReversed: ["note": "profiles-reversed"]
    case .encoding(let name): ["note": "encoding", "value": .string(name)]
    }
  }
}
