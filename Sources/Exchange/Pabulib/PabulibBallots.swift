import Tally

/// Turns the fields of VOTES into ballots.
struct PabulibBallots {
  let kind: BallotKind
  private let projects: Int
  private let longest: Int?
  private let unnamed: PabulibNumber?
  private(set) var builder: ProfileBuilder
  private(set) var empty = PabulibOccurrences()
  private(set) var repeated = PabulibOccurrences()
  private(set) var several = PabulibOccurrences()
  private(set) var long = PabulibOccurrences()
  /// The ballot being read.
  private var named: [Int] = []
  private var numbers: [PabulibNumber] = []
  /// For each project the last ballot that named it.
  private var lastNamed: [Int]
  private var count = 0

  init(_ kind: BallotKind, projects: Int, longest: Int?, unnamed: PabulibNumber?) {
    self.kind = kind
    self.projects = projects
    self.longest = longest
    self.unnamed = unnamed
    builder = ProfileBuilder(kind: kind)
    lastNamed = [Int](repeating: 0, count: projects)
  }

  mutating func add(
    _ rows: borrowing PabulibRows, _ bytes: UnsafeBufferPointer<UInt8>, vote: Int, points: Int?,
    index: borrowing PabulibIndex
  ) throws(PabulibError) {
    named.removeAll(keepingCapacity: true)
    count += 1
    if let range = rows.plainRange(vote) {
      try readNames(bytes, range, line: rows.line, index: index)
    } else {
      let copy = Array(rows.text(vote).utf8)
      try copy.withUnsafeBufferPointer { buffer throws(PabulibError) in
        try readNames(buffer, 0..<buffer.count, line: rows.line, index: index)
      }
    }
    if named.isEmpty { empty.add(line: rows.line) }
    switch kind {
    case .approval, .chooseOne: addApproval(line: rows.line)
    case .ordinal: addRanking(line: rows.line)
    case .cumulative, .scoring:
      try readPoints(Array(rows.text(points ?? 0).utf8), line: rows.line)
      try addPoints(line: rows.line)
    }
  }

  /// Reads a list of identifiers divided by commas; an empty place in it counts for nothing.
  private mutating func readNames(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, line: Int,
    index: borrowing PabulibIndex
  ) throws(PabulibError) {
    var start = range.lowerBound
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
      var (first, last) = (start, end)
      while first < last, bytes[first] <= 32 { first += 1 }
      while last > first, bytes[last - 1] <= 32 { last -= 1 }
      if first < last {
        guard let project = index.find(bytes, first..<last) else {
          let name = String(decoding: bytes[first..<last], as: UTF8.self)
          if name == "None", named.isEmpty, end == range.upperBound { return }
          throw PabulibError(line: line, field: "vote", .unknownProject(name))
        }
        named.append(project)
      }
      start = end + 1
    }
  }

  /// Whether the open ballot names the project for the first time.
  private mutating func isFirst(_ project: Int) -> Bool {
    defer { lastNamed[project] = count }
    return lastNamed[project] != count
  }

  private mutating func addApproval(line: Int) {
    var hasRepeated = false
    for project in named where !isFirst(project) { hasRepeated = true }
    if hasRepeated { repeated.add(line: line) }
    if kind == .chooseOne, named.count > 1 { several.add(line: line) }
    builder.add(named)
  }

  /// The first place gets as many points as a ballot may have places, the next one less, and so on.
  private mutating func addRanking(line: Int) {
    let ranked = named.filter { isFirst($0) }
    if ranked.count < named.count { repeated.add(line: line) }
    let top = longest ?? ranked.count
    if ranked.count > top { long.add(line: line) }
    builder.add(
      ranked.enumerated().map { place, project in
        Choice(project: project, points: Int64(max(0, top - place)))
      })
  }

  private mutating func readPoints(_ text: [UInt8], line: Int) throws(PabulibError) {
    numbers.removeAll(keepingCapacity: true)
    for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: true) {
      let trimmed = part.drop { $0 <= 32 }.reversed().drop { $0 <= 32 }.reversed()
      if trimmed.isEmpty { continue }
      do throws(PabulibNumber.Failure) {
        numbers.append(try PabulibNumber(reading: Array(trimmed)))
      } catch {
        let text = String(decoding: trimmed, as: UTF8.self)
        if text == "None", named.isEmpty { continue }
        throw PabulibError(
          line: line, field: "points",
          error == .notANumber ? .notANumber(text) : .numberOutOfRange(text))
      }
    }
    guard numbers.count == named.count else {
      throw PabulibError(
        line: line, field: "points",
        .pointsWithoutProjects(projects: named.count, points: numbers.count))
    }
  }

  private mutating func addPoints(line: Int) throws(PabulibError) {
    let scale = max(numbers.reduce(0) { max($0, $1.scale) }, unnamed?.scale ?? 0)
    var choices: [Choice] = []
    var isRepeated = false
    for (project, number) in zip(named, numbers) {
      guard isFirst(project) else {
        isRepeated = true
        continue
      }
      choices.append(Choice(project: project, points: try units(number, scale, line: line)))
    }
    if isRepeated { repeated.add(line: line) }
    if let unnamed {
      let points = try units(unnamed, scale, line: line)
      for project in 0..<projects where lastNamed[project] != count {
        choices.append(Choice(project: project, points: points))
      }
    }
    guard builder.add(choices, scale: scale) else {
      throw PabulibError(line: line, field: "points", .numberOutOfRange(""))
    }
  }

  private func units(
    _ number: PabulibNumber, _ scale: Int, line: Int
  ) throws(PabulibError) -> Int64 {
    guard let units = number.units(scale: scale) else {
      throw PabulibError(line: line, field: "points", .numberOutOfRange("\(number.significand)"))
    }
    return units
  }
}
