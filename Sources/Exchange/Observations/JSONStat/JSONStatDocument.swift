public import Civic

/// What a JSON-stat document holds.
public struct JSONStatDocument: Sendable {
  public enum Kind: String, Hashable, Sendable {
    case dataset, collection, dimension
    /// Datasets side by side under names of their own (JSON-stat 1).
    case bundle
  }

  /// Something that a collection points at without holding it.
  public struct Link: Hashable, Sendable {
    public let kind: String?
    public let address: String?
    public let label: String?
  }

  public let kind: Kind
  public let label: String?
  /// The datasets in the order of the document, those of collections within it too.
  public var tables: [ObservationTable] = []
  /// A dimension that stands alone.
  public var dimensions: [ObservationDimension] = []
  public var links: [Link] = []
  public var notes: [ObservationNote] = []
}
