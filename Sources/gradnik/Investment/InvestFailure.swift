import Civic
import Exchange
import Investment

/// What to tell when a plan cannot be read or computed.
enum InvestFailure {
  static func sentence(_ error: PlanFileError) -> String {
    if case .syntax(let syntax) = error.reason {
      return "line \(syntax.line), column \(syntax.column): \(syntax.reason); "
        + "the file has to be JSON."
    }
    let place = error.pointer.isEmpty ? "the whole file" : error.pointer
    return "\(place): \(reason(error.reason))"
  }

  private static func reason(_ reason: PlanFileError.Reason) -> String {
    switch reason {
    case .syntax(let syntax): "\(syntax.reason)"
    case .missing: "is missing; please add it."
    case .wrongType(let type): "should be a \(type)."
    case .unknownFormat(let format):
      "the format is \(format), and this command reads \(PlanFile.format)."
    case .negative: "may not be below zero."
    case .notANumber(let text): "\(text) is not a number."
    case .outOfRange(let text):
      "\(text) is outside what is possible here, has too many decimals, or is too large to count "
        + "exactly."
    case .length(let expected, let found): "has \(found) entries, and \(expected) are expected."
    case .duplicate(let id): "\(id) is there twice."
    case .unknownID(let id): "there is no \(id)."
    case .empty: "is empty."
    case .noOwnSource:
      "a fund pays late, and there is no source \"own\" whose money could bridge it."
    }
  }

  static func failure(_ error: InvestmentError) -> CommandFailure {
    switch error {
    case .tooLarge:
      CommandFailure(.badInput, "Amounts or values are too large to be counted exactly.")
    case .nothingToBridge:
      CommandFailure(.badInput, "A fund pays late, and there is no own money to bridge it.")
    case .refused(let breach):
      CommandFailure(
        .limited, "The solver's plan breaks a rule (\(breach.rule), by \(breach.by)): refused.")
    case .solver(let code): CommandFailure(.limited, "The solver failed with status \(code).")
    }
  }
}
