/// The bytes of a QR code: the text with its length, padding and error correction.
///
/// Source: ISO/IEC 18004:2015, 7.4 to 7.6.
struct QRCodewords: Sendable {
  private let blocks: [[UInt8]]
  private let corrections: [[UInt8]]

  init(_ bytes: [UInt8], in capacity: QRCapacity) {
    let data = Self.data(bytes, in: capacity)
    // The last blocks are one byte longer where the data do not divide.
    let short = data.count / capacity.blocks
    let shortBlocks = capacity.blocks - data.count % capacity.blocks
    var blocks: [[UInt8]] = []
    var start = 0
    for number in 0..<capacity.blocks {
      let length = short + (number < shortBlocks ? 0 : 1)
      blocks.append(Array(data[start..<start + length]))
      start += length
    }
    self.blocks = blocks
    let correction = ReedSolomon(degree: capacity.correctionPerBlock)
    corrections = blocks.map(correction.remainder)
  }

  /// First bytes of every block, then second bytes, and so on.
  var interleaved: [UInt8] {
    Self.interleave(blocks) + Self.interleave(corrections)
  }

  private static func interleave(_ blocks: [[UInt8]]) -> [UInt8] {
    let longest = blocks.map(\.count).max() ?? 0
    return (0..<longest).flatMap { index in
      blocks.compactMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }

  private static func data(_ bytes: [UInt8], in capacity: QRCapacity) -> [UInt8] {
    var bits = QRBits()
    bits.append(0b0100, count: 4)
    bits.append(bytes.count, count: capacity.lengthBits)
    for byte in bytes { bits.append(Int(byte), count: 8) }
    let room = 8 * capacity.dataCodewords
    bits.append(0, count: min(4, room - bits.values.count))
    bits.append(0, count: (8 - bits.values.count % 8) % 8)
    var pad = 0b1110_1100
    while bits.values.count < room {
      bits.append(pad, count: 8)
      pad ^= 0b1110_1100 ^ 0b0001_0001
    }
    return bits.bytes
  }
}

/// Bits in a row, the highest of each number first.
struct QRBits: Sendable {
  private(set) var values: [Bool] = []

  mutating func append(_ number: Int, count: Int) {
    for bit in (0..<count).reversed() { values.append(number >> bit & 1 == 1) }
  }

  var bytes: [UInt8] {
    stride(from: 0, to: values.count, by: 8).map { start in
      values[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    }
  }
}

/// Error correction over the field of 256 elements with the polynomial x⁸ + x⁴ + x³ + x² + 1.
struct ReedSolomon: Sendable {
  /// The coefficients below the highest, which is one; the highest first.
  private let generator: [UInt8]

  init(degree: Int) {
    var generator = [UInt8](repeating: 0, count: degree)
    generator[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in generator.indices {
        generator[index] = Self.product(generator[index], root)
        if index + 1 < degree { generator[index] ^= generator[index + 1] }
      }
      root = Self.product(root, 2)
    }
    self.generator = generator
  }

  /// What is left of the data, times x to the degree, divided by the generator.
  func remainder(_ data: [UInt8]) -> [UInt8] {
    var rest = [UInt8](repeating: 0, count: generator.count)
    for byte in data {
      let factor = byte ^ rest.removeFirst()
      rest.append(0)
      for index in rest.indices { rest[index] ^= Self.product(generator[index], factor) }
    }
    return rest
  }

  static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product: UInt8 = 0
    for bit in (0..<8).reversed() {
      product = product << 1 ^ (product >> 7) &* 0x1d
      if right >> UInt8(bit) & 1 == 1 { product ^= left }
    }
    return product
  }
}
