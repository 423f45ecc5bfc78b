/// The arithmetic between a number of days and a date.
///
/// Years are counted from March, so that the leap day is the last of its year and the months from
/// March on follow one pattern: their first days are the whole parts of (153 m + 2) / 5.
///
/// Source: Reingold, Dershowitz (2018), "Calendrical Calculations", 4th ed., chapter 2.
enum GregorianCalendar {
  /// Days from 0000-03-01 to 1970-01-01.
  private static let epoch = 719_468
  /// Days in 400 years, after which the calendar repeats.
  private static let cycle = 146_097

  static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = month > 2 ? month - 3 : month + 9
    let cycles = floorDivide(marchYear, 400)
    let yearOfCycle = marchYear - cycles * 400
    let leapDays = yearOfCycle / 4 - yearOfCycle / 100
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    return cycles * cycle + yearOfCycle * 365 + leapDays + dayOfYear - epoch
  }

  static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let sinceMarch = days + epoch
    let cycles = floorDivide(sinceMarch, cycle)
    let dayOfCycle = sinceMarch - cycles * cycle
    // The 4-year, 100-year and 400-year leap days are taken out before dividing by 365.
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / (cycle - 1)) / 365
    let dayOfYear = dayOfCycle - (yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = cycles * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}
