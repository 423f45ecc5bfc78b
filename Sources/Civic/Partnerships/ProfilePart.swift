public import Exact

/// One thing a city faces, offers or wants to learn.
public struct ProfilePart: Codable, Hashable, Sendable {
  public static let strengths = 1...5

  public var kind: ProfilePartKind
  /// A code of the catalogue of topics; empty while the city has not chosen one.
  public var topic: String
  /// From 1, a little, to 5, very much.
  public var strength: Int
  /// Whether it counts and is shown; what is off stays with the city.
  public var isOn: Bool
  /// What precisely; never shown where the city wants to stay unnamed.
  public var words: Multilingual?
  /// The record it was derived from; none where the city wrote it.
  public var origin: ProfileOrigin?
  /// The strength that the origin gave: while it is the same as ``strength``, nobody changed it.
  public var derivedStrength: Int?

  public init(kind: ProfilePartKind, topic: String, strength: Int, isOn: Bool = true) {
    self.kind = kind
    self.topic = topic
    self.strength = strength
    self.isOn = isOn
  }

  /// Whether it takes part in a matching.
  public var counts: Bool { isOn && !topic.isEmpty }
}

public enum ProfilePartKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case challenge, need, offer

  public static let textPrefix = "profilePart"
}

/// The record that a part of a profile was derived from.
public struct ProfileOrigin: Codable, Hashable, Sendable {
  public let record: RecordReference
  /// The plan of a challenge.
  public let plan: Exact.ID<Plan>?
  /// The part of the record: the topic of an assessment's dimension.
  public let detail: String

  public init(record: RecordReference, plan: Exact.ID<Plan>? = nil, detail: String = "") {
    self.record = record
    self.plan = plan
    self.detail = detail
  }
}

/// A part that could be derived, before the city takes it over.
public struct ProfileSuggestion: Hashable, Sendable {
  public var part: ProfilePart
  public let origin: ProfileOrigin
  /// What the record is called.
  public let title: Multilingual

  /// Parts whose origin everybody can read are on from the start; others wait for the city.
  public init(_ part: ProfilePart, from origin: ProfileOrigin, title: Multilingual, isPublic: Bool)
  {
    self.origin = origin
    self.title = title
    var derived = part
    derived.origin = origin
    derived.derivedStrength = part.strength
    derived.isOn = isPublic && !part.topic.isEmpty
    self.part = derived
  }
}
