public import Civic

/// Reads `KeyPerformanceIndicator` entities of NGSI-LD, as a city's context broker gives them.
///
/// One entity, a list, or a `@graph`; normalised, concise or key-values; with or without
/// `@context`, whose terms are taken by their last part and never fetched. The table has the
/// dimensions `kpi` (the entity), `place` (the locality of its address) and `time`: the moment a
/// value was observed, else the period it was calculated for, else when the entity was changed.
/// The status is the entity's `currentStanding`.
///
/// Source: ETSI GS CIM 009; Smart Data Models, dataModel.KeyPerformanceIndicator.
public struct KeyPerformanceIndicatorReader: Sendable {
  public var limits = ObservationLimits()

  public init() {}

  /// Reads a whole document; entities of other types are counted and passed over.
  public func read(_ bytes: [UInt8]) throws(ObservationFault) -> ObservationTable {
    let root = try ExactJSONParser.parse(bytes, limits: limits)
    try refuseProblem(root)
    let (entities, base) = try entities(root)
    var builder = ObservationTableBuilder(limits: limits)
    try builder.add(ObservationDimension(code: "kpi", role: .indicator))
    try builder.add(ObservationDimension(code: "place", role: .place))
    try builder.add(ObservationDimension(code: "time", role: .time), ordersTimes: true)
    var skipped = 0
    var read = 0
    for (index, entity) in entities.enumerated() {
      let place = root.object == nil || base.hasSuffix("@graph") ? "\(base)/\(index)" : base
      guard let object = entity.object else {
        throw ObservationFault(.wrongType, at: .field(place))
      }
      guard let indicator = NGSIEntity(object, at: place), indicator.isIndicator else {
        skipped += 1
        continue
      }
      try indicator.append(to: &builder)
      read += 1
    }
    guard read > 0 else { throw ObservationFault(.noObservations, at: .field(base)) }
    if skipped > 0 { builder.note(.skippedRecords(skipped)) }
    return try builder.table()
  }

  private func entities(
    _ root: ExactJSON
  ) throws(ObservationFault) -> (list: [ExactJSON], base: String) {
    if let list = root.array { return (list, "") }
    guard root.object != nil else { throw ObservationFault(.wrongType, at: .field("")) }
    guard let graph = root["@graph"] else { return ([root], "") }
    guard let list = graph.array else { throw ObservationFault(.wrongType, at: .field("/@graph")) }
    return (list, "/@graph")
  }

  /// A broker answers errors as problem details (RFC 9457).
  private func refuseProblem(_ root: ExactJSON) throws(ObservationFault) {
    guard root["id"] == nil, root["@graph"] == nil, let title = root["title"]?.string else {
      return
    }
    throw ObservationFault(
      .refusedBySource(status: root["status"]?.count, label: title), at: .field(""))
  }
}
