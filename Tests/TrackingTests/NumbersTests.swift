import Testing

@testable import Tracking

/// Reference values: Python 3.11's `math`, SciPy 1.17.1.
@Suite struct `Elementary functions` {
  private static func agrees(_ a: Double, _ b: Double, ulps: Double = 4) -> Bool {
    a == b || (a - b).magnitude <= ulps * b.ulp
  }

  @Test(arguments: [
    (1, 2.718281828459045), (-1, 0.36787944117144233), (0.5, 1.6487212707001282), (0, 1),
    (10, 22026.465794806718), (-20, 2.061153622438558e-09), (700, 1.0142320547350045e+304),
    (1e-10, 1.0000000001), (-.infinity, 0), (.infinity, .infinity), (710, .infinity),
  ])
  func `exponentials are those of the library`(x: Double, expected: Double) {
    #expect(Self.agrees(Elementary.exp(x), expected))
  }

  @Test(arguments: [
    (2, 0.6931471805599453), (10, 2.302585092994046), (0.5, -0.6931471805599453), (1, 0),
    (1e-300, -690.7755278982137), (1.7e+308, 709.7268368932282), (3, 1.0986122886681098),
    (1.0000001, 9.999999505838704e-08), (0.99, -0.01005033585350145), (0, -.infinity),
    (.leastNonzeroMagnitude, -744.4400719213812),
  ])
  func `logarithms are those of the library`(x: Double, expected: Double) {
    #expect(Self.agrees(Elementary.log(x), expected))
  }

  @Test func `logarithm and exponential undo each other`() {
    for step in -690...690 {
      let x = Double(step) + 0.37
      #expect(isNear(Elementary.log(Elementary.exp(x)), x, within: 1e-13 * max(1, x.magnitude)))
    }
    #expect(Elementary.log(-1).isNaN)
    #expect(isNear(Elementary.power(2, 10), 1024, within: 1e-11))
  }

  @Test(arguments: [
    (0.975, 1.959963984540054), (0.9, 1.2815515655446004), (0.5, 0),
    (0.999999, 4.753424308817087), (1e-10, -6.361340902404056), (0.3, -0.5244005127080409),
  ])
  func `normal quantiles are those of the tables`(p: Double, expected: Double) {
    #expect(isNear(Distributions.normalQuantile(p), expected, within: 1e-10))
  }

  @Test(arguments: [
    (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462),
    (0.975, 4, 2.7764451051977934), (0.9, 10, 1.372183641110336),
    (0.975, 2.5, 3.5746548420036817), (0.995, 30, 2.7499956535672254),
    (0.975, 200, 1.9718962236339088), (0.025, 7.3, -2.3450667365477034),
  ])
  func `Student's quantiles are those of the tables`(p: Double, freedom: Double, value: Double) {
    let found = Distributions.studentQuantile(p, freedom: freedom)
    #expect(isNear(found, value, within: 1e-9 * value.magnitude))
  }

  @Test func `gamma is factorial`() {
    #expect(isNear(Distributions.logGamma(0.5), 0.5723649429247, within: 1e-12))
    #expect(isNear(Distributions.logGamma(100), 359.1342053695754, within: 1e-10))
  }
}

@Suite struct `Least squares` {
  @Test func `finds a line and refuses dependent columns`() throws {
    let fit = try #require(LeastSquares([[1, 0], [1, 1], [1, 2], [1, 3]], [1, 3, 5, 8]))
    #expect(isNear(fit.coefficients[0], 0.8, within: 1e-12))
    #expect(isNear(fit.coefficients[1], 2.3, within: 1e-12))
    #expect(isNear(fit.sumOfSquares, 0.3, within: 1e-12))
    #expect(isNear(fit.covariance[1][1], 0.03, within: 1e-12))
    #expect(LeastSquares([[1, 2], [2, 4], [3, 6]], [1, 2, 3]) == nil)
    #expect(LeastSquares([[1, 2]], [1]) == nil)
  }
}
