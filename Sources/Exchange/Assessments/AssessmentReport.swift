public import Civic
import Exact
public import Maturity

/// The result of an assessment as `gradnik-assessment/1`.
public struct AssessmentReport: Sendable {
  public let file: FrameworkFile
  public let answers: AnswerFile
  public let assessment: Assessment
  public let peers: PeerFile?

  public init(_ file: FrameworkFile, answers: AnswerFile, peers: PeerFile? = nil)
    throws(AnswerError)
  {
    self.file = file
    self.answers = answers
    self.peers = peers
    assessment = try file.framework.assess(answers.answers)
  }

  /// The whole object.
  ///
  /// - Parameter inputs: The digests of the files' bytes: framework, answers, peers.
  public func object(inputs: [Digest]) -> JSONObject {
    var object = result
    let digest = Digest(
      of: [
        "input": .array(inputs.map { .string($0.rawValue) }), "settings": settings,
        "result": .object(object),
      ])
    object["format"] = "gradnik-assessment/1"
    object["version"] = .string(EngineVersion.current.description)
    object["notes"] = .array(notes.map(\.json))
    object["digest"] = .string(digest.rawValue)
    return object
  }

  public var notes: [AssessmentNote] { file.notes + answers.notes + (peers?.notes ?? []) }

  private var result: JSONObject {
    let framework = assessment.framework
    var object = JSONObject()
    object["framework"] = [
      "id": .string(framework.id.rawValue), "version": .string(framework.version),
    ]
    object["score"] = score(assessment.standing)
    object["coverage"] = exact(assessment.coverage)
    object["confidence"] = exact(assessment.confidence)
    object["level"] = assessment.level.map(level)
    object["dimensions"] = .array(assessment.dimensions.map(dimension))
    object["questions"] = .array(assessment.questions.map(question))
    object["gaps"] = .array(
      assessment.gaps.map { gap in
        [
          "question": .string(gap.question.rawValue), "distance": exact(gap.distance),
          "weight": exact(gap.weight), "size": exact(gap.size),
        ]
      })
    object["agreement"] = agreement
    object["next"] = assessment.lift.map(lift)
    object["peers"] = peers.map(comparison)
    object["settings"] = settings
    return object
  }

  private var settings: JSONValue {
    let framework = assessment.framework
    return [
      "aggregation": .string(framework.aggregation.rawValue), "missing": "interval",
      "redistribution": .string(framework.redistribution.rawValue),
      "respondents": "median", "least_peers": .string("\(PeerGroup.leastCities)"),
    ]
  }

  private func dimension(_ result: DimensionResult) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(result.dimension.id.rawValue)
    object["depth"] = .number(JSONNumber(Int32(clamping: result.depth)))
    object["score"] = score(result.standing)
    object["coverage"] = exact(result.coverage)
    object["confidence"] = exact(result.confidence)
    object["level"] = result.level.map(level)
    if let points = result.points {
      object["points"] = [
        "potential": exact(points.potential), "reached": exact(points.reached),
        "open": exact(points.open),
      ]
    }
    if !result.bands.isEmpty {
      object["bands"] = .object(
        result.bands.reduce(into: JSONObject()) { counts, band in
          counts[band.key.name] = .number(JSONNumber(Int32(clamping: band.value)))
        })
    }
    return .object(object)
  }

  private func question(_ result: QuestionResult) -> JSONValue {
    var object = JSONObject()
    object["id"] = .string(result.question.id.rawValue)
    object["state"] = .string(state(of: result.reading))
    object["value"] = result.reading.value.map(exact)
    object["attainment"] = result.attainment.map(exact)
    object["weight"] = exact(result.weight)
    object["confidence"] = exact(result.reading.confidence)
    object["band"] = result.band.map { .string($0.name) }
    object["source"] = file.sources[result.question.id.rawValue].map { .string($0) }
    return .object(object)
  }

  private func state(of reading: Reading) -> String {
    if reading.isLeftOut { return "not-applicable" }
    return reading.value == nil ? "missing" : "answered"
  }

  private var agreement: JSONValue {
    let agreement = assessment.agreement
    var object = JSONObject()
    object["share"] = agreement.share.map(exact) ?? .null
    object["lowest"] = score(agreement.lowest)
    object["highest"] = score(agreement.highest)
    object["questions"] = .array(
      agreement.shared.map { shared in
        [
          "question": .string(shared.question.rawValue),
          "values": .array(shared.values.map(exact)),
          "not_applicable": .number(JSONNumber(Int32(clamping: shared.notApplicable))),
          "spread": shared.spread.map(exact) ?? .null, "disputed": .bool(shared.isDisputed),
        ]
      })
    return .object(object)
  }

  private func lift(_ lift: Lift) -> JSONValue {
    [
      "level": .number(JSONNumber(Int32(clamping: lift.level))),
      "name": .string(levelID(lift.level)),
      "steps": .array(
        lift.steps.map { step in
          [
            "question": .string(step.question.rawValue),
            "current": step.current.map(exact) ?? .null,
            "needed": step.needed.map(exact) ?? .null,
          ]
        }),
    ]
  }

  private func comparison(_ peers: PeerFile) -> JSONValue {
    var object = JSONObject()
    object["cities"] = .number(JSONNumber(Int32(clamping: peers.count)))
    object["score"] = quartiles(peers.groups[""])
    object["dimensions"] = .object(
      assessment.dimensions.reduce(into: JSONObject()) { object, result in
        let id = result.dimension.id.rawValue
        if let group = peers.groups[id] { object[id] = quartiles(group) }
      })
    return .object(object)
  }

  /// Null where fewer than five cities stand behind it.
  private func quartiles(_ group: PeerGroup?) -> JSONValue {
    guard let quartiles = group?.quartiles, let group else { return .null }
    return [
      "cities": .number(JSONNumber(Int32(clamping: group.count))), "q1": exact(quartiles.first),
      "median": exact(quartiles.median), "q3": exact(quartiles.third),
    ]
  }

  private func score(_ standing: Standing?) -> JSONValue {
    guard let standing else { return ["point": .null, "low": .null, "high": .null] }
    return [
      "point": standing.point.map(exact) ?? .null, "low": exact(standing.low),
      "high": exact(standing.high),
    ]
  }

  private func level(_ level: LevelStanding) -> JSONValue {
    [
      "point": level.point.map { .number(JSONNumber(Int32(clamping: $0))) } ?? .null,
      "low": .number(JSONNumber(Int32(clamping: level.low))),
      "high": .number(JSONNumber(Int32(clamping: level.high))),
      "name": .string(levelID(level.low)),
    ]
  }

  /// The name of a level, from 1; empty below the first.
  public func levelID(_ level: Int) -> String {
    if assessment.framework.aggregation == .cycleStage {
      return ["none", "plan", "do", "check", "act"][min(max(level, 0), 4)]
    }
    let levels = assessment.framework.levels
    return levels.indices.contains(level - 1) ? levels[level - 1].id : ""
  }

  private func exact(_ value: Rational) -> JSONValue { .string(AmountDigits.text(value)) }
}
