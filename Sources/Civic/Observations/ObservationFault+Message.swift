extension ObservationFault {
  /// What is wrong and where, and what to do about it.
  public var message: Message {
    Message(
      "observationFault",
      [
        "place": .name(key: placeKey), "line": .text(placeText), "reason": .name(key: reasonKey),
        "what": .text(what),
      ])
  }

  /// The place as words: a text key for its kind.
  private var placeKey: String {
    switch place {
    case .wholeFile: "faultPlaceFile"
    case .line, .cell, .character: "faultPlaceLine"
    case .field: "faultPlaceField"
    }
  }

  private var placeText: String {
    switch place {
    case .wholeFile: ""
    case .line(let line): String(line)
    case .cell(let line, let column), .character(let line, let column): "\(line):\(column)"
    case .field(let field): field.isEmpty ? "/" : field
    }
  }

  private var reasonKey: String {
    switch reason {
    case .json: "faultJSON"
    case .jsonStat, .missing, .wrongType, .invalid, .unknownClass, .deletion: "faultForm"
    case .notText, .unclosedQuote, .textAfterQuote, .binaryContent: "faultText"
    case .tooLarge, .tooManyDimensions, .tooManyCategories, .tooManyValues, .tooManyStatuses,
      .tooManyTables, .textTooLong, .cubeTooLarge:
      "faultTooLarge"
    case .noHeader, .unknownColumn, .duplicateColumn, .wrongCellCount: "faultColumns"
    case .emptyCode, .duplicateCode: "faultCode"
    case .notANumber, .numberTooLarge: "faultNumber"
    case .notATime: "faultTime"
    case .conflictingObservation: "faultTwice"
    case .noObservations: "faultNothing"
    case .refusedBySource: "faultRefused"
    }
  }

  /// The text at fault, as the file has it.
  private var what: String {
    switch reason {
    case .invalid(let text), .unknownClass(let text), .unknownColumn(let text),
      .duplicateColumn(let text), .duplicateCode(let text), .notANumber(let text),
      .numberTooLarge(let text), .notATime(let text):
      String(text.prefix(60))
    case .jsonStat(let rule): rule.rawValue
    case .refusedBySource(_, let label): String(label.prefix(200))
    default: ""
    }
  }
}
