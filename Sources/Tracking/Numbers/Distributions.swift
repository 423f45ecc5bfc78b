/// The normal and Student's distribution.
enum Distributions {
  /// Below which value a standard normal number falls with the probability.
  ///
  /// Source: Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution",
  /// PPND16, about 16 digits. <https://doi.org/10.2307/2347330>
  ///
  /// - Parameter p: Between 0 and 1, both excluded.
  static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(middle.above, r) / polynomial(middle.below, r)
    }
    let tail = (-Elementary.log(q < 0 ? p : 1 - p)).squareRoot()
    let part = tail <= 5 ? near : far
    let r = tail <= 5 ? tail - 1.6 : tail - 5
    let value = polynomial(part.above, r) / polynomial(part.below, r)
    return q < 0 ? -value : value
  }

  private static let middle = (
    above: [
      3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3,
      1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
      3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    below: [
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
      5.2264952788528545610e3,
    ]
  )
  private static let near = (
    above: [
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
      3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    below: [
      1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
      1.05075007164441684324e-9,
    ]
  )
  private static let far = (
    above: [
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
      2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    below: [
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
      2.04426310338993978564e-15,
    ]
  )

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// Below which value Student's t falls with the probability, by halving.
  ///
  /// - Parameters:
  ///   - p: Between 0 and 1, both excluded.
  ///   - freedom: The degrees of freedom, above 0, whole or not.
  static func studentQuantile(_ p: Double, freedom: Double) -> Double {
    guard p != 0.5 else { return 0 }
    guard p > 0.5 else { return -studentQuantile(1 - p, freedom: freedom) }
    var (low, high) = (0.0, 1.0)
    while studentProbability(high, freedom: freedom) < p, high < 1e15 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if studentProbability(middle, freedom: freedom) < p { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }

  /// How likely Student's t is at most t.
  static func studentProbability(_ t: Double, freedom: Double) -> Double {
    let x = freedom / (freedom + t * t)
    let tail = 0.5 * incompleteBeta(x, freedom / 2, 0.5)
    return t > 0 ? 1 - tail : tail
  }

  /// The regularised incomplete beta function.
  ///
  /// Source: NIST DLMF 8.17.22 (continued fraction), evaluated by Lentz's method.
  /// <https://dlmf.nist.gov/8.17>
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    guard x <= (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(1 - x, b, a) }
    let front = Elementary.exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * Elementary.log(x)
        + b * Elementary.log(1 - x))
    var (c, d) = (1.0, 1 / (1 - (a + b) * x / (a + 1)))
    var fraction = d
    for m in stride(from: 1.0, through: 500, by: 1) {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      for term in [even, odd] {
        d = 1 / (1 + term * d)
        c = 1 + term / c
        fraction *= c * d
      }
      if (c * d - 1).magnitude < 1e-16 { break }
    }
    return front * fraction / a
  }

  /// ln Γ(x) for x above 0: Stirling's series after a shift past 10 (DLMF 5.11.1).
  static func logGamma(_ x: Double) -> Double {
    var (z, product) = (x, 1.0)
    while z < 10 {
      product *= z
      z += 1
    }
    let inverse = 1 / (z * z)
    let coefficients = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156,
    ]
    let series = polynomial(coefficients, inverse) / z
    let halfLogTau = 0.918_938_533_204_672_74
    return (z - 0.5) * Elementary.log(z) - z + halfLogTau + series - Elementary.log(product)
  }
}
