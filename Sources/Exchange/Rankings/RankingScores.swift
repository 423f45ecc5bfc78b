import Civic
import Ranking

/// Scores as they are read, alternative by alternative.
struct RankingScores {
  private let criteria: [String]
  private let positions: [String: Int]
  private(set) var alternatives: [Alternative] = []
  private(set) var columns: [[Score]]
  private(set) var missing = 0

  init(criteria: [String]) {
    self.criteria = criteria
    columns = criteria.map { _ in [] }
    var positions: [String: Int] = [:]
    for (index, name) in criteria.enumerated() { positions[name] = index }
    self.positions = positions
  }

  mutating func add(_ value: JSONValue, at place: String) throws(RankingFileError) {
    let fields = try RankingFields(value, at: place)
    let id = try fields.identifier("id")
    alternatives.append(Alternative(id, name: try fields.text("name")))
    var row = [Score](repeating: .missing, count: criteria.count)
    if let scores = fields.value("scores") {
      if let list = scores.array {
        guard list.count == criteria.count else {
          throw RankingFileError(place + "/scores", .outOfRange)
        }
        for (index, value) in list.enumerated() {
          row[index] = try Self.score(value, alternative: id, criterion: criteria[index])
        }
      } else {
        for member in try RankingFields(scores, at: place + "/scores").object.members {
          guard let index = positions[member.name] else {
            throw RankingFileError(place + "/scores", .unknownName(member.name))
          }
          row[index] = try Self.score(member.value, alternative: id, criterion: member.name)
        }
      }
    }
    for (index, score) in row.enumerated() {
      columns[index].append(score)
      if score == .missing { missing += 1 }
    }
  }

  static func score(
    _ value: JSONValue, alternative: String, criterion: String
  ) throws(RankingFileError) -> Score {
    let place = "alternative \(alternative), criterion \(criterion)"
    if value == .null { return .missing }
    guard let list = value.array else {
      return .exact(try RankingFields.number(value, at: place))
    }
    guard list.count == 2 else { throw RankingFileError(place, .wrongType) }
    let low = try RankingFields.number(list[0], at: place)
    let high = try RankingFields.number(list[1], at: place)
    guard low <= high else { throw RankingFileError(place, .intervalReversed) }
    return low == high ? .exact(low) : .interval(low...high)
  }

  /// The table with the scores that somebody gives alternatives instead of the common ones.
  static func replaced(
    _ table: DecisionTable, by scores: JSONValue, at place: String
  ) throws(RankingFileError) -> DecisionTable {
    var columns = table.columns
    for member in try RankingFields(scores, at: place).object.members {
      guard let i = table.alternatives.firstIndex(where: { $0.id == member.name }) else {
        throw RankingFileError(place, .unknownName(member.name))
      }
      for entry in try RankingFields(member.value, at: place).object.members {
        guard let j = table.criteria.firstIndex(where: { $0.id == entry.name }) else {
          throw RankingFileError(place, .unknownName(entry.name))
        }
        columns[j][i] = try score(entry.value, alternative: member.name, criterion: entry.name)
      }
    }
    return try RankingJSONReader.engine(place) { () throws(RankingError) in
      try DecisionTable(
        criteria: table.criteria, alternatives: table.alternatives, columns: columns)
    }
  }
}
