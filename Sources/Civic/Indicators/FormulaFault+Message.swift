public import Tracking

extension FormulaError {
  /// What is wrong with the text of a formula, and where; places count from 1.
  var message: Message {
    func fault(_ key: String, _ place: Int? = nil, _ what: String? = nil) -> Message {
      var arguments: [String: Message.Argument] = [:]
      if let place { arguments["place"] = .text(String(place + 1)) }
      if let what { arguments["what"] = .text(what) }
      return Message(key, arguments)
    }
    return switch self {
    case .empty: fault("formulaEmpty")
    case .tooLong: fault("formulaTooLong")
    case .tooDeep(_, let place): fault("formulaTooDeep", place)
    case .unexpected(let character, let place):
      fault("formulaUnexpected", place, String(character))
    case .unexpectedEnd: fault("formulaUnfinished")
    case .unclosedReference(let place), .emptyReference(let place):
      fault("formulaReference", place)
    case .unclosedUnit(let place): fault("formulaUnit", place, "{")
    case .notAUnit(let unit, let place): fault("formulaUnit", place, unit)
    case .numberOutOfRange(let place): fault("formulaNumber", place)
    case .unknownFunction(let name, let place): fault("formulaFunction", place, name)
    case .argumentCount(let name, _, let place): fault("formulaArguments", place, name)
    case .basisNotConstant(let place): fault("formulaBasis", place)
    }
  }
}

extension DefinitionProblem {
  /// Why an indicator cannot be computed.
  public var message: Message {
    switch self {
    case .definedTwice: Message("problemMeasureCodeTaken")
    case .unknown(let code): Message("formulaUnknown", ["code": .text(code.text)])
    case .cycle(let codes):
      Message(
        "formulaCycle",
        ["codes": .text((codes + codes.prefix(1)).map(\.text).joined(separator: " → "))])
    case .unit(.different(let one, let other, _)):
      Message(
        "formulaUnitsDiffer",
        ["one": .text(one.description), "other": .text(other.description)])
    case .unit(.tooLarge): Message("formulaUnitTooLarge")
    case .unit(.unknownIndicator(let code)):
      Message("formulaUnknown", ["code": .text(code.text)])
    case .otherUnit(let declared, let derived):
      Message(
        "formulaOtherUnit",
        ["declared": .text(declared.description), "derived": .text(derived.description)])
    case .dependsOn(let code): Message("formulaDependsOn", ["code": .text(code.text)])
    }
  }
}
