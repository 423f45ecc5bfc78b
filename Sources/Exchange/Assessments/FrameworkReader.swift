import Exact
import Maturity

/// Reads a framework from YAML.
public struct FrameworkReader {
  private var languages: [String] = []
  private var texts: [String: FrameworkFile.Translated] = [:]
  private var descriptions: [String: [FrameworkFile.Translated]] = [:]
  private var evidence: [String: FrameworkFile.Translated] = [:]
  private var units: [String: String] = [:]
  private var sources: [String: String] = [:]
  private var codes: [String: String] = [:]
  private var help: [String: FrameworkFile.Translated] = [:]
  private var notes: [AssessmentNote] = []
  private var aggregation = Aggregation.weightedMean
  private var parts = 0
  /// Beyond it exact fractions of as many weights take too long.
  private static let limit = 600

  public static func read(_ bytes: [UInt8]) throws(AssessmentFileError) -> FrameworkFile {
    let root: YAMLValue
    do throws(YAMLValue.Failure) {
      root = try YAMLValue.read(bytes)
    } catch {
      throw AssessmentFileError(line: error.line, .yaml(error.reason))
    }
    var reader = FrameworkReader()
    return try reader.file(root)
  }

  private mutating func file(_ root: YAMLValue) throws(AssessmentFileError) -> FrameworkFile {
    note(
      root,
      known: [
        "id", "version", "name", "description", "languages", "dimensions", "aggregation", "missing",
        "levels", "redistribution", "source", "licence",
      ])
    let id = try root.required("id")
    let version = try root.required("version")
    languages = (root["languages"]?.items ?? []).compactMap(\.text)
    aggregation = try root.choice("aggregation") ?? .weightedMean
    if let missing = root["missing"], missing.text != "interval" {
      throw AssessmentFileError(
        line: missing.line, field: "missing", .unknownName(missing.text ?? ""))
    }
    help[""] = root["description"]?.translated
    let levels = try levels(root["levels"])
    let dimensions = try dimensions(root, count: levels.count)
    let redistribution: Redistribution = try root.choice("redistribution") ?? .proportional
    let framework: Framework
    do throws(FrameworkError) {
      framework = try Framework(
        id: ID(rawValue: id), version: version, dimensions: dimensions, aggregation: aggregation,
        levels: levels, redistribution: redistribution)
    } catch {
      throw AssessmentFileError(line: 0, .framework(error))
    }
    return FrameworkFile(
      framework: framework, languages: languages, name: root["name"]?.translated ?? [:],
      texts: texts, descriptions: descriptions, evidence: evidence, units: units, sources: sources,
      codes: codes, help: help, origin: root["source"]?.text, licence: root["licence"]?.text,
      notes: notes)
  }

  private mutating func levels(_ value: YAMLValue?) throws(AssessmentFileError) -> [Level] {
    guard let value else { return [] }
    guard let items = value.items else {
      throw AssessmentFileError(line: value.line, field: "levels", .notAList)
    }
    var levels: [Level] = []
    for (index, item) in items.enumerated() {
      let id = item["id"]?.text ?? item.text ?? "level-\(index + 1)"
      texts["level:\(id)"] = item["name"]?.translated ?? [:]
      levels.append(Level(id: id, from: try item.number("from")))
    }
    return levels
  }

  private mutating func dimensions(
    _ value: YAMLValue, count: Int
  ) throws(AssessmentFileError) -> [Dimension] {
    guard let list = value["dimensions"] else { return [] }
    guard let items = list.items else {
      throw AssessmentFileError(line: list.line, field: "dimensions", .notAList)
    }
    var dimensions: [Dimension] = []
    for item in items {
      try counted(item)
      note(
        item,
        known: ["id", "name", "description", "weight", "points", "questions", "dimensions"])
      let id = try item.required("id")
      texts[id] = item["name"]?.translated ?? [:]
      help[id] = item["description"]?.translated
      var questions: [Question] = []
      for question in try item.list("questions") {
        questions.append(try self.question(question, count: count))
      }
      dimensions.append(
        Dimension(
          id: ID(rawValue: id), weight: try item.weight, questions: questions,
          parts: try self.dimensions(item, count: count)))
    }
    return dimensions
  }

  private mutating func question(
    _ item: YAMLValue, count: Int
  ) throws(AssessmentFileError) -> Question {
    try counted(item)
    note(
      item,
      known: [
        "id", "text", "name", "description", "help", "levels", "indicator", "weight", "points",
        "roles", "evidence", "targets", "target", "firstLevel", "source", "code",
      ])
    let id = try item.required("id")
    texts[id] = (item["text"] ?? item["name"])?.translated ?? [:]
    evidence[id] = item["evidence"]?.translated
    sources[id] = item["source"]?.text
    codes[id] = item["code"]?.text ?? item["indicator"]?["code"]?.text
    help[id] = (item["help"] ?? item["description"])?.translated
    var ambition: Int?
    if let target = try item.number("target") {
      guard target.floor == target.ceiling, let level = Int("\(target.floor)") else {
        throw AssessmentFileError(line: item.line, field: id, .outOfScale("\(target)"))
      }
      ambition = level
    }
    return Question(
      id: ID(rawValue: id), weight: try item.weight, scale: try scale(item, id: id),
      roles: try item.list("roles").compactMap(\.text), targets: try targets(item),
      ambition: ambition)
  }

  private mutating func scale(_ item: YAMLValue, id: String) throws(AssessmentFileError) -> Scale {
    if let indicator = item["indicator"] {
      note(
        indicator,
        known: ["unit", "direction", "worst", "target", "targets", "benchmark", "code"])
      units[id] = indicator["unit"]?.text
      var target = try indicator.number("target")
      if target == nil { target = try indicator.number("benchmark") }
      return .indicator(
        Indicator(
          direction: try indicator.direction, worst: try indicator.number("worst"), target: target))
    }
    let levels = try item.list("levels")
    guard !levels.isEmpty else {
      throw AssessmentFileError(line: item.line, field: "\(id): levels", .missing)
    }
    descriptions[id] = levels.map { ($0["text"] ?? $0["name"] ?? $0).translated }
    let usual = aggregation == .cycleStage ? 0 : 1
    var written = try item.number("firstLevel")
    if written == nil { written = try levels[0].number("level") }
    let lowest = written ?? Rational(usual)
    guard let first = Int("\(lowest)"), first.magnitude < 1_000 else {
      throw AssessmentFileError(line: item.line, field: id, .notANumber("\(lowest)"))
    }
    return .levels(first: first, last: first + levels.count - 1)
  }

  private func targets(_ item: YAMLValue) throws(AssessmentFileError) -> [LevelTarget] {
    guard let list = item["targets"] ?? item["indicator"]?["targets"] else { return [] }
    guard let items = list.items else {
      throw AssessmentFileError(line: list.line, field: "targets", .notAList)
    }
    var targets: [LevelTarget] = []
    for item in items {
      switch item.text {
      case "reported": targets.append(.reported)
      case "none", "null", "~", "": targets.append(.nothing)
      default: targets.append(.value(try item.asNumber("targets")))
      }
    }
    return targets
  }

  private mutating func counted(_ item: YAMLValue) throws(AssessmentFileError) {
    parts += 1
    guard parts <= Self.limit else {
      throw AssessmentFileError(line: item.line, .tooManyParts(limit: Self.limit))
    }
  }

  private mutating func note(_ value: YAMLValue, known: Set<String>) {
    guard case .mapping(let members, _) = value else { return }
    for member in members where !known.contains(member.name) {
      notes.append(.unknownField(name: member.name, line: member.value.line))
    }
  }
}
