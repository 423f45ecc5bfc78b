public import Exact

/// The order of identifiers in a matrix: whole numbers by value, then all others by code points.
///
/// It makes results independent of the order in which votes arrive.
public struct IdentifierOrder<Entity>: Comparable, Sendable {
  private let number: UInt64?
  private let text: String

  public init(_ identifier: ID<Entity>) {
    text = identifier.rawValue
    let isNumber =
      (1...18).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    number = isNumber ? UInt64(text) : nil
  }

  public static func < (left: Self, right: Self) -> Bool {
    switch (left.number, right.number) {
    case (let one?, let other?) where one != other: one < other
    case (.some, nil): true
    case (nil, .some): false
    default: left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
  }

  public static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// The places of some identifiers in this order.
  static func sorted(_ identifiers: [ID<Entity>]) -> [Int] {
    let keys = identifiers.map(Self.init)
    return identifiers.indices.sorted { keys[$0] < keys[$1] }
  }
}
