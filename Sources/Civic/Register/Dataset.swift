public import Exact

/// A collection of data that the city keeps.
public struct Dataset: RegisterEntry {
  public static let entityName = "dataset"

  public let id: Exact.ID<Dataset>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var summary: Multilingual?
  public var openness: Openness?
  public var licence: String?
  public var updates: UpdateFrequency?
  public var url: String?
  public var system: Exact.ID<InformationSystem>?

  public init(id: Exact.ID<Dataset>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
  }
}

/// Who may use a dataset.
public enum Openness: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case closed, onRequest, shared, open

  public static let textPrefix = "openness"
}

/// How often something is brought up to date.
public enum UpdateFrequency: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case live, daily, weekly, monthly, quarterly, yearly, irregular, never

  public static let textPrefix = "updateFrequency"
}
