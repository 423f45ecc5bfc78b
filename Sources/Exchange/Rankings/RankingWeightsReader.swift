import Civic
import Ranking

/// Reads what a file says about weights.
struct RankingWeightsReader {
  private let names: [String]

  /// More criteria, or alternatives, nobody compares.
  static let mostCompared = 100

  init(criteria: [Criterion]) {
    names = criteria.map(\.id)
  }

  func read(_ value: JSONValue?, at place: String) throws(RankingFileError) -> WeightInformation {
    guard let value else { return .none }
    if value.array != nil { return .exact(try RankingFields.numbers(value, names, at: place)) }
    let fields = try RankingFields(value, at: place)
    guard let kind = try fields.text("kind") else {
      throw RankingFileError(place + "/kind", .missing)
    }
    if kind == "none" { return .none }
    let inside = place + "/values"
    // Comparisons may also stand beside the kind.
    let values = fields.value("values") ?? (kind == "best-worst" ? value : nil)
    guard let values else { throw RankingFileError(inside, .missing) }
    if kind == "pairwise" || kind == "best-worst", names.count > Self.mostCompared {
      throw RankingFileError(place, .tooMany(limit: Self.mostCompared))
    }
    switch kind {
    case "exact": return .exact(try RankingFields.numbers(values, names, at: inside))
    case "swing": return .swing(try RankingFields.numbers(values, names, at: inside))
    case "order": return .order(try order(values, at: inside))
    case "intervals": return .intervals(try intervals(values, at: inside))
    case "best-worst": return .bestWorst(try bestWorst(values, at: inside))
    case "pairwise":
      let rows = try Self.matrix(values["matrix"] ?? values, names: names, at: inside)
      guard rows.count == names.count else { throw RankingFileError(inside, .outOfRange) }
      return .pairwise(
        try RankingJSONReader.engine(inside) { () throws(RankingError) in
          try PairwiseMatrix(rows)
        })
    default: throw RankingFileError(place + "/kind", .unknownName(kind))
    }
  }

  private func index(_ value: JSONValue, at place: String) throws(RankingFileError) -> Int {
    guard let name = value.string ?? value.number?.description else {
      throw RankingFileError(place, .wrongType)
    }
    guard let index = names.firstIndex(of: name) else {
      throw RankingFileError(place, .unknownName(name))
    }
    return index
  }

  /// `["a", ["b", "c"]]` from the most important, or `{"a": 1, "b": 2, "c": 2}`.
  private func order(_ value: JSONValue, at place: String) throws(RankingFileError) -> [[Int]] {
    var groups: [[Int]] = []
    if let list = value.array {
      for entry in list {
        var group: [Int] = []
        for member in entry.array ?? [entry] { group.append(try index(member, at: place)) }
        if !group.isEmpty { groups.append(group) }
      }
    } else {
      let ranks = try RankingFields.numbers(value, names, at: place)
      for rank in Set(ranks).sorted() {
        groups.append(ranks.indices.filter { ranks[$0] == rank })
      }
    }
    var seen: Set<Int> = []
    for criterion in groups.joined() {
      guard seen.insert(criterion).inserted else {
        throw RankingFileError(place, .repeatedName(names[criterion]))
      }
    }
    guard let absent = names.indices.first(where: { !seen.contains($0) }) else { return groups }
    throw RankingFileError(place + JSONDifference.step(names[absent]), .missing)
  }

  private func intervals(
    _ value: JSONValue, at place: String
  ) throws(RankingFileError) -> [ClosedRange<Double>] {
    var bounds: [ClosedRange<Double>] = []
    for (name, entry) in zip(names, try RankingFields.entries(value, names, at: place)) {
      let inside = place + JSONDifference.step(name)
      guard let pair = entry.array else {
        let number = try RankingFields.number(entry, at: inside)
        bounds.append(number...number)
        continue
      }
      guard pair.count == 2 else { throw RankingFileError(inside, .wrongType) }
      let low = try RankingFields.number(pair[0], at: inside)
      let high = try RankingFields.number(pair[1], at: inside)
      guard low <= high else { throw RankingFileError(inside, .intervalReversed) }
      guard low >= 0, high <= 1 else { throw RankingFileError(inside, .outOfRange) }
      bounds.append(low...high)
    }
    _ = try RankingJSONReader.engine(place) { () throws(RankingError) in
      try WeightBounds(bounds, names: names)
    }
    return bounds
  }

  private func bestWorst(
    _ value: JSONValue, at place: String
  ) throws(RankingFileError) -> BestWorstComparisons {
    let fields = try RankingFields(value, at: place)
    guard let toOthers = fields.value("bestToOthers", "best_to_others", "best-to-others"),
      let toWorst = fields.value("othersToWorst", "others_to_worst", "others-to-worst")
    else { throw RankingFileError(place + "/bestToOthers, othersToWorst", .missing) }
    let first = try RankingFields.numbers(toOthers, names, at: place + "/bestToOthers")
    let second = try RankingFields.numbers(toWorst, names, at: place + "/othersToWorst")
    var best = first.firstIndex(of: 1)
    var worst = second.firstIndex(of: 1)
    if let name = fields.value("best") { best = try index(name, at: place + "/best") }
    if let name = fields.value("worst") { worst = try index(name, at: place + "/worst") }
    guard let best else { throw RankingFileError(place + "/best", .missing) }
    guard let worst else { throw RankingFileError(place + "/worst", .missing) }
    return try RankingJSONReader.engine(place) { () throws(RankingError) in
      try BestWorstComparisons(
        best: best, worst: worst, bestToOthers: first, othersToWorst: second, names: names)
    }
  }

  /// Rows of numbers, or an object of objects of which one triangle is enough.
  static func matrix(
    _ value: JSONValue, names: [String] = [], at place: String
  ) throws(RankingFileError) -> [[Double]] {
    if let list = value.array {
      guard list.count <= mostCompared else {
        throw RankingFileError(place, .tooMany(limit: mostCompared))
      }
      var rows: [[Double]] = []
      for (i, line) in list.enumerated() {
        guard let entries = line.array, entries.count == list.count else {
          throw RankingFileError("\(place)/\(i)", .wrongType)
        }
        var row: [Double] = []
        for (j, entry) in entries.enumerated() {
          row.append(try RankingFields.number(entry, at: "\(place)/\(i)/\(j)"))
        }
        rows.append(row)
      }
      return rows
    }
    let fields = try RankingFields(value, at: place)
    var rows: [[Double]] = []
    for (i, row) in names.enumerated() {
      var line: [Double] = []
      for (j, column) in names.enumerated() {
        let inside = place + JSONDifference.step(row) + JSONDifference.step(column)
        if let entry = fields.object[row]?[column] {
          line.append(try RankingFields.number(entry, at: inside))
        } else if let entry = fields.object[column]?[row] {
          line.append(1 / (try RankingFields.number(entry, at: inside)))
        } else if i == j {
          line.append(1)
        } else {
          throw RankingFileError(inside, .missing)
        }
      }
      rows.append(line)
    }
    return rows
  }
}
