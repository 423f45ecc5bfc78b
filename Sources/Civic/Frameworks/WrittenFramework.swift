public import Exact

/// A framework that a city or a network wrote, in one version: a draft until it is published, and
/// never changed afterwards.
public struct WrittenFramework: Entity {
  public static let entityName = "written_framework"

  public let id: Exact.ID<WrittenFramework>
  public var revision: Int
  /// Who owns it: a city or a network.
  public let city: Exact.ID<City>?
  public let network: Exact.ID<Network>?
  /// The identifier in its file, the same in every version.
  public let key: String
  public var version: String
  public var draft: FrameworkDraft
  /// The file as it was published; none for a draft.
  public var published: String?
  public var publishedAt: Instant?

  public init(
    id: Exact.ID<WrittenFramework>, owner: FrameworkOwner, key: String, version: String,
    draft: FrameworkDraft
  ) {
    self.id = id
    revision = 1
    (city, network) =
      switch owner {
      case .city(let city): (city, nil)
      case .network(let network): (nil, network)
      }
    self.key = key
    self.version = version
    self.draft = draft
  }

  public var owner: FrameworkOwner? {
    city.map { .city($0) } ?? network.map { .network($0) }
  }

  public var isPublished: Bool { published != nil }

  /// Whether somebody may write it; a published one only in a new version.
  public func mayBeWritten(by viewer: Viewer) -> Bool {
    owner?.mayWrite(viewer) ?? false
  }

  /// A published one is for everybody, a draft for those who write it.
  public func isReadable(by viewer: Viewer) -> Bool {
    isPublished || mayBeWritten(by: viewer)
  }

  /// The version after a number of others: one more than the highest that is a number.
  public static func nextVersion(after versions: [String]) -> String {
    var next = (versions.compactMap(Int.init).max() ?? 0) + 1
    while versions.contains(String(next)) { next += 1 }
    return String(next)
  }
}

/// Who writes a framework.
public enum FrameworkOwner: Hashable, Sendable {
  case city(Exact.ID<City>)
  case network(Exact.ID<Network>)

  public func mayWrite(_ viewer: Viewer) -> Bool {
    switch self {
    case .city(let city): viewer.may(.editContent, .city(city))
    case .network(let network): viewer.may(.manageNetwork, .network(network))
    }
  }

  /// As forms send it.
  public var name: String {
    switch self {
    case .city(let city): "city:\(city.rawValue)"
    case .network(let network): "network:\(network.rawValue)"
    }
  }

  public init?(name: String) {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "city": self = .city(ID(rawValue: parts[1]))
    case "network": self = .network(ID(rawValue: parts[1]))
    default: return nil
    }
  }
}
