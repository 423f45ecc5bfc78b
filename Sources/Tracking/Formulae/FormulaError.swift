/// Why a text is not a formula; positions count characters from 0.
public enum FormulaError: Error, Equatable, Sendable {
  case empty
  case tooLong(limit: Int)
  case tooDeep(limit: Int, at: Int)
  case unexpected(Character, at: Int)
  case unexpectedEnd
  case unclosedReference(at: Int)
  case emptyReference(at: Int)
  case unclosedUnit(at: Int)
  case notAUnit(String, at: Int)
  case numberOutOfRange(at: Int)
  case unknownFunction(String, at: Int)
  case argumentCount(function: String, found: Int, at: Int)
  /// The third argument of `per` is a whole number from 1 to ``Formula/largestBasis``.
  case basisNotConstant(at: Int)
}

/// Why a formula has no unit.
public enum UnitError: Error, Equatable, Sendable {
  /// Two units that cannot be added or compared; step counts from 0 in the formula's steps.
  case different(IndicatorUnit, IndicatorUnit, step: Int)
  /// An exponent grew past ``IndicatorUnit/largestExponent``.
  case tooLarge(step: Int)
  case unknownIndicator(IndicatorCode)
}
