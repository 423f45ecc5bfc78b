import Exact
import Tracking

extension CityIndicator {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(Self.isCode(code), "code", Message("problemMeasureCode"))
    problems.expect(
      IndicatorUnit.parse(unit.isEmpty ? "?" : unit) != nil, "unit",
      Message("problemMeasureUnit"))
    if let formula {
      do throws(FormulaError) {
        _ = try Formula.parse(formula)
      } catch {
        problems.expect(false, "formula", error.message)
      }
      problems.expect(feed == nil, "feed", Message("problemFeedAndFormula"))
    }
    let organisations = atlas.organisations.filter { $0.city == city }
    problems.expectKnown(enterprise, among: organisations, "enterprise")
    problems.expect(
      (baseline == nil) == (baselineYear == nil), "baseline", Message("problemMeasureBaseline"))
    problems.expect(
      targets.isEmpty || baselineYear.map { $0 < (targets.map(\.year).min() ?? 0) } ?? true,
      "targets", Message("problemMeasureTargetYear"))
    problems.expect(
      interpolation != .geometric
        || ([baseline].compactMap { $0 } + targets.map(\.value)).allSatisfy { $0.significand > 0 },
      "interpolation", Message("problemGeometric"))
    problems.expect(
      (amberFrom?.approximation ?? 5) <= (redFrom?.approximation ?? 20), "redFrom",
      Message("problemTolerances"))
    problems.expect(
      (feed == nil) == (feedIndicator == nil) && (feed == nil) == (feedPlace == nil), "feed",
      Message("problemFeedParts"))
    return problems.list
  }

  /// Letters, digits and underscores, not a digit first, so that formulae can name it.
  static func isCode(_ text: String) -> Bool {
    guard let first = text.first, first.isLetter, text.count <= 40 else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// What is wrong with this indicator among those of its city: a code used twice, a formula that
  /// goes round in circles or adds what cannot be added.
  public func problems(among others: [CityIndicator]) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    let rest = others.filter { $0.id != id }
    problems.expect(
      !rest.contains { $0.code == code }, "code", Message("problemMeasureCodeTaken"))
    if formula != nil {
      let book = FormulaBook((rest + [self]).compactMap(\.definition))
      if let problem = book.problems[IndicatorCode(code)] {
        problems.expect(false, "formula", problem.message)
      }
    }
    return problems.list
  }

  /// How the formulae of the city know it.
  var definition: IndicatorDefinition? {
    guard let unit = IndicatorUnit.parse(unit) else { return nil }
    guard let formula, let parsed = try? Formula.parse(formula) else {
      return .measured(IndicatorCode(code), in: unit)
    }
    return .computed(IndicatorCode(code), by: parsed, in: unit)
  }
}
