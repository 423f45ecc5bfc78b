/// An indicator as defined: measured, or computed from others.
public struct IndicatorDefinition: Hashable, Sendable {
  public let code: IndicatorCode
  /// What it is said to count; a computed one may leave it to its formula.
  public let unit: IndicatorUnit?
  /// Nothing when it is measured.
  public let formula: Formula?

  public static func measured(_ code: IndicatorCode, in unit: IndicatorUnit) -> Self {
    Self(code: code, unit: unit, formula: nil)
  }

  public static func computed(
    _ code: IndicatorCode, by formula: Formula, in unit: IndicatorUnit? = nil
  ) -> Self {
    Self(code: code, unit: unit, formula: formula)
  }
}

/// Why an indicator cannot be computed.
public enum DefinitionProblem: Equatable, Sendable {
  case definedTwice
  case unknown(IndicatorCode)
  /// Each is computed from the next, the last from the first.
  case cycle([IndicatorCode])
  case unit(UnitError)
  case otherUnit(declared: IndicatorUnit, derived: IndicatorUnit)
  /// It names an indicator that has a problem itself.
  case dependsOn(IndicatorCode)
}

/// A set of definitions, checked and in the order of computing. A problem of one indicator is an
/// answer about it and those that need it; the others are computed all the same.
public struct FormulaBook: Sendable {
  /// Computed indicators without problems, each after those it needs.
  public let order: [IndicatorCode]
  public let problems: [IndicatorCode: DefinitionProblem]
  /// The unit of every indicator without a problem, measured or computed.
  public let units: [IndicatorCode: IndicatorUnit]
  let formulae: [IndicatorCode: Formula]
  /// All that is defined, in the order of the alphabet, and the place of each.
  let codes: [IndicatorCode]
  let numbers: [IndicatorCode: Int]

  /// - Parameter definitions: In any order.
  /// - Complexity: O(total steps · log), whatever the depth of the chain.
  public init(_ definitions: [IndicatorDefinition]) {
    var checker = DefinitionChecker(definitions)
    checker.check()
    (order, problems, units) = (checker.order, checker.problems, checker.units)
    codes = checker.codes
    numbers = Dictionary(uniqueKeysWithValues: zip(checker.codes, checker.codes.indices))
    formulae = Dictionary(
      uniqueKeysWithValues: checker.order.compactMap { code in
        checker.definitions[code]?.formula.map { (code, $0) }
      })
  }

  /// The cycles among the definitions, each once, in the order of their first codes.
  public var cycles: [[IndicatorCode]] {
    let all = problems.values.compactMap { problem -> [IndicatorCode]? in
      if case .cycle(let codes) = problem { codes } else { nil }
    }
    return Set(all).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

private struct DefinitionChecker {
  let definitions: [IndicatorCode: IndicatorDefinition]
  let codes: [IndicatorCode]
  var order: [IndicatorCode] = []
  var problems: [IndicatorCode: DefinitionProblem] = [:]
  var units: [IndicatorCode: IndicatorUnit] = [:]

  init(_ all: [IndicatorDefinition]) {
    definitions = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
    codes = definitions.keys.sorted()
    for (code, same) in Dictionary(grouping: all, by: \.code) where same.count > 1 {
      problems[code] = .definedTwice
    }
  }

  mutating func check() {
    let numbers = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
    let graph = Digraph(
      successors: codes.map { code in
        definitions[code]?.formula?.references.compactMap { numbers[$0] } ?? []
      })
    for component in graph.components() {
      if let cycle = graph.cycle(in: component) {
        for node in component { note(.cycle(cycle.map { codes[$0] }), codes[node]) }
      } else {
        component.forEach { check(codes[$0]) }
      }
    }
  }

  private mutating func note(_ problem: DefinitionProblem, _ code: IndicatorCode) {
    if problems[code] == nil { problems[code] = problem }
  }

  /// All it names have been checked before.
  private mutating func check(_ code: IndicatorCode) {
    guard problems[code] == nil, let definition = definitions[code] else { return }
    guard let formula = definition.formula else {
      units[code] = definition.unit ?? .one
      return
    }
    for reference in formula.references {
      if definitions[reference] == nil { return note(.unknown(reference), code) }
      if problems[reference] != nil { return note(.dependsOn(reference), code) }
    }
    do throws(UnitError) {
      let derived = try formula.unit { units[$0] }
      if let declared = definition.unit, declared != derived {
        return note(.otherUnit(declared: declared, derived: derived), code)
      }
      units[code] = derived
      order.append(code)
    } catch {
      note(.unit(error), code)
    }
  }
}
