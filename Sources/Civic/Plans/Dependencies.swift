public import Exact

/// What is wrong with the dependencies and exclusions of a plan's actions.
public enum DependencyFault: Hashable, Sendable {
  /// Each action waits for the next one, and the last for the first.
  case cycle([Exact.ID<Action>])
  /// The second is in no list of the plan.
  case unknown(Exact.ID<Action>, Exact.ID<Action>)
  /// The first can only start after the second, with which it cannot be done.
  case excludesWhatItNeeds(Exact.ID<Action>, Exact.ID<Action>)
  /// The first starts before the second ends.
  case startsTooEarly(Exact.ID<Action>, after: Exact.ID<Action>)
}

extension PlanDocument {
  /// The faults of dependencies and exclusions, in the order of the actions.
  ///
  /// - Complexity: O(actions + dependencies), and O(actions²) at worst for indirect exclusions.
  public func dependencyFaults() -> [DependencyFault] {
    let byID = Dictionary(actions.map { ($0.id, $0) }) { first, _ in first }
    var faults: [DependencyFault] = []
    for action in actions {
      for other in action.dependencies + action.exclusions where byID[other] == nil {
        faults.append(.unknown(action.id, other))
      }
      let needed =
        action.dependencies.isEmpty ? [] : needs(of: action.id) { byID[$0]?.dependencies ?? [] }
      for other in actions where needed.contains(other.id) {
        if action.exclusions.contains(other.id) || other.exclusions.contains(action.id) {
          faults.append(.excludesWhatItNeeds(action.id, other.id))
        }
      }
      faults += action.dependencies.compactMap { other in
        guard let before = byID[other], let start = span(of: action)?.lowerBound,
          let end = span(of: before)?.upperBound, start <= end
        else { return nil }
        return .startsTooEarly(action.id, after: other)
      }
    }
    return faults + cycles(in: byID).map(DependencyFault.cycle)
  }

  /// The same of one action and of what it waits for.
  ///
  /// - Complexity: O(actions), beside what is said above for those it waits for.
  func dependencyFaults(of action: Exact.ID<Action>) -> [DependencyFault] {
    let places = Dictionary(zip(actions.map(\.id), actions.indices)) { first, _ in first }
    let near = needs(of: action) { places[$0].map { actions[$0].dependencies } ?? [] }
      .union([action])
    var part = self
    part.actions = actions.filter { near.contains($0.id) }
    return part.dependencyFaults()
  }

  /// Everything an action waits for, directly or through others.
  private func needs(
    of action: Exact.ID<Action>, waitsFor: (Exact.ID<Action>) -> [Exact.ID<Action>]
  ) -> Set<Exact.ID<Action>> {
    var found: Set<Exact.ID<Action>> = []
    var open = [action]
    while let next = open.popLast() {
      for other in waitsFor(next) where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  /// One cycle for each way back that a depth-first walk meets (Tarjan 1972), each as a path.
  private func cycles(in byID: [Exact.ID<Action>: Action]) -> [[Exact.ID<Action>]] {
    var finished: Set<Exact.ID<Action>> = []
    var found: [[Exact.ID<Action>]] = []
    for root in actions.map(\.id) where !finished.contains(root) {
      var path: [(id: Exact.ID<Action>, next: Int)] = [(root, 0)]
      while let top = path.last {
        let successors = byID[top.id]?.dependencies ?? []
        guard top.next < successors.count else {
          finished.insert(top.id)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let successor = successors[top.next]
        if let start = path.firstIndex(where: { $0.id == successor }) {
          found.append(path[start...].map(\.id))
        } else if !finished.contains(successor), byID[successor] != nil {
          path.append((successor, 0))
        }
      }
    }
    return found
  }
}
