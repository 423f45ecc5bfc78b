public import Civic
import Exact
public import Opinions

/// Opinion groups as `gradnik-opinions/1`.
public struct OpinionReport: Sendable {
  public let groups: OpinionGroups
  public let notes: [OpinionNote]

  public init(_ groups: OpinionGroups, notes: [OpinionNote]) {
    self.groups = groups
    self.notes = notes
  }

  /// The whole object.
  ///
  /// - Parameter input: The digest of the files' bytes, one file after another.
  public func object(input: Digest) -> JSONObject {
    var object = result
    let digest = Digest(
      of: [
        "input": .string(input.rawValue), "settings": .object(settings),
        "result": .object(object),
      ])
    object["format"] = "gradnik-opinions/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(allNotes)
    object["digest"] = .string(digest.rawValue)
    return object
  }

  private var matrix: VoteMatrix { groups.matrix }

  /// What was found, without where it came from.
  public var result: JSONObject {
    var object = JSONObject()
    let clustered = groups.groupOfParticipant.count { $0 >= 0 }
    object["participants"] = count(matrix.participants.count)
    object["statements"] = count(matrix.statements.count)
    object["votes"] = count(matrix.voteCount)
    object["clustered"] = count(clustered)
    object["k"] = count(groups.groupCount)
    object["silhouette"] = groups.silhouette.map(SignificantDigits.json) ?? .null
    object["groups"] = groupValues
    object["projection"] = byIdentifier(matrix.participants.map(\.rawValue)) {
      point(groups.projections[$0])
    }
    let axes = groups.components.axes
    object["components"] = [
      .array(axes.map { SignificantDigits.json($0.x) }),
      .array(axes.map { SignificantDigits.json($0.y) }),
    ]
    object["center"] = .array(groups.components.center.map(SignificantDigits.json))
    object["statement_order"] = .array(matrix.statements.map { .string($0.rawValue) })
    object["statements_by_group"] = statisticValues
    object["representative"] = representatives
    object["consensus"] = [
      "agree": identifiers(groups.consensus.agree),
      "disagree": identifiers(groups.consensus.disagree),
    ]
    object["group_aware_consensus"] = byStatement(groups.groupAwareConsensus)
    object["priority"] = byStatement(groups.priorities)
    object["settings"] = .object(settings)
    return object
  }

  private var settings: JSONObject {
    let settings = groups.settings
    var object = JSONObject()
    object["convention"] = .string(settings.convention.rawValue)
    object["groups"] = settings.groups.map(count) ?? .null
    object["centers"] = settings.centers.isEmpty ? .null : .array(settings.centers.map(point))
    let kept = settings.kept.sorted { IdentifierOrder($0) < IdentifierOrder($1) }
    object["kept"] = .array(kept.map { .string($0.rawValue) })
    object["seed"] = .string("\(settings.seed)")
    return object
  }

  private var groupValues: JSONValue {
    var members = [[JSONValue]](repeating: [], count: groups.groupCount)
    for (row, group) in groups.groupOfParticipant.enumerated() where group >= 0 {
      members[group].append(.string(matrix.participants[row].rawValue))
    }
    return .array(
      members.enumerated().map { group, members in
        [
          "id": .string("\(group)"), "size": count(members.count),
          "center": point(groups.centers[group]), "members": .array(members),
        ]
      })
  }

  private var statisticValues: JSONValue {
    .array(
      groups.statistics.enumerated().flatMap { group, statistics in
        statistics.enumerated().map { column, statistic in
          value(statistic, group: group, column: column)
        }
      })
  }

  private func value(_ statistic: GroupStatistic, group: Int, column: Int) -> JSONValue {
    let inside = statistic.inside
    var object = JSONObject()
    object["statement"] = .string(matrix.statements[column].rawValue)
    object["group"] = .string("\(group)")
    object["agree"] = count(inside.agrees)
    object["disagree"] = count(inside.disagrees)
    object["pass_or_seen"] = count(inside.votes)
    for side in Side.allCases {
      let name = side.rawValue
      object["p_\(name)"] = SignificantDigits.json(inside.probability(side))
      object["z_\(name)"] = SignificantDigits.json(inside.probabilityTest(side))
      object["repness_\(name)"] = SignificantDigits.json(statistic.repness(side))
      object["repness_z_\(name)"] = SignificantDigits.json(statistic.repnessTest(side))
    }
    return .object(object)
  }

  private var representatives: JSONValue {
    var object = JSONObject()
    for (group, chosen) in groups.representatives.enumerated() {
      object["\(group)"] = .array(
        chosen.map {
          [
            "statement": .string(matrix.statements[$0.statement].rawValue),
            "side": .string($0.side.rawValue),
          ]
        })
    }
    return .object(object)
  }

  private func identifiers(_ columns: [Int]) -> JSONValue {
    .array(columns.map { .string(matrix.statements[$0].rawValue) })
  }

  private func byStatement(_ values: [Double]) -> JSONValue {
    byIdentifier(matrix.statements.map(\.rawValue)) { SignificantDigits.json(values[$0]) }
  }

  /// Members put in already sorted, as each then takes its place at the end.
  private func byIdentifier(_ names: [String], _ value: (Int) -> JSONValue) -> JSONValue {
    var object = JSONObject()
    for index in names.indices.sorted(by: {
      names[$0].utf16.lexicographicallyPrecedes(names[$1].utf16)
    }) {
      object[names[index]] = value(index)
    }
    return .object(object)
  }

  private func point(_ point: Point) -> JSONValue {
    [SignificantDigits.json(point.x), SignificantDigits.json(point.y)]
  }

  private func count(_ number: Int) -> JSONValue {
    .number(JSONNumber(Int32(clamping: number)))
  }
}
