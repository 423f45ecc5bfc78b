/// Takes ballots one by one and puts equal ones together.
///
/// - Complexity: O(choices) in all, on average.
public struct ProfileBuilder: Sendable {
  private let kind: BallotKind
  private var scale = 0
  private var weights: [Int32] = []
  private var starts: [Int] = [0]
  private var choices: [Int32] = []
  private var points: [Int64] = []
  /// Open addressing: index of a group plus one, 0 for a free place; a power of two in size.
  private var table = [Int32](repeating: 0, count: 1 << 10)

  /// No ballot gives a project more than this, in the profile's units.
  public static let largestPoints: Int64 = 1 << 31

  public init(kind: BallotKind) {
    self.kind = kind
  }

  /// Adds a ballot of bare names, each for one point.
  ///
  /// - Parameter projects: Indices; a repeated one counts once.
  public mutating func add(_ projects: [Int], voters: Int32 = 1) {
    let start = choices.count
    for project in projects { insert(Int32(project), 1, from: start) }
    close(from: start, voters: voters)
  }

  /// Adds a ballot with points.
  ///
  /// - Parameters:
  ///   - ballot: A project named twice counts as it stands first; zero points are no choice.
  ///   - scale: The decimals of these points, 0 to 6.
  /// - Returns: `false`, with nothing added, when points are too large (``largestPoints``).
  @discardableResult
  public mutating func add(_ ballot: [Choice], scale: Int = 0, voters: Int32 = 1) -> Bool {
    precondition((0...6).contains(scale), "points have six decimals at most")
    if scale > self.scale, !raise(to: scale) { return false }
    let factor = Self.power(self.scale - scale)
    let start = choices.count
    for choice in ballot {
      let (value, overflow) = choice.points.multipliedReportingOverflow(by: factor)
      guard !overflow, value.magnitude <= UInt64(Self.largestPoints) else {
        choices.removeSubrange(start...)
        points.removeSubrange(start...)
        return false
      }
      insert(Int32(choice.project), value, from: start)
    }
    dropZeros(from: start)
    close(from: start, voters: voters)
    return true
  }

  public func profile() -> Profile {
    let uniform = scale == 0 && points.allSatisfy { $0 == 1 }
    return Profile(
      kind: kind, pointScale: scale, weights: weights, starts: starts, choices: choices,
      points: uniform ? nil : points)
  }

  /// Keeps the open ballot sorted by project.
  private mutating func insert(_ project: Int32, _ value: Int64, from start: Int) {
    var place = choices.count
    while place > start, choices[place - 1] >= project {
      if choices[place - 1] == project { return }
      place -= 1
    }
    // Appending and moving is several times quicker than inserting into a long array.
    choices.append(project)
    points.append(value)
    var hole = choices.count - 1
    while hole > place {
      choices.swapAt(hole, hole - 1)
      points.swapAt(hole, hole - 1)
      hole -= 1
    }
  }

  private mutating func dropZeros(from start: Int) {
    var kept = start
    for place in start..<choices.count where points[place] != 0 {
      choices[kept] = choices[place]
      points[kept] = points[place]
      kept += 1
    }
    choices.removeSubrange(kept...)
    points.removeSubrange(kept...)
  }

  /// Adds the open ballot to its group, or makes it a group.
  private mutating func close(from start: Int, voters: Int32) {
    if weights.count * 2 >= table.count { rehash(size: table.count * 4) }
    var slot = hash(start..<choices.count)
    while table[slot] != 0 {
      let group = Int(table[slot]) - 1
      if isOpenBallot(from: start, equalTo: group) {
        weights[group] += voters
        choices.removeSubrange(start...)
        points.removeSubrange(start...)
        return
      }
      slot = (slot + 1) & (table.count - 1)
    }
    weights.append(voters)
    starts.append(choices.count)
    table[slot] = Int32(weights.count)
  }

  private func isOpenBallot(from start: Int, equalTo group: Int) -> Bool {
    let range = starts[group]..<starts[group + 1]
    guard range.count == choices.count - start else { return false }
    for offset in 0..<range.count {
      let (left, right) = (range.lowerBound + offset, start + offset)
      if choices[left] != choices[right] || points[left] != points[right] { return false }
    }
    return true
  }

  private func hash(_ range: Range<Int>) -> Int {
    var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
    for place in range {
      let word =
        UInt64(UInt32(bitPattern: choices[place])) &+ UInt64(bitPattern: points[place]) << 32
      mixed = (mixed ^ word) &* 0xBF58_476D_1CE4_E5B9
      mixed ^= mixed >> 29
    }
    return Int(mixed & UInt64(table.count - 1))
  }

  private mutating func rehash(size: Int) {
    table = [Int32](repeating: 0, count: size)
    for group in weights.indices {
      var slot = hash(starts[group]..<starts[group + 1])
      while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = Int32(group + 1)
    }
  }

  /// Rewrites all points with more decimals.
  private mutating func raise(to scale: Int) -> Bool {
    let factor = Self.power(scale - self.scale)
    guard points.allSatisfy({ $0.magnitude <= UInt64(Self.largestPoints / factor) }) else {
      return false
    }
    for place in points.indices { points[place] *= factor }
    self.scale = scale
    rehash(size: table.count)
    return true
  }

  private static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }
}
