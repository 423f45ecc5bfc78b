extension Formula {
  /// The unit of the result, without computing anything.
  ///
  /// - Parameter units: The unit of each indicator it names.
  /// - Throws: ``UnitError`` naming both units that do not go together.
  public func unit(of units: (IndicatorCode) -> IndicatorUnit?) throws(UnitError) -> IndicatorUnit {
    var stack: [IndicatorUnit] = []
    for (index, step) in steps.enumerated() {
      let operands = Array(stack.suffix(step.operands))
      stack.removeLast(step.operands)
      stack.append(try Self.unit(of: step, operands, at: index, units))
    }
    return stack[0]
  }

  private static func unit(
    of step: Step, _ operands: [IndicatorUnit], at index: Int,
    _ units: (IndicatorCode) -> IndicatorUnit?
  ) throws(UnitError) -> IndicatorUnit {
    switch step {
    case .number(_, let unit): return unit
    case .indicator(let code):
      guard let unit = units(code) else { throw .unknownIndicator(code) }
      return unit
    case .negate: return operands[0]
    case .add, .subtract, .call(.min, _), .call(.max, _), .call(.sum, _), .call(.mean, _),
      .call(.abs, _):
      for other in operands where other != operands[0] {
        throw .different(operands[0], other, step: index)
      }
      return operands[0]
    case .multiply: return try known(operands[0].times(operands[1]), index)
    case .divide: return try known(operands[0].over(operands[1]), index)
    case .call(.percent, _):
      return try known(operands[0].times(.percent)?.over(operands[1]), index)
    case .per(let basis):
      return try known(
        IndicatorUnit.base("\(basis)").flatMap { operands[0].over(operands[1])?.over($0) }, index)
    }
  }

  private static func known(_ unit: IndicatorUnit?, _ index: Int) throws(UnitError) -> IndicatorUnit
  {
    guard let unit else { throw .tooLarge(step: index) }
    return unit
  }
}
