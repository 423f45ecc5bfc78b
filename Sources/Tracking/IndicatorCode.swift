/// The code by which formulae, targets and series name an indicator, such as `DE1001V`.
public struct IndicatorCode: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  public let text: String

  public init(_ text: String) { self.text = text }
  public init(stringLiteral text: String) { self.text = text }

  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension IndicatorCode: CustomStringConvertible {
  public var description: String { text }
}
