/// The members of a JSON object: unique names, kept in the order of RFC 8785.
public struct JSONObject: Sendable {
  public struct Member: Sendable {
    public let name: String
    public let value: JSONValue
  }

  /// By name, compared as UTF-16 code units (RFC 8785, 3.2.3).
  public private(set) var members: [Member]

  public init() {
    members = []
  }

  /// - Parameter members: In canonical order and with unique names, which is the caller's duty.
  init(inOrder members: [Member]) {
    self.members = members
  }

  /// The value of a name; setting `nil` removes the member.
  ///
  /// - Complexity: O(log *n*) to read, O(*n*) to write.
  public subscript(name: String) -> JSONValue? {
    get {
      let index = position(of: name)
      return holds(name, at: index) ? members[index].value : nil
    }
    set {
      let index = position(of: name)
      let range = index..<(holds(name, at: index) ? index + 1 : index)
      members.replaceSubrange(range, with: newValue.map { [Member(name: name, value: $0)] } ?? [])
    }
  }

  public var names: [String] { members.map(\.name) }

  /// Whether one name comes before another in the order of RFC 8785.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf16.lexicographicallyPrecedes(right.utf16)
  }

  /// The index of the first member whose name does not precede `name`.
  private func position(of name: String) -> Int {
    var range = 0..<members.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if Self.precedes(members[middle].name, name) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  private func holds(_ name: String, at index: Int) -> Bool {
    index < members.count && members[index].name.utf8.elementsEqual(name.utf8)
  }
}

extension JSONObject: Hashable {}

extension JSONObject.Member: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8) && left.value == right.value
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(JSONValue.string(name))
    hasher.combine(value)
  }
}
