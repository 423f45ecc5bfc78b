public import Civic

/// Reads SDMX-JSON data messages, version 2 and 1: series and flat observations.
///
/// Each dataset becomes a table; its dimensions stand in the order of the key. Of the attributes,
/// `OBS_STATUS` (or `OBS_FLAG`) becomes the status, and the dataset's `UNIT_MEASURE` and
/// `UNIT_MULT` the unit; what else there is, is named in the notes. Several measures become one
/// more dimension, `MEASURE`.
///
/// Source: SDMX-JSON 2.1 data message, <https://github.com/sdmx-twg/sdmx-json>
public struct SDMXJSONReader: Sendable {
  public var limits = ObservationLimits()

  public init() {}

  /// Reads a whole message.
  ///
  /// - Returns: The tables of all datasets that give figures, in their order; datasets that
  ///   withdraw figures are left to ``deletions``.
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> SDMXMessage {
    let root = try ExactJSONParser.parse(bytes, limits: limits)
    guard root.object != nil else { throw ObservationFault(.wrongType, at: .field("")) }
    // Version 1 had no `data` around the datasets at first.
    let isBare = root["data"] == nil
    let data = isBare ? root : root["data"] ?? .null
    let base = isBare ? "" : "/data"
    try refuseErrors(root, hasData: data["dataSets"] != nil)
    guard let sets = data["dataSets"]?.array else {
      throw ObservationFault(.missing, at: .field(base + "/dataSets"))
    }
    guard sets.count <= limits.tables else {
      throw ObservationFault(.tooManyTables(limit: limits.tables), at: .field(base + "/dataSets"))
    }
    let structures = data["structures"]?.array ?? data["structure"].map { [$0] } ?? []
    var message = SDMXMessage()
    for (index, set) in sets.enumerated() {
      let place = "\(base)/dataSets/\(index)"
      if set["action"]?.string == "Delete" {
        message.deletions += 1
        continue
      }
      let number = set["structure"]?.count ?? 0
      guard structures.indices.contains(number) else {
        throw ObservationFault(.missing, at: .field(base + "/structures/\(number)"))
      }
      var dataset = try SDMXDataset(
        structure: structures[number], set: set, pointer: place,
        structurePointer: "\(base)/structures/\(number)", limits: limits)
      message.tables.append(try dataset.table(meta: root["meta"]))
    }
    return message
  }

  private func refuseErrors(_ root: ExactJSON, hasData: Bool) throws(ObservationFault) {
    guard !hasData, let error = root["errors"]?.array?.first else { return }
    throw ObservationFault(
      .refusedBySource(
        status: error["code"]?.count,
        label: error["title"]?.string ?? error["detail"]?.string ?? ""),
      at: .field("/errors/0"))
  }
}

/// What an SDMX-JSON message holds.
public struct SDMXMessage: Sendable {
  public var tables: [ObservationTable] = []
  /// How many datasets withdraw figures.
  public var deletions = 0

  public init() {}
}
