/// How strongly a city has each topic, in ten-thousandths from 0 to 10,000.
///
/// A topic that is not there has strength 0: a city lists what it has. One that is there without a
/// strength is unknown.
public struct TopicStrengths: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let topic: String
    /// `nil` when it is unknown.
    public let strength: Int32?

    public init(topic: String, strength: Int32?) {
      self.topic = topic
      self.strength = strength
    }
  }

  public static let unit: Int32 = 10_000

  /// In the order they were given; each topic once.
  public let entries: [Entry]

  public init(_ entries: [Entry]) {
    precondition(
      entries.allSatisfy { (0...Self.unit).contains($0.strength ?? 0) },
      "a strength outside 0 to 1 has no meaning")
    self.entries = entries
  }

  /// Nothing known at all, as when every strength is unknown.
  public var isUnknown: Bool { entries.allSatisfy { $0.strength == nil } }
}
