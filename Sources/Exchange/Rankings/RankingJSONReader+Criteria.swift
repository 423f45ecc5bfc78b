import Civic
import Ranking

extension RankingJSONReader {
  static func criteria(_ fields: RankingFields) throws(RankingFileError) -> [Criterion] {
    let values = try fields.array("criteria")
    guard values.count <= mostCriteria else {
      throw RankingFileError("/criteria", .tooMany(limit: mostCriteria))
    }
    var criteria: [Criterion] = []
    for (index, value) in values.enumerated() {
      criteria.append(try criterion(value, at: "/criteria/\(index)"))
    }
    return criteria
  }

  private static func criterion(
    _ value: JSONValue, at place: String
  ) throws(RankingFileError) -> Criterion {
    let fields = try RankingFields(value, at: place)
    let id = try fields.identifier("id")
    var criterion = Criterion(id, name: try fields.text("name"))
    if let direction = try fields.text("direction") {
      guard let known = Criterion.Direction(rawValue: direction) else {
        throw RankingFileError(place + "/direction", .unknownName(direction))
      }
      criterion.direction = known
    }
    criterion.unit = try fields.text("unit")
    criterion.q = try threshold("q", fields)
    criterion.p = try threshold("p", fields)
    let veto = try threshold("veto", fields)
    criterion.veto = try threshold("v", fields)
    if let veto { criterion.veto = veto }
    if case .bool(let ordinal)? = fields.value("ordinal") { criterion.isOrdinal = ordinal }
    if let anchors = fields.value("value") {
      criterion.value = try valueFunction(anchors, at: place + "/value")
    }
    if let preference = fields.value("preference") {
      criterion.preference = try self.preference(preference, criterion, at: place + "/preference")
    }
    if let comparisons = fields.value("pairwise") {
      let rows = try RankingWeightsReader.matrix(comparisons, at: place + "/pairwise")
      criterion.comparisons = try engine(place + "/pairwise") { () throws(RankingError) in
        try PairwiseMatrix(rows)
      }
    }
    return criterion
  }

  private static func threshold(
    _ name: String, _ fields: RankingFields
  ) throws(RankingFileError) -> Double? {
    let number = try fields.number(name)
    if let number, number < 0 { throw RankingFileError(fields.pointer(name), .outOfRange) }
    return number
  }

  private static func valueFunction(
    _ value: JSONValue, at place: String
  ) throws(RankingFileError) -> ValueFunction {
    guard let points = value.array else { throw RankingFileError(place, .wrongType) }
    guard points.count <= 1000 else { throw RankingFileError(place, .tooMany(limit: 1000)) }
    var anchors: [ValueFunction.Anchor] = []
    for (index, point) in points.enumerated() {
      guard let pair = point.array, pair.count == 2 else {
        throw RankingFileError("\(place)/\(index)", .wrongType)
      }
      anchors.append(
        ValueFunction.Anchor(
          score: try RankingFields.number(pair[0], at: "\(place)/\(index)/0"),
          value: try RankingFields.number(pair[1], at: "\(place)/\(index)/1")))
    }
    do throws(ValueFunction.Failure) {
      return try ValueFunction(anchors)
    } catch {
      switch error {
      case .tooFewAnchors: throw RankingFileError(place, .missing)
      case .badAnchor(let index): throw RankingFileError("\(place)/\(index)", .outOfRange)
      }
    }
  }

  private static func preference(
    _ value: JSONValue, _ criterion: Criterion, at place: String
  ) throws(RankingFileError) -> PreferenceFunction {
    let fields = try RankingFields(value, at: place)
    let name = try fields.identifier("function")
    func number(_ name: String, _ other: Double?) throws(RankingFileError) -> Double {
      guard let number = try threshold(name, fields) ?? other else {
        throw RankingFileError(fields.pointer(name), .missing)
      }
      return number
    }
    let function: PreferenceFunction
    switch name {
    case "usual": function = .usual
    case "u-shape": function = .uShape(q: try number("q", criterion.q))
    case "v-shape": function = .vShape(p: try number("p", criterion.p))
    case "level":
      function = .level(q: try number("q", criterion.q ?? 0), p: try number("p", criterion.p))
    case "linear", "v-shape-indifference", "v-shape-2":
      function = .linear(q: try number("q", criterion.q ?? 0), p: try number("p", criterion.p))
    case "gaussian": function = .gaussian(s: try number("s", nil))
    default: throw RankingFileError(place + "/function", .unknownName(name))
    }
    guard function.isUsable else {
      throw RankingFileError(place, .engine(.unusableThresholds(criterion.id)))
    }
    return function
  }
}
