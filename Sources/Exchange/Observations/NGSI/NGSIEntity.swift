import Civic
import Exact

/// One entity of NGSI-LD, whichever way it is written.
struct NGSIEntity {
  private let id: String
  private let types: [String]
  private let pointer: String
  private let attributes: [String: ExactJSON]
  private let names: [String: String]

  /// - Returns: `nil` for an object without id and type.
  init?(_ object: ExactJSONObject, at pointer: String) {
    guard let id = object["id"]?.string ?? object["@id"]?.string, !id.isEmpty,
      let type = object["type"] ?? object["@type"]
    else { return nil }
    self.id = id
    self.pointer = pointer
    types = (type.array?.compactMap(\.string) ?? type.string.map { [$0] } ?? []).map(Self.term)
    var attributes: [String: ExactJSON] = [:]
    var names: [String: String] = [:]
    for (name, value) in zip(object.names, object.values) {
      attributes[Self.term(name)] = value
      names[Self.term(name)] = name
    }
    self.attributes = attributes
    self.names = names
  }

  var isIndicator: Bool { types.contains("KeyPerformanceIndicator") }

  /// The last part of a term written as an address.
  private static func term(_ name: String) -> String {
    guard name.contains("://") else { return name }
    return name.split { $0 == "/" || $0 == "#" }.last.map(String.init) ?? name
  }

  func append(to builder: inout ObservationTableBuilder) throws(ObservationFault) {
    let place = pointer + JSONDifference.step(names["kpiValue"] ?? "kpiValue")
    guard let value = attributes["kpiValue"] else {
      throw ObservationFault(.missing, at: .field(place))
    }
    let indicator = try category(id, 0, &builder, at: pointer + "/id")
    if let name = text("name") ?? text("description") {
      builder.label(indicator, dimension: 0, name)
    }
    let address = plain(attributes["address"])
    let locality = address?["addressLocality"]?.string ?? "_Z"
    let city = try category(locality.isEmpty ? "_Z" : locality, 1, &builder, at: pointer)
    let status = Array((text("currentStanding") ?? "").utf8)
    let instances = try instances(value, at: place)
    for instance in instances {
      if let unit = instance.unit {
        builder.setUnit(ObservationUnit(code: unit), of: indicator, dimension: 0)
      }
      let moment = instance.observed ?? time ?? "_Z"
      let time = try category(moment, 2, &builder, at: place)
      let content = try content(instance.value, at: instance.place)
      do throws(ObservationFault) {
        try builder.append([indicator, city, time], content, status: status[...])
      } catch {
        throw ObservationFault(error.reason, at: .field(instance.place))
      }
    }
  }

  private func category(
    _ code: String, _ dimension: Int, _ builder: inout ObservationTableBuilder, at place: String
  ) throws(ObservationFault) -> UInt32 {
    do throws(ObservationFault) {
      return try builder.category(Array(code.utf8)[...], dimension: dimension)
    } catch {
      throw ObservationFault(error.reason, at: .field(place))
    }
  }

  /// The period of calculation, else the moment of the last change.
  private var time: String? {
    if let period = plain(attributes["calculationPeriod"]) {
      let from = moment(period["from"]) ?? moment(period["start"])
      let to = moment(period["to"]) ?? moment(period["end"])
      if let from, let to { return "\(from)/\(to)" }
      if let one = from ?? to { return one }
    }
    return ["observedAt", "modifiedAt", "dateModified", "updatedAt"].lazy
      .compactMap { moment(plain(attributes[$0])) }.first
  }

  private func moment(_ value: ExactJSON?) -> String? {
    let text = value?.string ?? value?["@value"]?.string
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func text(_ name: String) -> String? {
    let value = plain(attributes[name])
    return value?.string ?? value?["@value"]?.string
  }

  /// What an attribute says, without the frame of a property.
  private func plain(_ value: ExactJSON?) -> ExactJSON? {
    guard let value, value.object != nil else { return value }
    return value["value"] ?? value["object"] ?? value
  }

  private struct Instance {
    let value: ExactJSON
    let observed: String?
    let unit: String?
    let place: String
  }

  /// One value, several of different origin or time, or the list `values` of a temporal answer.
  private func instances(
    _ value: ExactJSON, at place: String
  ) throws(ObservationFault) -> [Instance] {
    if let list = value.array {
      var all: [Instance] = []
      for (index, entry) in list.enumerated() {
        // Deeper lists are no form of the standard.
        guard entry.array == nil else {
          throw ObservationFault(.wrongType, at: .field("\(place)/\(index)"))
        }
        all += try instances(entry, at: "\(place)/\(index)")
      }
      return all
    }
    guard value.object != nil else {
      return [Instance(value: value, observed: nil, unit: nil, place: place)]
    }
    let unit = value["unitCode"]?.string
    if let pairs = value["values"]?.array {
      var all: [Instance] = []
      for (index, pair) in pairs.enumerated() {
        guard let parts = pair.array, parts.count >= 2 else {
          throw ObservationFault(.wrongType, at: .field("\(place)/values/\(index)"))
        }
        all.append(
          Instance(
            value: parts[0], observed: moment(parts[1]), unit: unit,
            place: "\(place)/values/\(index)"))
      }
      return all
    }
    guard let plain = value["value"] ?? value["@value"] else {
      throw ObservationFault(.missing, at: .field(place + "/value"))
    }
    return [
      Instance(
        value: plain["@value"] ?? plain, observed: moment(value["observedAt"]), unit: unit,
        place: place + "/value")
    ]
  }

  private func content(
    _ value: ExactJSON, at place: String
  ) throws(ObservationFault) -> ObservationTableBuilder.Content {
    switch value {
    case .null: return .missing
    case .number(let reading):
      guard let content = reading.content else {
        throw ObservationFault(.numberTooLarge(""), at: .field(place))
      }
      return content
    case .string(let text):
      if text == "urn:ngsi-ld:null" { return .missing }
      return DecimalReading(Array(text.utf8)[...]).content ?? .text(text)
    case .bool(let flag): return .text(flag ? "true" : "false")
    case .array, .object: throw ObservationFault(.wrongType, at: .field(place))
    }
  }
}
