public import Civic
import Exact
import Maturity

extension AssessmentFileError {
  /// What is wrong, for whoever wrote the framework.
  public var message: Message {
    switch reason {
    case .yaml(let reason): yaml(reason)
    case .framework(let error): error.message
    case .missing: named("frameworkMissing")
    case .notAList: named("frameworkNotAList")
    case .notANumber(let text): named("frameworkNotANumber", text)
    case .unknownName(let text): named("frameworkUnknownName", text)
    case .weightOutOfRange(let text): named("frameworkWeightRange", text)
    case .outOfScale(let text): named("frameworkOutOfScale", text)
    case .tooManyParts(let limit): Message("frameworkTooManyParts", ["count": .count(limit)])
    case .table, .notJSON, .unknownQuestion, .answeredTwice: Message("frameworkUnreadable")
    }
  }

  private func named(_ key: String, _ text: String? = nil) -> Message {
    var arguments: [String: Message.Argument] = [
      "line": .text(String(line)), "field": .text(field ?? ""),
    ]
    if let text { arguments["text"] = .text(text) }
    return Message(key, arguments)
  }

  private func yaml(_ reason: YAMLValue.Failure.Reason) -> Message {
    let place = ["line": Message.Argument.text(String(line))]
    return switch reason {
    case .syntax: Message("frameworkSyntax", place)
    case .alias: Message("frameworkAlias", place)
    case .tooDeep: Message("frameworkTooDeep", place)
    case .tooLarge, .notUTF8, .empty: Message("frameworkUnreadable")
    }
  }
}

extension FrameworkError {
  var message: Message {
    switch self {
    case .noQuestions: Message("frameworkNoQuestions")
    case .levelsMissing: Message("frameworkLevelsMissing")
    case .levelsNotRising: Message("frameworkLevelsNotRising")
    case .duplicateIdentifier(let id): Message("frameworkDuplicate", ["part": .text(id)])
    case .negativeWeight(let id): Message("frameworkNegativeWeight", ["part": .text(id)])
    case .noWeight(let id): Message("frameworkNoWeight", ["part": .text(id)])
    case .tooFewLevels(let id): part("frameworkTooFewLevels", id)
    case .targetOutOfScale(let id): part("frameworkTargetScale", id)
    case .indicatorWithoutRange(let id): part("frameworkRange", id)
    case .tooManyTargets(let id): part("frameworkTooManyTargets", id)
    case .targetsNotRising(let id): part("frameworkTargetsNotRising", id)
    case .notAStage(let id): part("frameworkNotAStage", id)
    }
  }

  private func part(_ key: String, _ id: ID<Question>) -> Message {
    Message(key, ["part": .text(id.rawValue)])
  }
}
