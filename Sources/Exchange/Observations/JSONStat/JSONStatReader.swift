public import Civic

/// Reads JSON-stat 2.0 datasets, collections and dimensions, and datasets and bundles of 1.x.
///
/// The reply of Eurostat's statistics API is such a dataset; its list of flags becomes
/// ``ObservationTable/Origin/statusLabels``, its error message a fault.
///
/// Source: Badosa, "JSON-stat 2.0", <https://json-stat.org/full/>
public struct JSONStatReader: Sendable {
  public var limits = ObservationLimits()

  public init() {}

  /// Reads a whole document.
  ///
  /// - Throws: The first fault, with the field it is in.
  /// - Complexity: O(bytes).
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> JSONStatDocument {
    let root = try ExactJSONParser.parse(bytes, limits: limits)
    guard let object = root.object else { throw ObservationFault(.wrongType, at: .field("")) }
    try refuseServiceError(object)
    let kind = try kind(of: object)
    var document = JSONStatDocument(kind: kind, label: object["label"]?.string)
    noteVersion(object, kind, in: &document)
    switch kind {
    case .dataset: document.tables = [try JSONStatDataset.table(object, at: "", limits: limits)]
    case .dimension:
      let reader = JSONStatDimension(code: "", object: object, pointer: "", limits: limits)
      document.dimensions = [try reader.dimension(size: nil).dimension]
    case .collection: try readItems(object, at: "", depth: 0, into: &document)
    case .bundle: try readBundle(object, into: &document)
    }
    return document
  }

  private func kind(
    of object: ExactJSONObject
  ) throws(ObservationFault) -> JSONStatDocument.Kind {
    if let name = object["class"] {
      guard let text = name.string else { throw ObservationFault(.wrongType, at: .field("/class")) }
      guard let kind = JSONStatDocument.Kind(rawValue: text), kind != .bundle else {
        throw ObservationFault(.unknownClass(text), at: .field("/class"))
      }
      return kind
    }
    if object["dimension"]?.object != nil { return .dataset }
    let hasDataset = object.values.contains { $0["dimension"]?.object != nil }
    guard hasDataset else { throw ObservationFault(.missing, at: .field("/class")) }
    return .bundle
  }

  private func noteVersion(
    _ object: ExactJSONObject, _ kind: JSONStatDocument.Kind, in document: inout JSONStatDocument
  ) {
    if kind == .bundle { document.notes.append(.deprecatedBundle) }
    let version = object["version"]?.string
    let isKnown = version == "2.0" || version?.hasPrefix("1.") == true
    if !isKnown, kind != .bundle || version != nil {
      document.notes.append(.unknownVersion(version))
    }
  }

  /// Eurostat answers errors as `{"error":[{"status":404,"label":"…"}]}`.
  private func refuseServiceError(_ object: ExactJSONObject) throws(ObservationFault) {
    guard object["dimension"] == nil, let error = object["error"] else { return }
    let first = error.array?.first ?? error
    guard let label = first["label"]?.string else { return }
    throw ObservationFault(
      .refusedBySource(status: first["status"]?.count, label: label), at: .field("/error"))
  }

  private func readBundle(
    _ object: ExactJSONObject, into document: inout JSONStatDocument
  ) throws(ObservationFault) {
    for (name, value) in zip(object.names, object.values) {
      guard let dataset = value.object, dataset["dimension"] != nil else { continue }
      try addTable(dataset, at: JSONDifference.step(name), into: &document)
    }
  }

  private func readItems(
    _ object: ExactJSONObject, at pointer: String, depth: Int,
    into document: inout JSONStatDocument
  ) throws(ObservationFault) {
    guard let item = object["link"]?["item"] else { return }
    let place = pointer + "/link/item"
    guard let items = item.array else { throw ObservationFault(.wrongType, at: .field(place)) }
    for (index, item) in items.enumerated() {
      guard let entry = item.object else {
        throw ObservationFault(.wrongType, at: .field("\(place)/\(index)"))
      }
      let kind = entry["class"]?.string
      if kind == "collection", entry["link"] != nil {
        try readItems(entry, at: "\(place)/\(index)", depth: depth + 1, into: &document)
      } else if kind != "dimension", entry["dimension"] != nil || entry["value"] != nil {
        try addTable(entry, at: "\(place)/\(index)", into: &document)
      } else {
        guard document.links.count < limits.values else {
          throw ObservationFault(.tooManyValues(limit: limits.values), at: .field(place))
        }
        document.links.append(
          JSONStatDocument.Link(
            kind: kind, address: entry["href"]?.string, label: entry["label"]?.string))
      }
    }
  }

  private func addTable(
    _ dataset: ExactJSONObject, at pointer: String, into document: inout JSONStatDocument
  ) throws(ObservationFault) {
    guard document.tables.count < limits.tables else {
      throw ObservationFault(.tooManyTables(limit: limits.tables), at: .field(pointer))
    }
    document.tables.append(try JSONStatDataset.table(dataset, at: pointer, limits: limits))
  }
}
