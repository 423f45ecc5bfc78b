import Civic
import Ranking

/// Reads `gradnik-table/1`.
public struct RankingJSONReader: Sendable {
  /// More alternatives or criteria are refused.
  static let mostAlternatives = 100_000
  static let mostCriteria = 1_000

  public init() {}

  public func read(_ bytes: [UInt8]) throws(RankingFileError) -> RankingFile {
    let fields = try RankingFields(try Self.parse(bytes), at: "")
    if let table = try Self.lastRanking(of: fields) { return try read(table) }
    if let format = try fields.text("format"), format != "gradnik-table/1" {
      throw RankingFileError("/format", .unknownName(format))
    }
    let criteria = try Self.criteria(fields)
    let rows = fields.value("alternatives") == nil ? [] : try fields.array("alternatives")
    guard rows.count <= Self.mostAlternatives else {
      throw RankingFileError("/alternatives", .tooMany(limit: Self.mostAlternatives))
    }
    var scores = RankingScores(criteria: criteria.map(\.id))
    for (index, row) in rows.enumerated() {
      try scores.add(row, at: "/alternatives/\(index)")
    }
    let table = try Self.engine("") { () throws(RankingError) in
      try DecisionTable(
        criteria: criteria, alternatives: scores.alternatives, columns: scores.columns)
    }
    let weights = try RankingWeightsReader(criteria: criteria).read(
      fields.value("weights"), at: "/weights")
    var file = RankingFile(table: table, weights: weights)
    file.notes = Self.notes(fields, scores)
    try Self.addExtras(to: &file, fields)
    return file
  }

  /// The table of the newest public ranking in the file of a plan; nothing for other files.
  private static func lastRanking(of fields: RankingFields) throws(RankingFileError) -> [UInt8]? {
    guard fields.value("format")?.string == PlanExport.format else { return nil }
    guard let last = fields.value("rankings")?.array?.last, let text = last["text"]?.string else {
      throw RankingFileError("/rankings", .missing)
    }
    // A table within a plan is never a plan again.
    guard !text.contains("\"\(PlanExport.format)\"") else {
      throw RankingFileError("/rankings", .wrongType)
    }
    return Array(text.utf8)
  }

  /// Runs what the engine may refuse, and says where the file has it.
  static func engine<Value>(
    _ place: String, _ body: () throws(RankingError) -> Value
  ) throws(RankingFileError) -> Value {
    do throws(RankingError) {
      return try body()
    } catch {
      throw RankingFileError(place, .engine(error))
    }
  }

  private static func parse(_ bytes: [UInt8]) throws(RankingFileError) -> JSONValue {
    guard bytes.contains(where: { $0 > 0x20 }) else { throw RankingFileError("", .empty) }
    let limits = JSONLimits(bytes: 128 << 20)
    do throws(JSONSyntaxError) {
      return try JSONValue(parsing: bytes, limits: limits)
    } catch {
      // Numbers that JSON does not have become texts, so that their cell can be named.
      if let patched = NonNumbers.quoted(in: bytes),
        let value = try? JSONValue(parsing: patched, limits: limits)
      {
        return value
      }
      let problem: RankingFileError.Problem =
        switch error.reason {
        case .tooDeep(let limit): .tooDeep(limit: limit)
        case .tooLarge(let limit): .tooLarge(limit: limit)
        default: .syntax
        }
      throw RankingFileError("line \(error.line), column \(error.column)", problem)
    }
  }

  private static func notes(_ fields: RankingFields, _ scores: RankingScores) -> [RankingNote] {
    var notes: [RankingNote] = []
    let known: Set<String> = [
      "criteria", "alternatives", "weights", "people", "profiles", "categories", "lambda",
      "format", "version", "name", "description", "notes", "source", "scores_from",
    ]
    for name in fields.object.names where !known.contains(name) {
      notes.append(.unknownMember(name))
    }
    if fields.value("weights") == nil { notes.append(.weightsMissing) }
    if scores.missing > 0 { notes.append(.missingScores(scores.missing)) }
    return notes
  }

  private static func addExtras(
    to file: inout RankingFile, _ fields: RankingFields
  ) throws(RankingFileError) {
    let names = file.criterionNames
    file.hasGroupScores = try fields.text("scores_from") == "file"
    if let lambda = try fields.number("lambda") {
      guard lambda > 0, lambda <= 1 else { throw RankingFileError("/lambda", .outOfRange) }
      file.lambda = lambda
    }
    if fields.value("categories") != nil {
      for (index, value) in try fields.array("categories").enumerated() {
        guard let name = value.string ?? value["name"]?.string ?? value["id"]?.string else {
          throw RankingFileError("/categories/\(index)", .wrongType)
        }
        file.categories.append(name)
      }
    }
    if fields.value("profiles") != nil {
      let profiles = try fields.array("profiles")
      guard profiles.count <= 100 else { throw RankingFileError("/profiles", .tooMany(limit: 100)) }
      for (index, value) in profiles.enumerated() {
        let place = "/profiles/\(index)"
        let scores = value["scores"] ?? value["values"] ?? value
        file.profiles.append(
          CategoryProfile(
            name: value["name"]?.string ?? value["id"]?.string ?? "b\(index + 1)",
            scores: try RankingFields.numbers(scores, names, at: place)))
      }
    }
    if fields.value("people") != nil { file.people = try people(fields, file) }
  }

  private static func people(
    _ fields: RankingFields, _ file: RankingFile
  ) throws(RankingFileError) -> [RankingPerson] {
    var people: [RankingPerson] = []
    let entries = try fields.array("people")
    guard entries.count <= 1000 else { throw RankingFileError("/people", .tooMany(limit: 1000)) }
    let reader = RankingWeightsReader(criteria: file.table.criteria)
    for (index, value) in entries.enumerated() {
      let place = "/people/\(index)"
      let person = try RankingFields(value, at: place)
      let name = try person.text("name") ?? "\(index + 1)"
      let weights =
        person.value("weights") == nil
        ? file.weights : try reader.read(person.value("weights"), at: place + "/weights")
      var table: DecisionTable?
      if let own = person.value("scores") {
        table = try RankingScores.replaced(file.table, by: own, at: place + "/scores")
      }
      guard !people.contains(where: { $0.name == name }) else {
        throw RankingFileError(place + "/name", .repeatedName(name))
      }
      people.append(RankingPerson(name: name, weights: weights, table: table))
    }
    return people
  }
}
