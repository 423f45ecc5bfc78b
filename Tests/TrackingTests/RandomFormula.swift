import Exact

@testable import Tracking

extension Formula {
  /// Any formula at all over the codes `a` to `h`, units right or wrong.
  static func random(steps count: Int, using random: inout SeededGenerator) -> Formula {
    var steps: [Step] = []
    var depth = 0
    while steps.count < count || depth > 1 {
      let step = randomStep(depth: depth, mayGrow: steps.count < count, using: &random)
      steps.append(step)
      depth += 1 - step.operands
    }
    return Formula(steps: steps)!
  }

  private static func randomStep(
    depth: Int, mayGrow: Bool, using random: inout SeededGenerator
  ) -> Step {
    let numbers: [Double] = [0, 1, 2.5, 1000, 1e300, 1e-300, Double.leastNonzeroMagnitude, 0.1]
    let units: [IndicatorUnit] = [
      .one, .percent, IndicatorUnit.parse("people/km²")!, IndicatorUnit.parse("EUR")!,
    ]
    if depth == 0 || (mayGrow && depth < 12 && Bool.random(using: &random)) {
      return Bool.random(using: &random)
        ? .number(
          numbers.randomElement(using: &random)!, units.randomElement(using: &random)!)
        : .indicator(
          IndicatorCode(["a", "b", "c d", "e.f", "min", "7", "ž"].randomElement(using: &random)!))
    }
    if depth == 1 { return Bool.random(using: &random) ? .negate : .call(.abs, arguments: 1) }
    let pairs: [Step] = [
      .add, .subtract, .multiply, .divide, .per(basis: 1000), .call(.percent, arguments: 2),
      .add, .divide,
    ]
    let many: [Function] = [.min, .max, .sum, .mean]
    return Bool.random(using: &random)
      ? pairs.randomElement(using: &random)!
      : .call(
        many.randomElement(using: &random)!,
        arguments: Int.random(in: 1...min(4, depth), using: &random))
  }
}
