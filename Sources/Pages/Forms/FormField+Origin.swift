import Civic
import Exact

extension FormField {
  /// The record that raised another one: carried along by a link, shown, and never typed.
  static func origin(
    _ name: String, _ label: TextKey, _ path: Property<Record, RecordReference?>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: nil, properties: [name],
      read: { record, _ in
        [(name, record[keyPath: path].map { "\($0.kind):\($0.id)" } ?? "")]
      },
      write: { input, record, context in
        let text = input[name] ?? ""
        guard !text.isEmpty else {
          record[keyPath: path] = nil
          return []
        }
        guard let origin = Self.reference(text), context.name(of: origin) != nil else {
          return [FieldProblem(field: name, message: Message("problemUnknown"))]
        }
        record[keyPath: path] = origin
        return []
      },
      shown: { record, context in
        record[keyPath: path].flatMap { context.name(of: $0) } ?? ""
      },
      control: { state in
        let value = state.values[name] ?? ""
        let shown = Self.reference(value).flatMap { state.context.name(of: $0) }
        let words: HTML? = shown.map { "<p class=\"note\">\(state.texts(label)): \($0)</p>" }
        return "\(HiddenField(name: name, value: shown == nil ? "" : value))\(words)"
      })
  }

  private static func reference(_ text: String) -> RecordReference? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1].count <= 64 else { return nil }
    return RecordReference(kind: parts[0], id: parts[1])
  }
}

extension FormContext {
  /// What an entry of the city's register or measures is called; none for one that is not there.
  func name(of origin: RecordReference) -> String? {
    guard let kind = EntryKind.allCases.first(where: { $0.type.entityName == origin.kind }) else {
      return nil
    }
    return kind.entries(of: register).first { $0.reference == origin }?.name(in: self)
  }
}

extension EditableEntry {
  fileprivate var reference: RecordReference { RecordReference(self) }
}
