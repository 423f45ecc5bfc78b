/// For each project the groups of ballots that give it points, in one flat list.
struct Supporters: Sendable {
  /// Where each project's groups begin, and after the last their number.
  let starts: [Int]
  let groups: [Int32]
  /// Points beside `groups`; `nil` when each is one.
  let points: [Int64]?

  /// - Parameter withPoints: Whether points matter; otherwise support is support.
  /// - Complexity: O(choices).
  init(of profile: Profile, projects: Int, withPoints: Bool) {
    var counts = [Int](repeating: 0, count: projects + 1)
    let values = profile.points
    for place in profile.choices.indices where values.map({ $0[place] > 0 }) ?? true {
      counts[Int(profile.choices[place]) + 1] += 1
    }
    for project in 0..<projects { counts[project + 1] += counts[project] }
    var next = counts
    var groups = [Int32](repeating: 0, count: counts[projects])
    var points = [Int64](repeating: 1, count: withPoints && values != nil ? groups.count : 0)
    for group in 0..<profile.groupCount {
      for place in profile.starts[group]..<profile.starts[group + 1] {
        let value = values?[place] ?? 1
        guard value > 0 else { continue }
        let project = Int(profile.choices[place])
        groups[next[project]] = Int32(group)
        if !points.isEmpty { points[next[project]] = value }
        next[project] += 1
      }
    }
    starts = counts
    self.groups = groups
    self.points = points.isEmpty ? nil : points
  }

  func range(of project: Int) -> Range<Int> { starts[project]..<starts[project + 1] }
}
