/// Exponential and logarithm by additions and multiplications alone: equal on every machine.
///
/// Errors stay under two units in the last place of a double.
enum Elementary {
  /// ln 2 in two parts; the first has enough trailing zeros that its small multiples are exact.
  private static let ln2High = 6.931_471_803_691_238_16e-1
  private static let ln2Low = 1.908_214_929_270_587_70e-10

  /// eˣ: infinite beyond 709.78, zero below −745.2.
  static func exp(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    guard x < 709.8 else { return .infinity }
    guard x > -745.2 else { return 0 }
    let doublings = (x * 1.442_695_040_888_963_4).rounded()
    let rest = (x - doublings * ln2High) - doublings * ln2Low
    let sum = series(rest)
    let exponent = Int(doublings)
    // Two steps, so that neither factor over- or underflows before the product does.
    let half = exponent / 2
    return sum * Double(sign: .plus, exponent: half, significand: 1)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }

  /// Taylor's series of eˣ for |x| up to 0.35.
  @inline(__always)
  private static func series(_ x: Double) -> Double {
    var sum = 1.0 / 87_178_291_200
    sum = sum * x + 1.0 / 6_227_020_800
    sum = sum * x + 1.0 / 479_001_600
    sum = sum * x + 1.0 / 39_916_800
    sum = sum * x + 1.0 / 3_628_800
    sum = sum * x + 1.0 / 362_880
    sum = sum * x + 1.0 / 40_320
    sum = sum * x + 1.0 / 5_040
    sum = sum * x + 1.0 / 720
    sum = sum * x + 1.0 / 120
    sum = sum * x + 1.0 / 24
    sum = sum * x + 1.0 / 6
    sum = sum * x + 0.5
    sum = sum * x + 1
    return sum * x + 1
  }

  /// The natural logarithm: −∞ at zero, not a number below.
  static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.414_213_562_373_095_1 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), with |s| at most 0.172.
    let s = (significand - 1) / (significand + 1)
    var series = 0.0
    for odd in stride(from: 25.0, through: 3, by: -2) { series = s * s * (series + 1 / odd) }
    return exponent * ln2High + (2 * s + (2 * s * series + exponent * ln2Low))
  }
}
