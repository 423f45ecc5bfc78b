import BigInt
import Civic
import Exact

/// A value in a plan's file with its place, read strictly.
struct PlanField {
  let value: JSONValue
  let pointer: String

  func fail(_ reason: PlanFileError.Reason) -> PlanFileError { PlanFileError(pointer, reason) }

  func member(_ name: String) -> PlanField? {
    guard let value = value[name], value != .null else { return nil }
    return PlanField(value: value, pointer: pointer + JSONDifference.step(name))
  }

  func required(_ name: String) throws(PlanFileError) -> PlanField {
    guard let field = member(name) else {
      throw PlanFileError(pointer + JSONDifference.step(name), .missing)
    }
    return field
  }

  func object() throws(PlanFileError) -> JSONObject {
    guard let object = value.object else { throw fail(.wrongType("object")) }
    return object
  }

  func array(count: Int? = nil) throws(PlanFileError) -> [PlanField] {
    guard let values = value.array else { throw fail(.wrongType("array")) }
    if let count, values.count != count {
      throw fail(.length(expected: count, found: values.count))
    }
    return values.enumerated().map { PlanField(value: $1, pointer: "\(pointer)/\($0)") }
  }

  /// The members of an object, in canonical order.
  func members() throws(PlanFileError) -> [(name: String, field: PlanField)] {
    try object().members.map {
      ($0.name, PlanField(value: $0.value, pointer: pointer + JSONDifference.step($0.name)))
    }
  }

  func string() throws(PlanFileError) -> String {
    guard let text = value.string else { throw fail(.wrongType("string")) }
    guard !text.isEmpty else { throw fail(.empty) }
    return text
  }

  /// A whole number within a range.
  func integer(in range: ClosedRange<Int>) throws(PlanFileError) -> Int {
    let decimal = try decimal()
    guard decimal.scale == 0, let integer = Int(exactly: decimal.significand) else {
      throw fail(.wrongType("whole number"))
    }
    guard range.contains(integer) else { throw fail(.outOfRange("\(integer)")) }
    return integer
  }

  /// A decimal, from a number or from a string.
  func decimal() throws(PlanFileError) -> ExactDecimal {
    let text: String
    switch value {
    case .number(let number): text = number.description
    case .string(let string): text = string
    default: throw fail(.wrongType("number"))
    }
    guard let decimal = ExactDecimal(text) else {
      throw fail(value.string == nil ? .outOfRange(text) : .notANumber(text))
    }
    var (significand, scale) = (decimal.significand, decimal.scale)
    while scale > 0, significand % 10 == 0 { (significand, scale) = (significand / 10, scale - 1) }
    return ExactDecimal(significand: significand, scale: scale)
  }

  /// The number in units of 10^-digits.
  func units(digits: Int, mayBeNegative: Bool = false) throws(PlanFileError) -> Int64 {
    let decimal = try decimal()
    if decimal.significand < 0, !mayBeNegative { throw fail(.negative) }
    guard decimal.scale <= digits else { throw fail(.outOfRange(decimal.description)) }
    let units = BigInt(decimal.significand) * BigInt(10).power(digits - decimal.scale)
    guard units.magnitude < BigUInt(1) << 53 else { throw fail(.outOfRange(decimal.description)) }
    return Int64(units)
  }

  /// A fraction from 0 to `most`, after division.
  func share(over whole: Int, upTo most: Int = 1) throws(PlanFileError) -> Rational {
    let decimal = try decimal()
    if decimal.significand < 0 { throw fail(.negative) }
    let share = decimal.rational / Rational(whole)
    guard share <= Rational(most) else { throw fail(.outOfRange(decimal.description)) }
    return share
  }
}
