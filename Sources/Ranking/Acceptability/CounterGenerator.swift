/// Random numbers by their place: number *k* of stream *s* is always the same, whoever asks first.
///
/// Source: Steele, Lea, Flood (2014), SplitMix64, whose state is a counter.
/// <https://doi.org/10.1145/2660193.2660195>
struct CounterGenerator: Sendable {
  private var state: UInt64

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter stream: One of many independent streams of the seed.
  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(Self.mixed(seed &+ Self.step) ^ (stream &* 0xD1B5_4A32_D192_ED03 &+ 1))
  }

  @inline(__always)
  private static func mixed(_ state: UInt64) -> UInt64 {
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// Between 0 and 1, never either.
  @inline(__always)
  mutating func uniform() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }
}
