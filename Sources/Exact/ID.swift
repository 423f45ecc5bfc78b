/// The identifier of one `Entity`, so that a city's cannot be passed where a plan's is meant.
///
/// Twenty characters of `0-9 a-z` without `i l o u`: eight of time (milliseconds since 2020), then
/// twelve of chance (60 bits). Later identifiers sort after earlier ones, until the eight digits
/// are used up in November 2054; from then on all have the same, largest time.
public struct ID<Entity>: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Makes a new identifier.
  ///
  /// - Parameters:
  ///   - milliseconds: The time now, in milliseconds since 1970 UTC.
  ///   - random: The source of chance.
  public init(at milliseconds: Int64, using random: inout some RandomNumberGenerator) {
    let epoch: Int64 = 1_577_836_800_000
    let time = UInt64(min(max(epoch, milliseconds) - epoch, 0xFF_FFFF_FFFF))
    rawValue =
      Self.digits(time, count: 8) + Self.digits(random.next() >> 4, count: 12)
  }

  private static func digits(_ value: UInt64, count: Int) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return String(
      (0..<count).reversed().map { alphabet[Int((value >> (5 * UInt64($0))) & 31)] })
  }
}

extension ID: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ID: Codable {
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension ID: CustomStringConvertible {
  public var description: String { rawValue }
}
