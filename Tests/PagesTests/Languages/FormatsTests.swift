import Civic
import Exact
import Foundation
import Testing

@testable import Pages

/// What ICU 74 wrote for these locales, copied once and read by eye.
private let expected: [(locale: String, texts: [String])] = [
  (
    "en_GB",
    [
      "1,234,567.89", "1,234.50", "57.5%", "-50.0%", "€57,660.00", "-€1,234.50", "MKD\u{A0}12.50",
      "1 March 2026", "1 Mar 2026", "01/03/2026", "March 2026", "1 March 2026 at 09:07",
      "1 Mar 2026 at 09:07", "1 March", "a, b and c", "North Macedonia",
    ]
  ),
  (
    "fr_FR",
    [
      "1\u{202F}234\u{202F}567,89", "1\u{202F}234,50", "57,5\u{A0}%", "-50,0\u{A0}%",
      "57\u{202F}660,00\u{A0}€", "-1\u{202F}234,50\u{A0}€", "12,50\u{A0}MKD", "1 mars 2026",
      "1 mars 2026", "01/03/2026", "mars 2026", "1 mars 2026 à 09:07", "1 mars 2026 à 09:07",
      "1 mars", "a, b et c", "Macédoine du Nord",
    ]
  ),
  (
    "mk_MK",
    [
      "1.234.567,89", "1.234,50", "57,5\u{A0}%", "-50,0\u{A0}%", "57.660,00\u{A0}€",
      "-1.234,50\u{A0}€", "12,50\u{A0}ден.", "1 март 2026\u{202F}г.", "1 мар. 2026\u{202F}г.",
      "1.3.2026\u{202F}г.", "март 2026\u{202F}г.", "1 март 2026\u{202F}г., во 09:07",
      "1 мар. 2026\u{202F}г., во 09:07", "1 март", "a, b и c", "Северна Македонија",
    ]
  ),
  (
    "sq_AL",
    [
      "1\u{A0}234\u{A0}567,89", "1234,50", "57,5%", "-50,0%", "57\u{A0}660,00\u{A0}€",
      "-1234,50\u{A0}€", "12,50\u{A0}MKD", "1 mars 2026", "1 mar 2026", "1.3.2026", "mars 2026",
      "1 mars 2026 në 09:07", "1 mar 2026, 09:07", "1 mars", "a, b dhe c", "Maqedonia e Veriut",
    ]
  ),
  (
    "sr_Latn_ME",
    [
      "1.234.567,89", "1.234,50", "57,5%", "-50,0%", "57.660,00\u{A0}€", "-1.234,50\u{A0}€",
      "12,50\u{A0}MKD", "1. mart 2026.", "1. mart 2026.", "1. 3. 2026.", "mart 2026.",
      "1. mart 2026. 09:07", "1. mart 2026. 09:07", "1. mart", "a, b i c", "Severna Makedonija",
    ]
  ),
  (
    "bg_BG",
    [
      "1\u{A0}234\u{A0}567,89", "1234,50", "57,5%", "-50,0%", "57\u{A0}660,00\u{A0}€",
      "-1234,50\u{A0}€", "12,50\u{A0}MKD", "1 март 2026\u{202F}г.", "1.03.2026\u{202F}г.",
      "1.03.2026\u{202F}г.", "март 2026\u{202F}г.", "1 март 2026\u{202F}г. в 9:07",
      "1.03.2026\u{202F}г., 9:07", "1 март", "a, b и c", "Северна Македония",
    ]
  ),
  (
    "ro_RO",
    [
      "1.234.567,89", "1.234,50", "57,5\u{A0}%", "-50,0\u{A0}%", "57.660,00\u{A0}EUR",
      "-1.234,50\u{A0}EUR", "12,50\u{A0}MKD", "1 martie 2026", "1 mar. 2026", "01.03.2026",
      "martie 2026", "1 martie 2026 la 09:07", "1 mar. 2026, 09:07", "1 martie", "a, b și c",
      "Macedonia de Nord",
    ]
  ),
  (
    "sl_SI",
    [
      "1.234.567,89", "1234,50", "57,5\u{A0}%", "−50,0\u{A0}%", "57.660,00\u{A0}€",
      "−1234,50\u{A0}€", "12,50\u{A0}MKD", "1. marec 2026", "1. mar. 2026", "1. 3. 2026",
      "marec 2026", "1. marec 2026 ob 09:07", "1. mar. 2026, 09:07", "1. marec", "a, b in c",
      "Severna Makedonija",
    ]
  ),
]

@Suite struct `Formats of a language` {
  @Test(arguments: expected)
  func `write as CLDR does`(locale: String, texts: [String]) throws {
    let formats = Formats(locale: locale)
    let day = try #require(Day(year: 2026, month: 3, day: 1))
    let instant = Instant(startOf: day).adding(seconds: 9 * 3600 + 7 * 60)
    let denar = try #require(Currency(rawValue: "MKD"))
    let written = [
      formats.number(ExactDecimal(significand: 123_456_789, scale: 2)),
      formats.number(ExactDecimal(significand: 123_450, scale: 2)),
      formats.percent(ExactDecimal(significand: 575, scale: 1)),
      formats.percent(ExactDecimal(significand: -500, scale: 1)),
      formats.money(Money(minorUnits: 5_766_000, currency: .euro)),
      formats.money(Money(minorUnits: -123_450, currency: .euro)),
      formats.money(Money(minorUnits: 1250, currency: denar)),
      formats.day(day), formats.day(day, .medium), formats.day(day, .numeric),
      formats.monthAndYear(day), formats.instant(instant), formats.instant(instant, .medium),
      formats.dayAndMonth(day), formats.list(["a", "b", "c"]), formats.country("MK"),
    ]
    #expect(written == texts)
  }

  @Test(arguments: expected.map(\.locale))
  func `read back what they wrote`(locale: String) throws {
    let formats = Formats(locale: locale)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let units = Int64.random(in: -99_999_999_999...99_999_999_999, using: &random)
      for currency in Currency.common {
        let amount = Money(minorUnits: units, currency: currency)
        #expect(formats.parseMoney(formats.money(amount), currency) == amount)
        #expect(formats.parseMoney(formats.amount(amount), currency) == amount)
        #expect(formats.parseMoney(amount.decimal, currency) == amount)
      }
      let day = Day(daysSince1970: Int.random(in: -300_000...300_000, using: &random))
      for style in [DayStyle.long, .medium, .numeric] where day.year > 999 {
        #expect(formats.parseDay(formats.day(day, style)) == day)
      }
      #expect(formats.parseDay(day.description) == day)
    }
  }

  @Test(arguments: [
    ("mk_MK", "1.234,50", "1234.50"), ("mk_MK", "1234,5", "1234.5"), ("mk_MK", "1.234", "1234"),
    ("mk_MK", "1234.5", "1234.5"), ("mk_MK", "1.23", "1.23"), ("en_GB", "1,234.5", "1234.5"),
    ("en_GB", "1234,5", "1234.5"), ("en_GB", "1,234", "1234"), ("fr_FR", "1 234,5", "1234.5"),
    ("fr_FR", "1\u{202F}234,5", "1234.5"), ("sl_SI", "−12,5", "-12.5"), ("sl_SI", "+3", "3"),
    ("sl_SI", " 1.234.567,89 ", "1234567.89"), ("bg_BG", "0,75", "0.75"),
  ])
  func `read numbers as people type them`(locale: String, text: String, expected: String) {
    #expect(Formats(locale: locale).parseDecimal(text) == ExactDecimal(expected))
  }

  @Test(arguments: [
    "", " ", "-", ",", "1,", ",5", "1.2.3", "1,2,3", "12.34.567", "1,234,56", "1..2", "abc", "1e5",
    "12345678901234567890", "٣", "1.234.5", "--5", "0x10", "½",
  ])
  func `refuse what is no number`(text: String) {
    #expect(Formats(locale: "mk_MK").parseDecimal(text) == nil)
  }

  @Test func `read amounts with their currency and no more decimals than it has`() throws {
    let formats = Formats(locale: "sl_SI")
    let amount = Money(minorUnits: 123_450, currency: .euro)
    for text in ["1.234,50 €", "€ 1234,5", "EUR 1.234,50", "1234,500", "1234.5 eur", "+€1234,5"] {
      #expect(formats.parseMoney(text, .euro) == amount, "\(text)")
    }
    for text in ["1,234567", "0,001", "99999999999999999999", "12 $", "€", "-€-5", "--5"] {
      #expect(formats.parseMoney(text, .euro) == nil, "\(text)")
    }
    let yen = try #require(Currency(rawValue: "JPY"))
    #expect(formats.parseMoney("12,5", yen) == nil)
    #expect(formats.parseMoney("92233720368547758,08", .euro) == nil)
  }

  @Test(arguments: [
    ("en_GB", "21 November 2026"), ("en_GB", "21 nov 2026"), ("en_GB", "21/11/2026"),
    ("en_GB", "2026-11-21"), ("sl_SI", "21. 11. 2026"), ("sl_SI", "21.11.2026"),
    ("mk_MK", "21.11.2026 г."), ("mk_MK", "21 ноември 2026"), ("cnr", "21.11.2026."),
    ("fr_FR", "21 novembre 2026"), ("sq_AL", "21 nentor 2026"),
  ])
  func `read dates as people type them`(locale: String, text: String) {
    #expect(Formats(locale: locale).parseDay(text) == Day(year: 2026, month: 11, day: 21))
  }

  @Test(arguments: ["", "21.11.", "21.11.26", "31.2.2026", "11/21/2026", "21 blah 2026", "1 2 3 4"])
  func `refuse what is no date`(text: String) {
    #expect(Formats(locale: "en_GB").parseDay(text) == nil)
  }

  @Test(arguments: [
    ("sl_SI", "Celje Čatež Ilirska Šoštanj Zagorje Žalec"),
    ("mk_MK", "Гостивар Ѓорче Кавадарци Охрид Скопје Ќафа Штип"),
    ("sq_AL", "Cërrik Çorovodë Durrës Dhërmi Elbasan Ëndrra"),
    ("ro_RO", "Arad Ângela Sibiu Suceava Șimleu Târgu Țăndărei"),
    ("sr_Latn_ME", "Cetinje Nikšić Podgorica Šavnik Žabljak"),
    ("bg_BG", "Бургас Варна София Ямбол"),
    ("fr_FR", "Epinal Étampes Eu Évry"), ("en_GB", "aachen Åre Celje Zagreb"),
  ])
  func `sort by the language's alphabet`(locale: String, text: String) {
    let names = text.split(separator: " ").map(String.init)
    let sorted = Formats(locale: locale).sorted(names.reversed()) { $0 }
    #expect(sorted == names)
  }

  @Test func `round what was approximated, halves away from zero`() {
    let formats = Formats(locale: "en_GB")
    #expect(formats.number(2.5, decimals: 0) == "3")
    #expect(formats.number(-0.125, decimals: 2) == "-0.13")
    #expect(formats.number(.infinity, decimals: 1) == "–")
    #expect(formats.percent(12.34, decimals: 1) == "12.3%")
    #expect(formats.wholeMoney(Money(minorUnits: 123_450, currency: .euro)) == "€1,235")
    #expect(formats.wholeMoney(Money(minorUnits: -149, currency: .euro)) == "-€1")
  }

  @Test func `write the largest and smallest amounts`() {
    let formats = Formats(locale: "en_GB")
    #expect(
      formats.money(Money(minorUnits: .max, currency: .euro)) == "€92,233,720,368,547,758.07")
    #expect(
      formats.money(Money(minorUnits: .min, currency: .euro)) == "-€92,233,720,368,547,758.08")
  }

  @Test func `join lists of any length`() {
    let formats = Formats(locale: "en_GB")
    #expect(formats.list([]) == "")
    #expect(formats.list(["Celje"]) == "Celje")
    #expect(formats.list(["Celje", "Cesena"]) == "Celje and Cesena")
    #expect(formats.list(["a", "b", "c", "d"]) == "a, b, c and d")
    #expect(formats.choice(["a", "b", "c"]) == "a, b or c")
  }
}
