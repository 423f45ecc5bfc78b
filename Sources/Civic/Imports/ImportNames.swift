import Exact

/// Records of a plan by their names, in whatever language and spelling.
struct ImportNames<Record: Entity> {
  private var ids: [String: Exact.ID<Record>] = [:]

  /// The first record of a name keeps it.
  mutating func add(_ name: Multilingual, _ id: Exact.ID<Record>) {
    for text in name.texts.values { add(text, id) }
  }

  mutating func add(_ name: String, _ id: Exact.ID<Record>) {
    let key = Self.key(name)
    if !key.isEmpty, ids[key] == nil { ids[key] = id }
  }

  func find(_ name: String) -> Exact.ID<Record>? { ids[Self.key(name)] }

  private static func key(_ name: String) -> String {
    Fold.words(name).joined(separator: " ")
  }
}
