internal import Civic
internal import Foundation

/// A date pattern of CLDR in parts: `d MMMM y`.
struct DatePattern: Sendable {
  enum Part: Hashable, Sendable {
    case literal(String)
    case day(digits: Int)
    case month(digits: Int)
    case monthName, shortMonthName, standaloneMonthName, standaloneShortMonthName
    case year
    case hour(digits: Int)
    case minute
  }

  let parts: [Part]

  init(_ pattern: String) {
    var parts: [Part] = []
    var rest = Substring(pattern)
    while let first = rest.first {
      if first == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        parts.append(.literal(quoted.isEmpty ? "'" : String(quoted)))
        rest = rest[quoted.endIndex...].dropFirst()
        continue
      }
      let run = rest.prefix { $0 == first }
      parts.append(Self.part(of: run, first))
      rest = rest[run.endIndex...]
    }
    self.parts = parts
  }

  private static func part(of run: Substring, _ letter: Character) -> Part {
    switch (letter, run.count) {
    case ("d", let digits): .day(digits: digits)
    case ("M", 4): .monthName
    case ("M", 3): .shortMonthName
    case ("L", 4): .standaloneMonthName
    case ("L", 3): .standaloneShortMonthName
    case ("M", let digits), ("L", let digits): .month(digits: digits)
    case ("y", _): .year
    case ("H", let digits): .hour(digits: digits)
    case ("m", _): .minute
    default: .literal(String(run))
    }
  }
}

/// How a locale writes dates and times, as its CLDR data has it.
struct DatePatterns: Sendable {
  let long: DatePattern
  let medium: DatePattern
  let numeric: DatePattern
  let monthAndYear: DatePattern
  let dayAndMonth: DatePattern
  let time: DatePattern
  let longWithTime: DatePattern
  let mediumWithTime: DatePattern
  let monthNames: [String]
  let shortMonthNames: [String]
  let standaloneMonthNames: [String]
  let standaloneShortMonthNames: [String]
  /// Monday first.
  let weekdayNames: [String]

  /// Asks ICU once, at start. Hours are those of a day of 24.
  init(locale: Locale) {
    let formatter = DateFormatter()
    formatter.locale = locale
    let pattern = { (template: String) in
      DatePattern(
        DateFormatter.dateFormat(fromTemplate: template, options: 0, locale: locale) ?? template)
    }
    long = pattern("dMMMMy")
    medium = pattern("dMMMy")
    numeric = pattern("yMd")
    monthAndYear = pattern("MMMMy")
    dayAndMonth = pattern("dMMMM")
    time = pattern("Hm")
    longWithTime = pattern("dMMMMyHm")
    mediumWithTime = pattern("dMMMyHm")
    monthNames = formatter.monthSymbols
    shortMonthNames = formatter.shortMonthSymbols
    standaloneMonthNames = formatter.standaloneMonthSymbols
    standaloneShortMonthNames = formatter.shortStandaloneMonthSymbols
    let sundayFirst: [String] = formatter.standaloneWeekdaySymbols
    weekdayNames = Array(sundayFirst.dropFirst() + sundayFirst.prefix(1))
  }

  /// - Parameter minuteOfDay: 0 to 1439; patterns without a time ignore it.
  func write(_ day: Day, minuteOfDay: Int = 0, as pattern: DatePattern) -> String {
    pattern.parts.map { part in
      switch part {
      case .literal(let literal): literal
      case .day(let digits): Self.padded(day.day, digits)
      case .month(let digits): Self.padded(day.month, digits)
      case .monthName: monthNames[day.month - 1]
      case .shortMonthName: shortMonthNames[day.month - 1]
      case .standaloneMonthName: standaloneMonthNames[day.month - 1]
      case .standaloneShortMonthName: standaloneShortMonthNames[day.month - 1]
      case .year: String(day.year)
      case .hour(let digits): Self.padded(minuteOfDay / 60, digits)
      case .minute: Self.padded(minuteOfDay % 60, 2)
      }
    }.joined()
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
