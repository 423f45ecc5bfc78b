import Civic

/// The kind of a record, by the name that history and exports have for it.
struct RecordKind: Named {
  let rawValue: String

  static let textPrefix = "recordKind"

  init(_ entityName: String) {
    rawValue = entityName.split(separator: "_").enumerated().map { part in
      part.offset == 0 ? String(part.element) : part.element.capitalized
    }.joined()
  }

  init?(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// A property of a record, by the name in its coded form.
struct PropertyName: Named {
  let rawValue: String

  static let textPrefix = "property"

  init(_ name: String) {
    rawValue = name
  }

  init?(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
