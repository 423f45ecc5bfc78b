public import Exact

/// A number in bytes, read digit by digit and never through a binary fraction.
///
/// What fits ``ExactDecimal`` is kept as written, `57.50` with both decimals; more digits are
/// rounded half to even, to at most 12 after the mark, and said to be.
public enum DecimalReading: Hashable, Sendable {
  case exact(ExactDecimal)
  case rounded(ExactDecimal)
  case tooLarge
  case notANumber

  /// Reads an optional sign, digits, a point with digits and an exponent.
  ///
  /// - Parameter bytes: Nothing else, also no blanks.
  /// - Complexity: O(length).
  public init(_ bytes: ArraySlice<UInt8>) {
    var digits = DecimalDigits()
    self = bytes.withUnsafeBufferPointer { digits.read($0) ? digits.reading : .notANumber }
  }
}

extension DecimalReading {
  /// What a cell with this number holds; `nil` when the number cannot be kept.
  public var content: ObservationTableBuilder.Content? {
    switch self {
    case .exact(let value): .value(value, isRounded: false)
    case .rounded(let value): .value(value, isRounded: true)
    case .tooLarge, .notANumber: nil
    }
  }
}

/// A number while it is read: `significand` × 10^-`scale`, and what was dropped below it.
private struct DecimalDigits {
  private var isNegative = false
  private var significand: UInt64 = 0
  private var scale = 0
  private var isFull = false
  /// The first digit dropped, and whether a later one is not zero.
  private var nextDigit: UInt64 = 0
  private var hasMore = false
  private var hasDropped = false

  /// - Returns: Whether this is a number.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      index = 1
    }
    let start = index
    while index < bytes.count, bytes[index] &- 48 < 10 {
      take(UInt64(bytes[index] &- 48), isFraction: false)
      index += 1
    }
    var count = index - start
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < bytes.count, bytes[index] &- 48 < 10 {
        take(UInt64(bytes[index] &- 48), isFraction: true)
        index += 1
      }
      guard index > fraction else { return false }
      count += index - fraction
    }
    guard count > 0 else { return false }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      guard let exponent = Self.exponent(bytes, &index) else { return false }
      scale -= exponent
    }
    return index == bytes.count
  }

  /// Exponents beyond a million say the same as a million.
  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    index += 1
    var isNegative = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    let start = index
    var exponent = 0
    while index < bytes.count, bytes[index] &- 48 < 10 {
      exponent = min(exponent * 10 + Int(bytes[index] &- 48), 1_000_000)
      index += 1
    }
    return index == start ? nil : isNegative ? -exponent : exponent
  }

  private mutating func take(_ digit: UInt64, isFraction: Bool) {
    if !isFull {
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if !overflow, !carry, sum <= UInt64(Int64.max) {
        significand = sum
        if isFraction { scale += 1 }
        return
      }
      isFull = true
    }
    if hasDropped { hasMore = hasMore || digit != 0 } else { nextDigit = digit }
    hasDropped = true
    if !isFraction { scale -= 1 }
  }

  /// The number, once all digits are in.
  var reading: DecimalReading {
    var number = self
    while number.scale > 12 {
      guard number.significand != 0 || number.nextDigit != 0 else {
        // Zero, or too small to leave a digit.
        number.hasMore = number.hasMore || number.nextDigit != 0
        number.scale = 12
        break
      }
      number.hasMore = number.hasMore || number.nextDigit != 0
      number.nextDigit = number.significand % 10
      number.significand /= 10
      number.scale -= 1
    }
    // Digits are dropped only when no more fit: what still has to grow is beyond 64 bits.
    guard number.scale >= 0 || !number.hasDropped else { return .tooLarge }
    while number.scale < 0, number.significand != 0 {
      let (product, overflow) = number.significand.multipliedReportingOverflow(by: 10)
      guard !overflow, product <= UInt64(Int64.max) else { return .tooLarge }
      number.significand = product
      number.scale += 1
    }
    return number.rounded
  }

  private var rounded: DecimalReading {
    let isExact = nextDigit == 0 && !hasMore
    let isUp = nextDigit > 5 || nextDigit == 5 && (hasMore || significand % 2 == 1)
    let magnitude = significand + (isUp ? 1 : 0)
    guard magnitude <= UInt64(Int64.max) else { return .tooLarge }
    let signed = isNegative ? -Int64(magnitude) : Int64(magnitude)
    let value = ExactDecimal(significand: signed, scale: max(0, scale))
    return isExact ? .exact(value) : .rounded(value)
  }
}
