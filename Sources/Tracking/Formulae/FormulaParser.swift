extension Formula {
  public static let longestText = 10_000
  public static let deepestNesting = 64

  /// Reads a formula: `per([crimes], population, 1000)`, `-(a + 2 {EUR}) / max(b, c)`.
  ///
  /// A number may carry its unit in braces, else it is a plain number. An indicator is a name of
  /// letters, digits, `_` and `.`, or any text in square brackets. Decimals have a point.
  ///
  /// - Throws: ``FormulaError``, with the position.
  /// - Complexity: O(length).
  public static func parse(_ text: String) throws(FormulaError) -> Formula {
    guard text.utf8.count <= longestText else { throw .tooLong(limit: longestText) }
    var parser = FormulaParser(characters: Array(text))
    return try parser.formula()
  }
}

private struct FormulaParser {
  let characters: [Character]
  var position = 0
  var depth = 0
  var steps: [Formula.Step] = []

  init(characters: [Character]) { self.characters = characters }

  mutating func formula() throws(FormulaError) -> Formula {
    skipSpaces()
    guard position < characters.count else { throw .empty }
    try sum()
    if let next { throw .unexpected(next, at: position) }
    guard let formula = Formula(steps: steps) else { throw .unexpectedEnd }
    return formula
  }

  /// product (("+" | "-") product)*
  private mutating func sum() throws(FormulaError) {
    try product()
    while next == "+" || next == "-" {
      let step: Formula.Step = take() == "+" ? .add : .subtract
      try product()
      steps.append(step)
    }
  }

  /// signed (("*" | "/") signed)*
  private mutating func product() throws(FormulaError) {
    try signed()
    while next == "*" || next == "/" {
      let step: Formula.Step = take() == "*" ? .multiply : .divide
      try signed()
      steps.append(step)
    }
  }

  /// "-"* operand
  private mutating func signed() throws(FormulaError) {
    var signs = 0
    while next == "-" {
      take()
      signs += 1
    }
    try operand()
    steps += Array(repeating: .negate, count: signs)
  }

  private mutating func operand() throws(FormulaError) {
    guard let next else { throw .unexpectedEnd }
    switch next {
    case "(":
      try enter()
      try sum()
      try close(")")
      depth -= 1
    case "[": try bracketed()
    case "0"..."9" where next.isASCII: try number()
    case _ where next.isLetter || next == "_": try name()
    default: throw .unexpected(next, at: position)
    }
  }

  private mutating func bracketed() throws(FormulaError) {
    let start = position
    take(spaces: false)
    let code = takeWhile { $0 != "]" && $0 != "[" }
    guard position < characters.count else { throw .unclosedReference(at: start) }
    guard characters[position] == "]" else { throw .unexpected("[", at: position) }
    guard !code.isEmpty else { throw .emptyReference(at: start) }
    take()
    steps.append(.indicator(IndicatorCode(code)))
  }

  private mutating func number() throws(FormulaError) {
    let start = position
    var digits = takeWhile { "0123456789.".contains($0) }
    if position < characters.count, "eE".contains(characters[position]) {
      digits += String(take(spaces: false))
      if position < characters.count, "+-".contains(characters[position]) {
        digits += String(take(spaces: false))
      }
      digits += takeWhile { "0123456789".contains($0) }
    }
    guard digits.last != ".", let value = Double(digits) else {
      if position < characters.count { throw .unexpected(characters[position], at: position) }
      throw .unexpectedEnd
    }
    guard value.isFinite else { throw .numberOutOfRange(at: start) }
    skipSpaces()
    steps.append(.number(value, next == "{" ? try unit() : .one))
  }

  private mutating func unit() throws(FormulaError) -> IndicatorUnit {
    let start = position
    take(spaces: false)
    let text = takeWhile { $0 != "}" }
    guard position < characters.count else { throw .unclosedUnit(at: start) }
    guard let unit = IndicatorUnit.parse(text) else { throw .notAUnit(text, at: start) }
    take()
    return unit
  }

  /// An indicator, or a function if a parenthesis follows.
  private mutating func name() throws(FormulaError) {
    let start = position
    let name = takeWhile(Formula.isNameCharacter)
    skipSpaces()
    guard next == "(" else {
      steps.append(.indicator(IndicatorCode(name)))
      return
    }
    let function = Formula.Function(rawValue: name)
    guard function != nil || name == "per" else { throw .unknownFunction(name, at: start) }
    try enter()
    var starts: [(position: Int, step: Int)] = []
    repeat {
      if !starts.isEmpty { take() }
      starts.append((position, steps.count))
      try sum()
    } while next == ","
    try close(")")
    depth -= 1
    if let function {
      try call(function, arguments: starts.count, at: start)
    } else {
      try per(starts, at: start)
    }
  }

  private mutating func call(
    _ function: Formula.Function, arguments: Int, at start: Int
  ) throws(FormulaError) {
    let isRight =
      switch function {
      case .abs: arguments == 1
      case .percent: arguments == 2
      default: true
      }
    guard isRight else {
      throw .argumentCount(function: function.rawValue, found: arguments, at: start)
    }
    steps.append(.call(function, arguments: arguments))
  }

  private mutating func per(
    _ arguments: [(position: Int, step: Int)], at start: Int
  ) throws(FormulaError) {
    guard arguments.count == 3 else {
      throw .argumentCount(function: "per", found: arguments.count, at: start)
    }
    guard arguments[2].step == steps.count - 1, case .number(let number, .one)? = steps.last,
      let basis = Int(exactly: number), (1...Formula.largestBasis).contains(basis)
    else { throw .basisNotConstant(at: arguments[2].position) }
    steps.removeLast()
    steps.append(.per(basis: basis))
  }
}

extension FormulaParser {
  private var next: Character? {
    position < characters.count ? characters[position] : nil
  }

  @discardableResult
  private mutating func take(spaces: Bool = true) -> Character {
    let character = characters[position]
    position += 1
    if spaces { skipSpaces() }
    return character
  }

  private mutating func takeWhile(_ belongs: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, belongs(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func skipSpaces() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  /// Steps into a parenthesis that stands here.
  private mutating func enter() throws(FormulaError) {
    depth += 1
    guard depth <= Formula.deepestNesting else {
      throw .tooDeep(limit: Formula.deepestNesting, at: position)
    }
    take()
  }

  private mutating func close(_ bracket: Character) throws(FormulaError) {
    guard let next else { throw .unexpectedEnd }
    guard next == bracket else { throw .unexpected(next, at: position) }
    take()
  }
}

extension Formula {
  static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "."
  }
}
