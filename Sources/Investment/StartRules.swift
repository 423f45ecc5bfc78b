/// Precedence and exclusion, as a search by moves asks for them.
struct StartRules {
  private let action: [Int]
  private let start: [Int]
  /// For each action the pairs it comes second, or first in, with the years between the starts.
  private var before: [[(other: Int, years: Int)]]
  private var after: [[(other: Int, years: Int)]]
  /// For each action those that exclude it.
  private var excludes: [[Int]]

  init(_ program: InvestmentProgram) {
    let plan = program.plan
    action = program.offers.map(\.action)
    start = program.offers.map(\.start)
    before = plan.actions.map { _ in [] }
    after = before
    excludes = plan.actions.map { _ in [] }
    for pair in plan.precedence {
      let years = plan.actions[pair.first].duration + pair.lag
      before[pair.second].append((pair.first, years))
      after[pair.first].append((pair.second, years))
    }
    for group in plan.exclusions {
      for member in Set(group) { excludes[member] += Set(group).subtracting([member]) }
    }
  }

  /// Whether an action may be out.
  func allowsLeaving(_ offer: Int, in choice: [Int]) -> Bool {
    after[action[offer]].allSatisfy { choice[$0.other] < 0 }
  }

  /// Whether an action may be in with this start.
  func allows(_ offer: Int, replacing: Int, in choice: [Int]) -> Bool {
    let which = action[offer]
    for other in excludes[which] where choice[other] >= 0 { return false }
    for pair in before[which] {
      let first = choice[pair.other]
      if first < 0 || start[first] + pair.years > start[offer] { return false }
    }
    for pair in after[which] {
      let second = choice[pair.other]
      if second >= 0, start[offer] + pair.years > start[second] { return false }
    }
    return true
  }
}
