/// Groups of projects of which at most one is funded.
struct ExclusiveGroups: Sendable {
  private let groups: [[Int]]
  private let groupOf: [Int: Int]

  static let none = ExclusiveGroups()

  private init() {
    groups = []
    groupOf = [:]
  }

  /// - Throws: ``TallyError/inTwoExclusiveGroups(_:)``.
  init(_ groups: [[Int]]) throws(TallyError) {
    var groupOf: [Int: Int] = [:]
    for (index, group) in groups.enumerated() {
      for project in group {
        if let other = groupOf[project], other != index { throw .inTwoExclusiveGroups(project) }
        groupOf[project] = index
      }
    }
    self.groups = groups
    self.groupOf = groupOf
  }

  var isEmpty: Bool { groups.isEmpty }

  /// The other projects of the group; none for a project in no group.
  func others(than project: Int) -> [Int] {
    guard let group = groupOf[project] else { return [] }
    return groups[group].filter { $0 != project }
  }
}
