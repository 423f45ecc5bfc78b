import Exact

/// Where a key figure may go: a base path, actions with uncertain effects, uncertain assumptions.
public struct Scenario: Hashable, Sendable {
  /// What an action is expected to bring.
  public struct Action: Hashable, Sendable {
    public let name: String
    /// The first year with an effect.
    public let start: Int
    /// Years until the full effect, at least 1: with 4 the first year has a quarter.
    public let ramp: Int
    public let effect: Size

    public init(_ name: String, start: Int, ramp: Int = 1, effect: Size) {
      precondition(ramp >= 1, "the full effect is there after at least one year")
      (self.name, self.start, self.ramp, self.effect) = (name, start, ramp, effect)
    }
  }

  public enum Size: Hashable, Sendable {
    /// In the figure's unit.
    case amount(Triangular)
    /// A share of the base path, as the assumptions leave it: −0.1 takes a tenth off.
    case share(Triangular)
  }

  /// A factor drawn once for all years; 1 changes nothing.
  public struct Assumption: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
      /// The base path as a whole.
      case base
      /// The base path's distance from its first year.
      case growth
      case allEffects
      case effect(of: String)
    }

    public let name: String
    public let factor: Triangular
    public let scope: Scope

    public init(_ name: String, factor: Triangular, on scope: Scope) {
      (self.name, self.factor, self.scope) = (name, factor, scope)
    }
  }

  public let firstYear: Int
  /// A value for each year from the first on.
  public let base: [Double]
  public let actions: [Action]
  public let assumptions: [Assumption]

  public init(
    firstYear: Int, base: [Double], actions: [Action] = [], assumptions: [Assumption] = []
  ) {
    (self.firstYear, self.base) = (firstYear, base)
    (self.actions, self.assumptions) = (actions, assumptions)
  }
}

extension Scenario {
  /// The figure by year in one of the runs.
  ///
  /// Each draw depends on the seed, the run and the name of what is drawn, and on nothing else: runs
  /// come out the same in any order and on any number of threads, and the same action is drawn the
  /// same in every scenario that has it (common random numbers).
  ///
  /// - Complexity: O(years · actions).
  public func path(seed: UInt64, run: Int) -> [Double] {
    let factors = assumptions.map {
      (scope: $0.scope, value: $0.factor.quantile(Self.draw(seed, run, "assumption", $0.name)))
    }
    func product(_ scopes: Assumption.Scope...) -> Double {
      factors.filter { scopes.contains($0.scope) }.reduce(1) { $0 * $1.value }
    }
    let (level, growth) = (product(.base), product(.growth))
    var path = base.map { ((base.first ?? 0) + ($0 - (base.first ?? 0)) * growth) * level }
    let plain = path
    for action in actions {
      let factor = product(.allEffects, .effect(of: action.name))
      let share = Self.draw(seed, run, "action", action.name)
      for index in path.indices {
        let years = Double(firstYear + index - action.start + 1)
        let ramped = factor * min(1, max(0, years / Double(action.ramp)))
        switch action.effect {
        case .amount(let size): path[index] += ramped * size.quantile(share)
        case .share(let size): path[index] += ramped * size.quantile(share) * plain[index]
        }
      }
    }
    return path
  }

  /// A number from 0 to below 1, by counter: SplitMix64 over a mix of seed, run and name (FNV-1a).
  static func draw(_ seed: UInt64, _ run: Int, _ kind: String, _ name: String) -> Double {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array(kind.utf8) + [0] + Array(name.utf8) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    var outer = SeededGenerator(seed: seed ^ hash)
    var inner = SeededGenerator(seed: outer.next() &+ UInt64(truncatingIfNeeded: run))
    return Double(inner.next() >> 11) * 0x1p-53
  }
}
