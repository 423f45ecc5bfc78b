/// The version of Gradnik that decided, three numbers: `0.1.0`.
public struct EngineVersion: Hashable, Sendable {
  public let major: Int
  public let minor: Int
  public let patch: Int

  /// This program's.
  public static let current = EngineVersion(0, 1, 0)

  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  /// - Returns: `nil` for any other form than three numbers of one to six digits without leading
  ///   zeros.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part -> Int? in
      guard (1...6).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
        part == "0" || !part.hasPrefix("0")
      else { return nil }
      return Int(part)
    }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    self.init(numbers[0], numbers[1], numbers[2])
  }
}

extension EngineVersion: Comparable, CustomStringConvertible {
  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  public var description: String { "\(major).\(minor).\(patch)" }
}
