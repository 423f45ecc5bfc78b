/// How often something may be done.
public struct Allowance: Hashable, Sendable {
  /// Part of the key, so that one person's allowances do not mix.
  let name: String
  /// How many at once; at least one.
  let burst: Int
  /// How many in the long run; at least one.
  let perHour: Int

  public init(name: String, burst: Int, perHour: Int) {
    self.name = name
    self.burst = max(1, burst)
    self.perHour = max(1, perHour)
  }

  /// Tries to sign in, from one address or to one account.
  public static let signIn = Allowance(name: "sign-in", burst: 10, perHour: 30)
  /// Letters asked for by somebody who cannot sign in.
  public static let recovery = Allowance(name: "recovery", burst: 3, perHour: 6)
  /// Files sent by one account.
  public static let uploads = Allowance(name: "uploads", burst: 30, perHour: 300)

  /// All requests of one address; a quarter of a minute's may come at once, yet no fewer than 20.
  static func requests(perMinute: Int) -> Allowance {
    Allowance(name: "requests", burst: max(20, perMinute / 4), perHour: perMinute * 60)
  }

  /// The milliseconds in which one more is earned.
  var cost: Int64 { max(1, 3_600_000 / Int64(perHour)) }
}
