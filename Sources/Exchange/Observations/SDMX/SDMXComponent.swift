import Civic

/// A dimension, measure or attribute as an SDMX-JSON structure describes it.
struct SDMXComponent {
  let id: String
  let label: String?
  let roles: [String]
  let keyPosition: Int?
  let values: [ExactJSON]
  /// How many values an observation has of it, for uncoded ones 0.
  let pointer: String

  init(_ json: ExactJSON, at pointer: String) throws(ObservationFault) {
    guard let id = json["id"]?.string, !id.isEmpty else {
      throw ObservationFault(.missing, at: .field(pointer + "/id"))
    }
    self.id = id
    label = json["name"]?.string
    roles = json["roles"]?.array?.compactMap(\.string) ?? json["role"]?.string.map { [$0] } ?? []
    keyPosition = json["keyPosition"]?.count
    values = json["values"]?.array ?? []
    self.pointer = pointer
  }

  /// The components of one level (`dataSet`, `series`, `observation`), in their order.
  static func list(
    _ levels: ExactJSON?, _ level: String, at pointer: String
  ) throws(ObservationFault) -> [SDMXComponent] {
    guard let field = levels?[level], !field.isNull else { return [] }
    guard let values = field.array else {
      throw ObservationFault(.wrongType, at: .field("\(pointer)/\(level)"))
    }
    var list: [SDMXComponent] = []
    for (index, value) in values.enumerated() {
      list.append(try SDMXComponent(value, at: "\(pointer)/\(level)/\(index)"))
    }
    return list
  }

  /// The component as a dimension with its codes and labels.
  func dimension() throws(ObservationFault) -> ObservationDimension {
    var categories: [ObservationCategory] = []
    for (index, value) in values.enumerated() {
      // Uncoded dimensions have a plain value in place of an id.
      guard let code = value["id"]?.string ?? value["value"]?.string ?? value.string else {
        throw ObservationFault(.missing, at: .field("\(pointer)/values/\(index)/id"))
      }
      var category = ObservationCategory(code: code, label: value["name"]?.string)
      if let names = value["names"]?.object, names.count > 1 {
        for (language, name) in zip(names.names, names.values) {
          category.labels[language] = name.string
        }
      }
      categories.append(category)
    }
    return ObservationDimension(code: id, label: label, role: role, categories: categories)
  }

  private var role: ObservationDimension.Role? {
    let isTime = roles.contains { ["TIME_PERIOD", "time"].contains($0) }
    let isPlace = roles.contains { ["REF_AREA", "GEO", "geo"].contains($0) }
    return isTime ? .time : isPlace ? .place : ObservationDimension.usualRole(of: id)
  }

  /// The text of an attribute: the id of a coded one by its number, or what is given plainly.
  func text(_ value: ExactJSON) -> String? {
    if let index = value.count, values.indices.contains(index) {
      let entry = values[index]
      return entry["id"]?.string ?? entry["value"]?.string ?? entry.string
    }
    return value.string
  }
}
