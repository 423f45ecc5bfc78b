import BigInt
import Exact

/// The exact money of a run: every share paid so far as an integer over one common denominator.
///
/// A voter who was never poor has the endowment less the shares of the funded projects on the
/// ballot, each times its utility; so sums over any voters need only a few big integers.
struct ExactShares {
  private(set) var denominator: BigInt
  /// The endowment times the denominator.
  private(set) var endowment: BigInt
  /// The shares times the denominator, in the order funded.
  private(set) var shares: [BigInt] = []

  init(endowment: Rational) {
    denominator = endowment.denominator
    self.endowment = endowment.numerator
  }

  /// The money of some voters together, times the denominator.
  ///
  /// - Parameters:
  ///   - voters: How many; none of them was ever poor.
  ///   - utilities: By funded project the utility they get from it together.
  func money(of voters: Int64, utilities: [Int64]) -> BigInt {
    var sum = endowment * BigInt(voters)
    for (share, utility) in zip(shares, utilities) where utility != 0 {
      sum -= share * BigInt(utility)
    }
    return sum
  }

  /// Adds the share `numerator / (denominator · utility)`.
  mutating func pay(_ numerator: BigInt, utility: Int64) {
    let common = BigInt(commonDivisor(numerator, utility))
    let factor = BigInt(utility) / common
    if factor != 1 {
      denominator *= factor
      endowment *= factor
      for index in shares.indices { shares[index] *= factor }
    }
    shares.append(numerator / common)
  }

  /// The last share, rounded down to whole 2^-`shift`.
  func lastShareFloor(shift: Int) -> Int64 {
    guard let last = shares.last else { return 0 }
    return Int64((last << shift) / denominator)
  }
}

/// The greatest common divisor of a large number and a small positive one, found with small numbers
/// after one division.
func commonDivisor(_ large: BigInt, _ small: Int64) -> Int64 {
  var (left, right) = (small, Int64((large % BigInt(small)).magnitude))
  while right != 0 { (left, right) = (right, left % right) }
  return left
}
