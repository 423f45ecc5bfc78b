extension Formula: CustomStringConvertible {
  /// The formula as ``parse(_:)`` reads it, with no more parentheses than its steps need.
  ///
  /// Reading gives the same steps again, if the nesting is not past ``deepestNesting``.
  public var description: String {
    var stack: [Printed] = []
    for step in steps {
      let operands = Array(stack.suffix(step.operands))
      stack.removeLast(step.operands)
      stack.append(Self.printed(step, operands))
    }
    return stack.last?.text ?? ""
  }

  private static func printed(_ step: Step, _ operands: [Printed]) -> Printed {
    switch step {
    case .number(let number, let unit):
      Printed(unit == .one ? number.plain : "\(number.plain) {\(unit)}", .operand)
    case .indicator(let code): Printed(printed(code), .operand)
    case .negate: Printed("-" + operands[0].inside(.signed), .signed)
    case .add: infix("+", operands, .sum)
    case .subtract: infix("-", operands, .sum)
    case .multiply: infix("*", operands, .product)
    case .divide: infix("/", operands, .product)
    case .call(let function, _): call(function.rawValue, operands.map(\.text))
    case .per(let basis): call("per", operands.map(\.text) + ["\(basis)"])
    }
  }

  /// Operators group to the left: the right side needs parentheses already at its own level.
  private static func infix(_ sign: String, _ operands: [Printed], _ level: Printed.Level)
    -> Printed
  {
    let tighter: Printed.Level = level == .sum ? .product : .signed
    let (left, right) = (operands[0].inside(level), operands[1].inside(tighter))
    return Printed("\(left) \(sign) \(right)", level)
  }

  private static func call(_ name: String, _ arguments: [String]) -> Printed {
    Printed("\(name)(\(arguments.joined(separator: ", ")))", .operand)
  }

  private static func printed(_ code: IndicatorCode) -> String {
    let isName =
      code.text.allSatisfy(isNameCharacter)
      && (code.text.first.map { $0.isLetter || $0 == "_" } ?? false)
    return isName ? code.text : "[\(code.text)]"
  }
}

private struct Printed {
  enum Level: Int { case sum, product, signed, operand }

  let text: String
  let level: Level

  init(_ text: String, _ level: Level) {
    self.text = text
    self.level = level
  }

  func inside(_ needed: Level) -> String {
    level.rawValue < needed.rawValue ? "(\(text))" : text
  }
}

extension Double {
  /// The shortest digits that read as the same number, whole numbers without a point.
  fileprivate var plain: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
