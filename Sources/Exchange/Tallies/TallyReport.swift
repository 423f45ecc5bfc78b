public import Civic
import Exact
public import Tally

/// The result of a tally as `gradnik-tally/1`.
public struct TallyReport: Sendable {
  public let file: PabulibFile
  public let settings: TallySettings
  public let outcome: Outcome
  public let notes: [TallyRequest.Note]

  public init(
    _ file: PabulibFile, settings: TallySettings, outcome: Outcome, notes: [TallyRequest.Note]
  ) {
    self.file = file
    self.settings = settings
    self.outcome = outcome
    self.notes = notes
  }

  /// The whole object.
  ///
  /// - Parameters:
  ///   - input: The digest of the file's bytes.
  ///   - explanation: What ``TallyExplanation`` says, when it was asked for.
  public func object(input: Digest, explanation: JSONValue? = nil) -> JSONObject {
    var object = result
    if let explanation { object["explanation"] = explanation }
    let digest = Digest(
      of: [
        "input": .string(input.rawValue), "settings": .object(settingsObject),
        "result": .object(object),
      ])
    object["format"] = "gradnik-tally/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(noteValues)
    object["digest"] = .string(digest.rawValue)
    return object
  }

  public func identifier(_ project: Int) -> String {
    file.election.projects[project].id.rawValue
  }

  /// An amount in the currency of the file.
  public func amount(_ units: Int64) -> String {
    AmountDigits.text(file.election.amount(units))
  }

  private var result: JSONObject {
    var object = JSONObject()
    object["rule"] = .string(settings.rule.rawValue)
    object["winners"] = .array(outcome.winners.map { .string(identifier($0)) })
    object["cost"] = .string(amount(outcome.cost))
    object["budget"] = .string(amount(file.election.budget))
    object["voters"] = .number(JSONNumber(Int32(clamping: file.election.profile.voters)))
    object["projects"] = .number(JSONNumber(Int32(clamping: file.election.projects.count)))
    object["ties"] = .array(
      outcome.ties.map { tie in
        [
          "candidates": .array(tie.candidates.map { .string(identifier($0)) }),
          "chosen": .string(identifier(tie.chosen)), "by": .string(tie.criterion.rawValue),
        ]
      })
    if let endowment = outcome.endowment {
      let unit = file.election.amount(1)
      object["endowment"] = .string(AmountDigits.text(endowment * unit))
    }
    object["settings"] = .object(settingsObject)
    return object
  }

  private var settingsObject: JSONObject {
    var object = JSONObject()
    object["rule"] = .string(settings.rule.rawValue)
    object["satisfaction"] = .string(settings.satisfaction.rawValue)
    object["ties"] = .string(settings.ties.name)
    object["completion"] = .string(settings.completion.rawValue)
    object["start"] = .string(settings.start.rawValue)
    object["step"] = .string(AmountDigits.text(settings.step ?? .one))
    object["comparison"] = .bool(settings.comparison)
    object["eligibility"] = settings.eligibility.map { .string("\($0)") } ?? .null
    object["threshold"] = settings.threshold.map { .string(AmountDigits.text($0)) } ?? .null
    object["exclusive"] = .array(
      settings.exclusive.map { group in .array(group.map { .string(identifier($0)) }) })
    return object
  }

  private var noteValues: [JSONValue] {
    var values = file.notes.map(\.json) + notes.map(\.json)
    if outcome.reserve > 0 {
      values.append(["note": "reserve", "amount": .string(amount(outcome.reserve))])
    }
    if let comparison = outcome.comparison {
      values.append([
        "note": "comparison", "prefer_shares": .string("\(comparison.preferShares)"),
        "prefer_greedy": .string("\(comparison.preferGreedy)"),
        "taken": comparison.greedyTakesPlace ? "greedy" : "equalshares",
      ])
    }
    return values
  }
}

extension TieBreaking {
  public var name: String {
    switch self {
    case .fileOrder: "file-order"
    case .minCost: "min-cost"
    case .lot(let seed): "lot:\(seed)"
    case .identifier: "id"
    case .refuse: "refuse"
    }
  }
}
