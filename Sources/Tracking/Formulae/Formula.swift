/// How a computed indicator comes from others, as a sequence of steps on a stack (postfix).
///
/// The sequence is flat, so that neither reading nor computing nor freeing one can run out of stack.
/// Source of the form: Łukasiewicz's reverse notation; reading is precedence climbing.
public struct Formula: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    /// A finite number that is not negative, and its unit.
    case number(Double, IndicatorUnit)
    case indicator(IndicatorCode)
    case negate
    case add, subtract, multiply, divide
    case call(Function, arguments: Int)
    /// The first over the second, for so many of the second: per 1000 people.
    case per(basis: Int)
  }

  public enum Function: String, Sendable, CaseIterable {
    case min, max, sum, mean, abs
    /// A hundred times the first over the second, in %.
    case percent
  }

  /// Every step finds its operands on the stack, and one value is left in the end.
  public let steps: [Step]

  /// The indicators it names, each once, in the order of reading.
  public let references: [IndicatorCode]

  /// The most values that stand on the stack at once.
  let stackDepth: Int

  /// - Returns: Nothing when the steps do not leave exactly one value.
  public init?(steps: [Step]) {
    var (depth, deepest) = (0, 0)
    for step in steps {
      guard step.isWellFormed, depth >= step.operands else { return nil }
      depth += 1 - step.operands
      deepest = Swift.max(deepest, depth)
    }
    guard depth == 1 else { return nil }
    var seen: Set<IndicatorCode> = []
    references = steps.compactMap {
      if case .indicator(let code) = $0, seen.insert(code).inserted { code } else { nil }
    }
    self.steps = steps
    stackDepth = deepest
  }
}

extension Formula.Step {
  /// How many values it takes from the stack; each step leaves one.
  var operands: Int {
    switch self {
    case .number, .indicator: 0
    case .negate: 1
    case .add, .subtract, .multiply, .divide, .per: 2
    case .call(_, let arguments): arguments
    }
  }

  fileprivate var isWellFormed: Bool {
    switch self {
    case .number(let number, _): number.isFinite && number.sign == .plus
    case .indicator(let code): !code.text.isEmpty && !code.text.contains(where: "[]".contains)
    case .call(.abs, let arguments): arguments == 1
    case .call(.percent, let arguments): arguments == 2
    case .call(_, let arguments): arguments >= 1
    case .per(let basis): (1...Formula.largestBasis).contains(basis)
    default: true
    }
  }
}

extension Formula {
  public static let largestBasis = 1_000_000_000
}
