import BigInt
import Exact

/// What equal shares funds with one endowment.
struct SharesResult {
  /// A project bought by its supporters.
  struct Step {
    let project: Int
    /// The share as a fraction, not in lowest terms.
    let numerator: BigInt
    let denominator: BigInt
    /// Voters who paid in full, and the utility they get together, before factors.
    let fullPayers: Int64
    let fullUtility: Int64
    let poorPayers: Int64
  }

  /// Free projects, in front of the bought ones.
  var free: [Int]
  var steps: [Step] = []
  var ties: [Tie] = []
  var cost: Int64 = 0
  /// Whether the cost passed the limit, at which the run ended.
  var overshoots = false
  /// By project: what its supporters lacked in the end, in units; only when asked for.
  var lacking: [Int: Rational] = [:]
  /// By project: the funded one that shut it out.
  var excluded: [Int: Int] = [:]

  var winners: [Int] { free + steps.map(\.project) }
}
