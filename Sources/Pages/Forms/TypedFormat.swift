import Civic
import Exact

/// How a value of one kind is typed, read back and shown.
struct TypedFormat<Value: Sendable>: Sendable {
  enum Keyboard: Sendable {
    case text, whole, decimal, day, address
    case money
  }

  let keyboard: Keyboard
  var unit: TextKey?
  let typed: @Sendable (Value, FormContext) -> String
  let parsed: @Sendable (String, FormContext) throws(TypedFault) -> Value
  var shown: (@Sendable (Value, FormContext) -> String)?
}

extension TypedFormat where Value == Int {
  /// A whole number; the range is told when it is missed.
  static func whole(_ range: ClosedRange<Int>) -> TypedFormat {
    TypedFormat(
      keyboard: .whole,
      // Without groups, so that years read as years.
      typed: { value, _ in String(value) },
      parsed: { text, context throws(TypedFault) in
        guard let number = context.texts.formats.parseDecimal(text), number.scale == 0,
          let value = Int(exactly: number.significand), range.contains(value)
        else {
          throw TypedFault(
            "fieldWholeWrong",
            [
              "low": .text(String(range.lowerBound)), "high": .text(String(range.upperBound)),
            ])
        }
        return value
      })
  }
}

extension TypedFormat where Value == ExactDecimal {
  static let decimal = number(in: nil, fault: "fieldDecimalWrong", unit: nil)
  static let percent = number(in: 0...100, fault: "problemPercent", unit: .fieldPercentUnit)

  static func degrees(_ range: ClosedRange<Int>) -> TypedFormat {
    number(
      in: range, fault: range.upperBound == 90 ? "problemLatitude" : "problemLongitude",
      unit: .fieldDegreesUnit)
  }

  static let personMonths = number(
    in: 0...100_000, fault: "problemPersonMonths", unit: .fieldPersonMonthsUnit)

  private static func number(
    in range: ClosedRange<Int>?, fault: String, unit: TextKey?
  ) -> TypedFormat {
    TypedFormat(
      keyboard: .decimal, unit: unit,
      typed: { value, context in context.texts.formats.number(value) },
      parsed: { text, context throws(TypedFault) in
        guard let value = context.texts.formats.parseDecimal(text),
          range.map({
            Rational($0.lowerBound) <= value.rational && value.rational <= Rational($0.upperBound)
          }) ?? true
        else {
          let example = ExactDecimal(significand: 125, scale: 1)
          throw TypedFault(
            fault, fault == "fieldDecimalWrong" ? ["example": .number(example)] : [:])
        }
        return value
      })
  }
}

extension TypedFormat where Value == MinorUnits {
  /// An amount in the plan's currency, from zero to the largest a line may hold.
  static let money = TypedFormat(
    keyboard: .money,
    typed: { value, context in context.texts.formats.amount(context.money(value)) },
    parsed: { text, context throws(TypedFault) in
      let currency = context.document.plan.currency
      guard let amount = context.texts.formats.parseMoney(text, currency) else {
        let example = Money(minorUnits: 1250 * currency.minorUnitsPerMajor, currency: currency)
        throw TypedFault(
          "fieldMoneyWrong", ["example": .text(context.texts.formats.amount(example))])
      }
      guard (0...PlanDocument.largestAmount).contains(amount.minorUnits) else {
        throw TypedFault(
          "problemAmount", ["limit": .money(context.money(PlanDocument.largestAmount))])
      }
      return amount.minorUnits
    },
    shown: { value, context in context.texts.formats.money(context.money(value)) })
}

extension TypedFormat where Value == Day {
  static let day = TypedFormat(
    keyboard: .day,
    typed: { value, _ in value.description },
    parsed: { text, context throws(TypedFault) in
      guard let day = context.texts.formats.parseDay(text) else {
        throw TypedFault(
          "fieldDayWrong",
          ["example": .text(context.texts.formats.day(Self.example, .numeric))])
      }
      return day
    },
    shown: { value, context in context.texts.formats.day(value) })

  private static let example = Day(daysSince1970: 20_543)
}

extension TypedFormat where Value == String {
  /// One line of text of at most so many characters.
  static func line(_ limit: Int = 200) -> TypedFormat {
    TypedFormat(
      keyboard: .text, typed: { value, _ in value },
      parsed: { text, _ throws(TypedFault) in
        guard text.count <= limit else {
          throw TypedFault("fieldTooLong", ["count": .count(limit)])
        }
        return text
      })
  }

  /// An address of the web; nothing that could run.
  static let address = TypedFormat(
    keyboard: .address, typed: { value, _ in value },
    parsed: { text, _ throws(TypedFault) in
      let start = text.prefix(8).lowercased()
      guard start.hasPrefix("http://") || start.hasPrefix("https://"),
        !text.contains(where: \.isWhitespace), text.count <= 2000
      else { throw TypedFault("problemAddress") }
      return text
    })
}

extension String {
  /// Without white space at the ends, lines ended by a line feed alone.
  var tidied: String {
    let lines = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let start = lines.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
