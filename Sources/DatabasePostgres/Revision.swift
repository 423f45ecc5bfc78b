internal import Synchronization

/// The number that differs after every commit, by whichever process.
final class Revision: Sendable {
  // A class because the writer, the listener and the readers share one number.
  private let number: Atomic<Int64>
  private let isListening = Atomic(false)

  /// What this process signs its commits with, to know them from those of others.
  let writer: String

  init() {
    // It begins anywhere: a page that a browser kept from an earlier process must not seem current.
    number = Atomic(Int64.random(in: 1...(1 << 52)))
    writer = String(UInt64.random(in: .min ... .max), radix: 16)
  }

  /// Something was committed.
  func next() { number.add(1, ordering: .sequentiallyConsistent) }

  /// Says whether the commits of others are heard of.
  func listens(_ isHeard: Bool) {
    next()
    isListening.store(isHeard, ordering: .sequentiallyConsistent)
  }

  /// The number now; while others are not heard of, another at each call, so that nothing is taken
  /// for current.
  var current: Int64 {
    if isListening.load(ordering: .sequentiallyConsistent) {
      return number.load(ordering: .sequentiallyConsistent)
    }
    return number.add(1, ordering: .sequentiallyConsistent).newValue
  }
}
