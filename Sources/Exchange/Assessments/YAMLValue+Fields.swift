import Exact
import Maturity

extension YAMLValue {
  func required(_ name: String) throws(AssessmentFileError) -> String {
    guard let text = self[name]?.text, !text.isEmpty else {
      throw AssessmentFileError(line: line, field: name, .missing)
    }
    return text
  }

  func list(_ name: String) throws(AssessmentFileError) -> [YAMLValue] {
    guard let value = self[name] else { return [] }
    guard let items = value.items else {
      throw AssessmentFileError(line: value.line, field: name, .notAList)
    }
    return items
  }

  func number(_ name: String) throws(AssessmentFileError) -> Rational? {
    guard let value = self[name], !value.isNull else { return nil }
    return try value.asNumber(name)
  }

  func asNumber(_ name: String) throws(AssessmentFileError) -> Rational {
    guard let text, let number = ExactDecimal(text) else {
      throw AssessmentFileError(line: line, field: name, .notANumber(text ?? ""))
    }
    return number.rational
  }

  func choice<Value: RawRepresentable<String>>(
    _ name: String
  ) throws(AssessmentFileError) -> Value? {
    guard let value = self[name] else { return nil }
    guard let choice = Value(rawValue: value.text ?? "") else {
      throw AssessmentFileError(line: value.line, field: name, .unknownName(value.text ?? ""))
    }
    return choice
  }

  /// At most a million, with at most three decimals; 1 where there is none.
  var weight: Rational {
    get throws(AssessmentFileError) {
      let name = self["weight"] == nil ? "points" : "weight"
      guard let weight = try number(name) else { return .one }
      let thousandths = weight * Rational(1000)
      guard weight <= Rational(1_000_000), thousandths.floor == thousandths.ceiling else {
        throw AssessmentFileError(
          line: line, field: name, .weightOutOfRange(self[name]?.text ?? ""))
      }
      return weight
    }
  }

  var direction: Indicator.Direction {
    get throws(AssessmentFileError) {
      switch self["direction"]?.text {
      case nil, "higher", "max", "up": .higherIsBetter
      case "lower", "min", "down": .lowerIsBetter
      case let other:
        throw AssessmentFileError(line: line, field: "direction", .unknownName(other ?? ""))
      }
    }
  }

  /// A text in languages, or one without.
  var translated: FrameworkFile.Translated {
    switch self {
    case .scalar(let text, _): ["": text]
    case .mapping(let members, _):
      members.reduce(into: [:]) { $0[$1.name] = $1.value.text }
    case .sequence(let items, _): ["": items.compactMap(\.text).joined(separator: "; ")]
    }
  }

  private var isNull: Bool { ["", "~", "null"].contains(text) }
}
