/// The statements prepared on one connection, the least used of which is forgotten.
struct StatementCache {
  struct Key: Hashable {
    let text: String
    let types: [UInt32]
  }

  private static let most = 300

  private var names: [Key: (name: String, used: Int)] = [:]
  private var uses = 0
  private var made = 0
  /// Names that the server may forget.
  private(set) var forgotten: [String] = []

  mutating func name(of key: Key) -> String? {
    guard let entry = names[key] else { return nil }
    uses += 1
    names[key] = (entry.name, uses)
    return entry.name
  }

  /// A name no statement had.
  mutating func newName() -> String {
    made += 1
    return "s\(made)"
  }

  /// Keeps what the server has prepared.
  mutating func keep(_ key: Key, as name: String) {
    uses += 1
    names[key] = (name, uses)
    if names.count > Self.most, let oldest = names.min(by: { $0.value.used < $1.value.used }) {
      names[oldest.key] = nil
      forgotten.append(oldest.value.name)
    }
  }

  /// The names to be forgotten, once.
  mutating func takeForgotten() -> [String] {
    defer { forgotten = [] }
    return forgotten
  }
}
