/// What a formula gives for one city and year.
public enum FormulaOutcome: Equatable, Sendable {
  case value(Double)
  /// The first indicator without a value, in the order of computing.
  case missing(IndicatorCode)
  case divisionByZero
  /// Beyond the largest number, or an indicator's value was not a number.
  case notFinite
}

extension Formula {
  /// Computes one value. The first operand that has none decides the answer: nothing is skipped.
  ///
  /// - Parameter value: The value of an indicator, if there is one.
  /// - Complexity: O(steps).
  public func outcome(_ value: (IndicatorCode) -> Double?) -> FormulaOutcome {
    var stack: [FormulaOutcome] = []
    for step in steps {
      let operands = Array(stack.suffix(step.operands))
      stack.removeLast(step.operands)
      stack.append(Self.outcome(of: step, operands, value))
    }
    return stack[0]
  }

  private static func outcome(
    of step: Step, _ operands: [FormulaOutcome], _ value: (IndicatorCode) -> Double?
  ) -> FormulaOutcome {
    var numbers: [Double] = []
    for operand in operands {
      guard case .value(let number) = operand else { return operand }
      numbers.append(number)
    }
    switch step {
    case .number(let number, _): return .value(number)
    case .indicator(let code):
      guard let number = value(code) else { return .missing(code) }
      return finite(number)
    case .divide, .call(.percent, _), .per:
      return numbers[1] == 0 ? .divisionByZero : finite(result(of: step, numbers))
    default: return finite(result(of: step, numbers))
    }
  }

  private static func finite(_ number: Double) -> FormulaOutcome {
    number.isFinite ? .value(number) : .notFinite
  }

  /// - Parameter numbers: As many as the step takes, at least one.
  private static func result(of step: Step, _ numbers: [Double]) -> Double {
    let rest = numbers.dropFirst()
    return switch step {
    case .negate: -numbers[0]
    case .add: numbers[0] + numbers[1]
    case .subtract: numbers[0] - numbers[1]
    case .multiply: numbers[0] * numbers[1]
    case .divide: numbers[0] / numbers[1]
    case .per(let basis): numbers[0] / numbers[1] * Double(basis)
    case .call(.percent, _): numbers[0] / numbers[1] * 100
    case .call(.min, _): rest.reduce(numbers[0]) { $1 < $0 ? $1 : $0 }
    case .call(.max, _): rest.reduce(numbers[0]) { $1 > $0 ? $1 : $0 }
    case .call(.sum, _): rest.reduce(numbers[0], +)
    case .call(.mean, _): rest.reduce(numbers[0], +) / Double(numbers.count)
    case .call(.abs, _): numbers[0].magnitude
    case .number, .indicator: numbers.first ?? .nan
    }
  }
}
