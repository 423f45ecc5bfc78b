import Civic
public import Matching

/// Ready scores as `gradnik-scores/1`: who can be paired, and what each pair is worth.
public struct ScoreFile: Sendable {
  /// Of both sides, the left one first.
  public let names: [String]
  public let leftCount: Int
  /// Whether all are one group: a file without a right side.
  public let isOneGroup: Bool
  public let problem: PairProblem
  public let edges: [ScoredEdge]
  public let notes: [MatchingNote]
}

/// Reads `gradnik-scores/1`, and `b-matching/1` whose edges name places in the lists.
struct ScoreReader {
  private static let heads = [
    "format", "left", "right", "capacity", "quota", "edges", "fixed", "version", "n", "semantics",
  ]

  func read(_ file: PlacedJSON) throws(MatchingFileError) -> ScoreFile {
    var notes: [MatchingNote] = []
    for name in try file.object().names where !Self.heads.contains(name) {
      notes.append(.unknownField(name, count: 1))
    }
    let left = try ids(file.required("left"))
    let right = try file["right"].map { item throws(MatchingFileError) in try ids(item) } ?? []
    let isOneGroup = right.isEmpty
    let capacity = try capacities(file, left + right, &notes)
    let sides = Sides(
      left: left, right: isOneGroup ? left : right, offset: isOneGroup ? 0 : left.count)
    let edgeList = try file.required("edges")
    let byPlace = file["quota"] == nil ? try namesPlaces(edgeList, sides) : true
    if byPlace, file["quota"] == nil { notes.append(.placesNotIdentifiers) }
    let edges = try edges(edgeList, sides, byPlace: byPlace)
    var problem = PairProblem(
      capacity: capacity, isFirst: isOneGroup ? nil : (left + right).indices.map { $0 < left.count }
    )
    if let fixed = file["fixed"] {
      for pair in try fixed.items() {
        let ends = try pair.items()
        guard ends.count == 2 else { throw pair.wrong("array of two cities") }
        problem.fixed.append(
          (try sides.left(ends[0], byPlace: byPlace), try sides.right(ends[1], byPlace: byPlace)))
      }
    }
    return ScoreFile(
      names: left + right, leftCount: left.count, isOneGroup: isOneGroup, problem: problem,
      edges: edges, notes: notes)
  }

  private func ids(_ list: PlacedJSON) throws(MatchingFileError) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for item in try list.items() {
      let name = try item.identifier()
      guard seen.insert(name).inserted else { throw MatchingFileError(item.place, .repeated(name)) }
      names.append(name)
    }
    return names
  }

  private func capacities(
    _ file: PlacedJSON, _ names: [String], _ notes: inout [MatchingNote]
  ) throws(MatchingFileError) -> [Int] {
    let range: ClosedRange<Int64> = 0...1_000_000_000
    guard let item = file["capacity"] ?? file["quota"] else {
      notes.append(.capacityMissing(count: names.count, taken: 1))
      return names.map { _ in 1 }
    }
    guard item.value.object != nil else {
      let one = Int(try item.integer(in: range))
      return names.map { _ in one }
    }
    let known = Set(names)
    for name in try item.object().names where !known.contains(name) {
      throw MatchingFileError(item.place + JSONDifference.step(name), .unknownCity(name))
    }
    var capacities: [Int] = []
    for name in names { capacities.append(Int(try item[name]?.integer(in: range) ?? 1)) }
    let missing = names.count { item[$0] == nil }
    if missing > 0 { notes.append(.capacityMissing(count: missing, taken: 1)) }
    return capacities
  }

  /// Numbers that are not all identifiers can only be places.
  private func namesPlaces(_ list: PlacedJSON, _ sides: Sides) throws(MatchingFileError) -> Bool {
    for item in try list.items() {
      guard let ends = item.value.array, ends.count == 3 else { continue }
      if ends[0].string != nil || ends[1].string != nil { return false }
      let isNamed = [(ends[0], sides.leftPlaces), (ends[1], sides.rightPlaces)].allSatisfy {
        value, places in
        value.number?.integer.map { places[String($0)] != nil } ?? false
      }
      if !isNamed { return true }
    }
    return false
  }

  private func edges(
    _ list: PlacedJSON, _ sides: Sides, byPlace: Bool
  ) throws(MatchingFileError) -> [ScoredEdge] {
    var edges: [ScoredEdge] = []
    var seen: [UInt64: Int64] = [:]
    for item in try list.items() {
      let parts = try item.items()
      guard parts.count == 3 else { throw item.wrong("array [left, right, score]") }
      let one = try sides.left(parts[0], byPlace: byPlace)
      let other = try sides.right(parts[1], byPlace: byPlace)
      let score = try parts[2].integer(in: -(1 << 53)...(1 << 53))
      guard one != other else {
        throw MatchingFileError(item.place, .pairWithItself(sides.left[one]))
      }
      let key = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
      if let known = seen.updateValue(score, forKey: key) {
        guard known == score else {
          throw MatchingFileError(
            item.place, .differingScores(sides.left[one], sides.right[other - sides.offset]))
        }
        continue
      }
      edges.append(ScoredEdge(one, other, score: score))
    }
    return edges
  }
}

/// The two lists of a scores file.
private struct Sides {
  let left: [String]
  let right: [String]
  let offset: Int
  let leftPlaces: [String: Int]
  let rightPlaces: [String: Int]

  init(left: [String], right: [String], offset: Int) {
    self.left = left
    self.right = right
    self.offset = offset
    leftPlaces = Dictionary(uniqueKeysWithValues: left.enumerated().map { ($1, $0) })
    rightPlaces = Dictionary(uniqueKeysWithValues: right.enumerated().map { ($1, $0) })
  }

  func left(_ item: PlacedJSON, byPlace: Bool) throws(MatchingFileError) -> Int {
    try place(item, leftPlaces, left.count, byPlace)
  }

  func right(_ item: PlacedJSON, byPlace: Bool) throws(MatchingFileError) -> Int {
    offset + (try place(item, rightPlaces, right.count, byPlace))
  }

  private func place(
    _ item: PlacedJSON, _ places: [String: Int], _ count: Int, _ byPlace: Bool
  ) throws(MatchingFileError) -> Int {
    if byPlace { return Int(try item.integer(in: 0...Int64(max(0, count - 1)))) }
    let name = try item.identifier()
    guard let place = places[name] else { throw MatchingFileError(item.place, .unknownCity(name)) }
    return place
  }
}
