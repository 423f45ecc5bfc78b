public import Civic
import Exact

/// Writes a table as a JSON-stat 2.0 dataset.
///
/// Numbers stand as they are kept, with all their digits. Values are a list when more than half of
/// the cells have a row, otherwise an object of those that have one. Units of the whole table,
/// labels in further languages and the role of a unit have no place in the format and are left out.
///
/// Source: Badosa, "JSON-stat 2.0", <https://json-stat.org/full/>
public struct JSONStatWriter: Sendable {
  public init() {}

  /// The dataset as UTF-8 text.
  ///
  /// - Complexity: O(rows + categories), and O(cells) when the table is dense.
  public func text(_ table: ObservationTable) -> String {
    var text = "{\"version\":\"2.0\",\"class\":\"dataset\""
    let origin = table.origin
    let head = [
      ("href", origin.address), ("label", origin.label), ("source", origin.source),
      ("updated", origin.updated),
    ]
    for (name, value) in head {
      if let value { text += ",\"\(name)\":" + Self.quoted(value) }
    }
    let codes = table.dimensions.map { Self.quoted($0.code) }
    text += ",\"id\":[" + codes.joined(separator: ",") + "]"
    let sizes = table.dimensions.map(\.categories.count)
    text += ",\"size\":[" + sizes.map(String.init).joined(separator: ",") + "]"
    text += roles(table.dimensions)
    text += ",\"dimension\":{"
    text += table.dimensions.map { dimension($0) }.joined(separator: ",")
    text += "}"
    writeCells(table, to: &text)
    if !origin.statusLabels.isEmpty {
      let labels = origin.statusLabels.sorted { $0.key < $1.key }
      let members = labels.map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }
      text += ",\"extension\":{\"status\":{\"label\":{" + members.joined(separator: ",") + "}}}"
    }
    return text + "}"
  }

  private func roles(_ dimensions: [ObservationDimension]) -> String {
    let members = [ObservationDimension.Role.time, .place, .indicator].compactMap {
      role -> String? in
      let codes = dimensions.filter { $0.role == role }.map { Self.quoted($0.code) }
      return codes.isEmpty ? nil : "\"\(role.rawValue)\":[" + codes.joined(separator: ",") + "]"
    }
    return members.isEmpty ? "" : ",\"role\":{" + members.joined(separator: ",") + "}"
  }

  private func dimension(_ dimension: ObservationDimension) -> String {
    var text = Self.quoted(dimension.code) + ":{"
    if let label = dimension.label { text += "\"label\":" + Self.quoted(label) + "," }
    let categories = dimension.categories
    text += "\"category\":{\"index\":["
    text += categories.map { Self.quoted($0.code) }.joined(separator: ",") + "]"
    text += members("label", categories) { $0.label.map(Self.quoted) }
    text += members("unit", categories) { $0.unit.map(unit) }
    text += members("child", categories) { category in
      guard !category.children.isEmpty else { return nil }
      let codes = category.children.map { Self.quoted(categories[$0].code) }
      return "[" + codes.joined(separator: ",") + "]"
    }
    return text + "}}"
  }

  private func members(
    _ name: String, _ categories: [ObservationCategory], _ value: (ObservationCategory) -> String?
  ) -> String {
    let members = categories.compactMap { category in
      value(category).map { Self.quoted(category.code) + ":" + $0 }
    }
    return members.isEmpty ? "" : ",\"\(name)\":{" + members.joined(separator: ",") + "}"
  }

  private func unit(_ unit: ObservationUnit) -> String {
    var members: [String] = []
    if let label = unit.label ?? unit.code { members.append("\"label\":" + Self.quoted(label)) }
    if let symbol = unit.symbol { members.append("\"symbol\":" + Self.quoted(symbol)) }
    if let decimals = unit.decimals { members.append("\"decimals\":\(decimals)") }
    if let multiplier = unit.multiplier { members.append("\"multiplier\":\(multiplier)") }
    return "{" + members.joined(separator: ",") + "}"
  }

  private func writeCells(_ table: ObservationTable, to text: inout String) {
    let isDense = UInt128(table.count) * 2 > table.cellCount
    var statuses: [String] = []
    var values: [String] = []
    var next: UInt128 = 0
    for row in 0..<table.count {
      let cell = table.position(row)
      if isDense {
        while next < cell {
          values.append("null")
          next += 1
        }
        next += 1
      }
      let value = table.value(row).map(\.description) ?? table.text(row).map(Self.quoted) ?? "null"
      if isDense {
        values.append(value)
      } else if value != "null" || table.status(row) == nil {
        values.append("\"\(cell)\":" + value)
      }
      if let status = table.status(row) { statuses.append("\"\(cell)\":" + Self.quoted(status)) }
    }
    if isDense {
      values += [String](repeating: "null", count: Int(clamping: table.cellCount - next))
    }
    let body = values.joined(separator: ",")
    text += ",\"value\":" + (isDense ? "[\(body)]" : "{\(body)}")
    if !statuses.isEmpty { text += ",\"status\":{" + statuses.joined(separator: ",") + "}" }
  }

  /// A text as JSON writes it.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
