extension FormulaBook {
  /// Computes every indicator of ``order`` for all rows.
  ///
  /// Rows are taken in strips that stay in the processor's cache; the answers are those of
  /// ``Formula/outcome(_:)``, row by row. An indicator without a column is missing everywhere.
  ///
  /// - Parameters:
  ///   - columns: The measured indicators, all of the same length.
  ///   - rows: That length.
  ///   - shouldStop: Asked before each indicator.
  /// - Returns: The computed columns; nothing when it was stopped.
  /// - Complexity: O(rows · total steps).
  public func columns(
    from columns: [IndicatorCode: Column], rows: Int, shouldStop: () -> Bool = { false }
  ) -> [IndicatorCode: Column]? {
    precondition(
      columns.values.allSatisfy { $0.count == rows }, "columns of one table have one length")
    var computed: [IndicatorCode: Column] = [:]
    computed.reserveCapacity(order.count)
    for code in order {
      guard !shouldStop() else { return nil }
      guard let formula = formulae[code] else { continue }
      let inputs = formula.references.map { reference in
        (computed[reference] ?? columns[reference])?.cells
          ?? Array(repeating: missingCell(reference), count: rows)
      }
      computed[code] = Column(cells: StripProgram(formula).cells(inputs, rows: rows))
    }
    return computed
  }
}

/// A formula whose references are positions of its inputs.
private struct StripProgram {
  private static let strip = 512

  let steps: [Formula.Step]
  /// For each step that names an indicator, which input it is.
  let inputOf: [Int]
  let depth: Int

  init(_ formula: Formula) {
    let positions = Dictionary(
      uniqueKeysWithValues: zip(formula.references, formula.references.indices))
    steps = formula.steps
    inputOf = formula.steps.map {
      if case .indicator(let code) = $0 { positions[code] ?? 0 } else { 0 }
    }
    depth = formula.stackDepth
  }

  func cells(_ inputs: [[Double]], rows: Int) -> [Double] {
    Array(unsafeUninitializedCapacity: rows) { result, initialised in
      var stack = Array(repeating: 0.0, count: depth * Self.strip)
      stack.withUnsafeMutableBufferPointer { stack in
        for start in stride(from: 0, to: rows, by: Self.strip) {
          let length = min(Self.strip, rows - start)
          run(inputs, start: start, Strip(cells: stack, length: length))
          for row in 0..<length { result[start + row] = stack[row] }
        }
      }
      initialised = rows
    }
  }

  private func run(_ inputs: [[Double]], start: Int, _ strip: Strip) {
    var top = 0
    for (index, step) in steps.enumerated() {
      let first = (top - step.operands) * Self.strip
      switch step {
      case .number(let number, _): strip.fill(first, number)
      case .indicator: strip.load(first, inputs[inputOf[index]], start)
      case .negate: strip.each(first) { -$0 }
      case .add: strip.pair(first, first + Self.strip) { $0 + $1 }
      case .subtract: strip.pair(first, first + Self.strip) { $0 - $1 }
      case .multiply: strip.pair(first, first + Self.strip) { $0 * $1 }
      case .divide: strip.quotient(first, first + Self.strip) { $0 / $1 }
      case .per(let basis):
        let scale = Double(basis)
        strip.quotient(first, first + Self.strip) { $0 / $1 * scale }
      case .call(let function, let arguments): call(function, arguments, first, strip)
      }
      top += 1 - step.operands
    }
  }

  private func call(_ function: Formula.Function, _ arguments: Int, _ first: Int, _ strip: Strip) {
    let others = (1..<max(1, arguments)).lazy.map { first + $0 * Self.strip }
    switch function {
    case .abs: strip.each(first) { $0.magnitude }
    case .percent: strip.quotient(first, first + Self.strip) { $0 / $1 * 100 }
    case .min: others.forEach { strip.pair(first, $0) { $1 < $0 ? $1 : $0 } }
    case .max: others.forEach { strip.pair(first, $0) { $1 > $0 ? $1 : $0 } }
    case .sum, .mean:
      others.forEach { strip.total(first, $0) }
      strip.each(first) { function == .mean ? $0 / Double(arguments) : $0 }
    }
  }
}

/// A stretch of rows on every place of the stack; `first` and `second` are where a place begins.
private struct Strip {
  let cells: UnsafeMutableBufferPointer<Double>
  let length: Int

  func fill(_ first: Int, _ number: Double) {
    for row in first..<first + length { cells[row] = number }
  }

  func load(_ first: Int, _ input: [Double], _ start: Int) {
    input.withUnsafeBufferPointer { input in
      for row in 0..<length { cells[first + row] = input[start + row] }
    }
  }

  @inline(__always)
  func each(_ first: Int, _ operation: (Double) -> Double) {
    for row in first..<first + length where !cells[row].isNaN {
      let result = operation(cells[row])
      cells[row] = result.isFinite ? result : Cell.notFinite
    }
  }

  @inline(__always)
  func pair(_ first: Int, _ second: Int, _ operation: (Double, Double) -> Double) {
    for row in 0..<length {
      let (left, right) = (cells[first + row], cells[second + row])
      let result = operation(left, right)
      cells[first + row] =
        (left - left) + (right - right) == 0 && result.isFinite
        ? result : left.isNaN ? left : right.isNaN ? right : Cell.notFinite
    }
  }

  @inline(__always)
  func quotient(_ first: Int, _ second: Int, _ operation: (Double, Double) -> Double) {
    for row in 0..<length {
      let (left, right) = (cells[first + row], cells[second + row])
      let result = operation(left, right)
      cells[first + row] =
        result.isFinite
        ? result
        : left.isNaN
          ? left : right.isNaN ? right : right == 0 ? Cell.divisionByZero : Cell.notFinite
    }
  }

  /// Adds without judging what is not finite yet: the sum of all decides.
  @inline(__always)
  func total(_ first: Int, _ second: Int) {
    for row in 0..<length {
      let (left, right) = (cells[first + row], cells[second + row])
      cells[first + row] = left.isNaN ? left : right.isNaN ? right : left + right
    }
  }
}
