import Exact
import Testing

@Suite struct `The seeded generator` {
  /// Outputs of the reference implementation, <https://prng.di.unimi.it/splitmix64.c>.
  @Test(
    arguments: [
      (
        0,
        [
          0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
          0xF88B_B8A8_724C_81EC, 0x1B39_896A_51A8_749B,
        ]
      ),
      (
        1_234_567,
        [
          6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
          4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func `gives the published numbers of SplitMix64`(seed: UInt64, expected: [UInt64]) {
    var random = SeededGenerator(seed: seed)
    #expect(expected.map { _ in random.next() } == expected)
  }

  @Test func `repeats itself from the same seed and only from it`() {
    var (one, same, other) = (
      SeededGenerator(seed: 7), SeededGenerator(seed: 7), SeededGenerator(seed: 8)
    )
    let numbers = (0..<50).map { _ in one.next() }
    #expect(numbers == (0..<50).map { _ in same.next() })
    #expect(numbers != (0..<50).map { _ in other.next() })
  }

  @Test func `sets every bit about half the time`() {
    var random = SeededGenerator(seed: 9)
    var counts = Array(repeating: 0, count: 64)
    for _ in 0..<10_000 {
      let number = random.next()
      for bit in 0..<64 where number >> UInt64(bit) & 1 == 1 { counts[bit] += 1 }
    }
    // Six standard deviations of 50.
    #expect(counts.allSatisfy { abs($0 - 5000) < 300 })
  }
}
