/// The list of sheets, and from which day the workbook counts.
struct XLSXWorkbook: XMLHandler {
  struct Sheet {
    let name: String
    let isHidden: Bool
    let relationship: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var countsFrom1904 = false

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      let relationship = attributes.first { $0.key == "id" || $0.key.hasSuffix(":id") }
      guard let relationship else { return }
      sheets.append(
        Sheet(
          name: attributes["name"] ?? "",
          isHidden: ["hidden", "veryHidden"].contains(attributes["state"] ?? ""),
          relationship: relationship.value))
    default: break
    }
  }

  mutating func end(_ element: String) {}
  mutating func characters(_ text: String) {}
}

/// Where a part points: targets by identifier, and by the last word of their type.
struct XLSXRelationships: XMLHandler {
  private(set) var targets: [String: String] = [:]
  private(set) var types: [String: String] = [:]

  mutating func start(_ element: String, _ attributes: [String: String]) {
    guard element == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    targets[id] = target
    types[id] = attributes["Type"]?.split(separator: "/").last.map(String.init)
  }

  mutating func end(_ element: String) {}
  mutating func characters(_ text: String) {}

  /// The target of the first relationship of a type, such as `styles`.
  func target(ofType type: String) -> String? {
    types.filter { $0.value == type }.keys.min().flatMap { targets[$0] }
  }

  /// The name in the archive of a target that `part` points at.
  static func resolve(_ target: String, from part: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var path = part.split(separator: "/").dropLast().map(String.init)
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(String(step)) }
    }
    return path.joined(separator: "/")
  }
}
