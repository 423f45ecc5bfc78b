import Civic
import Exact

extension FormField {
  /// The record that raised another one, or is its evidence: carried along by a link, or chosen.
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
        // What is there may stay, also where it is none of the entries to choose from.
        guard let origin = Self.reference(text),
          origin == record[keyPath: path] || context.name(of: origin) != nil
        else {
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
        return Select(
          name: name, label: state.label,
          choices: state.context.originChoices(chosen: value), notes: state.notes(),
          placeholder: state.texts(.fieldNotStated)
        ).html
      }
    ).cell { $0.isInternal = true }
  }

  private static func reference(_ text: String) -> RecordReference? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1].count <= 64 else { return nil }
    return RecordReference(kind: parts[0], id: parts[1])
  }
}

extension FormContext {
  /// What a record can come from: what residents said, and every entry of the city's register and
  /// measures, list by list.
  ///
  /// - Parameter chosen: What is named now; offered also where it is of another kind.
  func originChoices(chosen: String) -> [Choice] {
    let known = saidChoices(chosen: chosen) + registerChoices(chosen: chosen)
    guard !chosen.isEmpty, !known.contains(where: { $0.value == chosen }) else { return known }
    // What was taken from elsewhere stays where it came from.
    let parts = chosen.split(separator: ":", maxSplits: 1).map(String.init)
    let origin = RecordReference(kind: parts[0], id: parts.count > 1 ? parts[1] : "")
    let label = name(of: origin) ?? texts.name(of: RecordKind(origin.kind))
    return [Choice(value: chosen, label: label, isChosen: true)] + known
  }

  private func saidChoices(chosen: String) -> [Choice] {
    origins.map { origin -> Choice in
      let value = "\(origin.reference.kind):\(origin.reference.id)"
      let kind = texts.name(of: RecordKind(origin.reference.kind))
      return Choice(
        value: value, label: "\(kind): \(origin.name.prefix(100))", isChosen: value == chosen)
    }
  }

  private func registerChoices(chosen: String) -> [Choice] {
    EntryKind.allCases.flatMap { kind in
      let entries = kind.entries(of: register).map { entry in
        (value: "\(entry.reference.kind):\(entry.reference.id)", name: entry.name(in: self))
      }
      return texts.formats.sorted(entries) { $0.name }.map { entry in
        Choice(
          value: entry.value, label: "\(texts(kind.title)): \(entry.name)",
          isChosen: entry.value == chosen)
      }
    }
  }

  /// What an entry of the city's register or measures is called; none for one that is not there.
  func name(of origin: RecordReference) -> String? {
    if origin.kind == FundingAcceptance.originKind { return texts(.investDecisionLink) }
    if let said = origins.first(where: { $0.reference == origin }) { return said.name }
    if let practice = practices.first(where: { RecordReference($0) == origin }) {
      return words(practice.name)
    }
    guard let kind = EntryKind.allCases.first(where: { $0.type.entityName == origin.kind }) else {
      return nil
    }
    return kind.entries(of: register).first { $0.reference == origin }?.name(in: self)
  }
}

extension EditableEntry {
  fileprivate var reference: RecordReference { RecordReference(self) }
}
