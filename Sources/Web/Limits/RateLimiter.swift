public import Civic
import HTTPTypes
import Hummingbird

/// Counts how often things were done, in the memory of this process alone: a bucket of tokens for
/// each key, which fills at a steady rate.
public actor RateLimiter {
  private struct Key: Hashable {
    let allowance: Allowance
    let subject: String
  }

  /// Tokens are counted in the milliseconds it takes to earn them, so that no fraction is lost.
  private struct Bucket {
    var credit: Int64
    var at: Instant
  }

  private var buckets: [Key: Bucket] = [:]
  private let capacity: Int

  /// - Parameter capacity: The most buckets kept; beyond it the fullest are forgotten, which only
  ///   ever allows more.
  public init(capacity: Int = 50_000) {
    self.capacity = max(1, capacity)
  }

  /// Takes one token.
  ///
  /// - Parameter subject: The account or address the allowance is of.
  /// - Returns: Nil when it may be done; else the seconds until it may, at least one.
  public func take(_ allowance: Allowance, of subject: String, at now: Instant) -> Int? {
    let key = Key(allowance: allowance, subject: subject)
    let credit = credit(of: key, at: now)
    guard credit >= allowance.cost else { return Int((allowance.cost - credit + 999) / 1000) }
    if buckets[key] == nil, buckets.count >= capacity { forgetFullest(at: now) }
    buckets[key] = Bucket(credit: credit - allowance.cost, at: now)
    return nil
  }

  /// - Throws: `HTTPError` 429 with `Retry-After` when it was done too often.
  public func require(_ allowance: Allowance, of subject: String, at now: Instant) throws {
    guard let seconds = take(allowance, of: subject, at: now) else { return }
    throw HTTPError(.tooManyRequests, headers: [.retryAfter: String(seconds)])
  }

  /// Gives all tokens back, as to somebody who has shown to be the right one.
  public func forget(_ allowance: Allowance, of subject: String) {
    buckets[Key(allowance: allowance, subject: subject)] = nil
  }

  /// How many keys are remembered.
  var count: Int { buckets.count }

  private func credit(of key: Key, at now: Instant) -> Int64 {
    let full = key.allowance.cost * Int64(key.allowance.burst)
    guard let bucket = buckets[key] else { return full }
    return min(full, bucket.credit + max(0, now.milliseconds(since: bucket.at)))
  }

  private func forgetFullest(at now: Instant) {
    let debts = buckets.keys.map { key in
      (key: key, debt: key.allowance.cost * Int64(key.allowance.burst) - credit(of: key, at: now))
    }
    let order = debts.sorted { $0.debt < $1.debt }
    for entry in order.prefix(max(1, capacity / 10)) { buckets[entry.key] = nil }
  }
}
