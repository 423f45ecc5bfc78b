public import Civic

extension RecordForm where Record: Entity {
  /// The properties of the coded form that the form can write.
  public var properties: Set<String> { Set(fields.flatMap(\.properties)) }

  /// A record that did not come through the form, by the form's own rules: what the form would
  /// refuse is a problem, and texts are tidied as the form tidies them.
  ///
  /// - Throws: `EncodingError` or `DecodingError` where the record has no coded form.
  public func checked(
    _ record: Record, in context: FormContext
  ) throws -> (record: Record, problems: [FieldProblem]) {
    var problems: [FieldProblem] = []
    var present = record
    for language in Self.languages(of: record, beside: context.document.plan.language) {
      var form = context
      form.contentLanguage = language
      let (written, found) = read(input(of: present, in: form), into: present, in: form)
      problems += found.filter { !problems.contains($0) }
      let wrong = Set(problems.map(\.field))
      let comparison = try FormComparison(sent: present, written: written)
      present = try comparison.kept.decoded()
      problems += comparison.lost
        .filter { name in !wrong.contains(where: { name.hasPrefix($0) }) }
        .map { FieldProblem(field: $0, message: Message("problemUnknown")) }
    }
    return (present, problems)
  }

  /// The languages in which anything is written; those of the texts of the record itself.
  private static func languages(of record: Record, beside own: Language) -> [Language] {
    let object = try? JSONValue(encoding: record).object
    let tags = (object?.members ?? []).flatMap { $0.value["texts"]?.object?.names ?? [] }
    return Array(Set([own] + tags.compactMap(Language.init(rawValue:)))).sorted()
  }
}

/// A record as it was sent beside what a form made of it.
private struct FormComparison {
  /// What was sent, with the texts that the form tidied.
  private(set) var kept: JSONValue
  /// The properties that the form could not take over.
  private(set) var lost: [String] = []

  init<Record: Entity>(sent: Record, written: Record) throws {
    var object = try JSONValue(encoding: sent).object ?? JSONObject()
    let after = try JSONValue(encoding: written).object ?? JSONObject()
    for member in object.members {
      let next = after[member.name]
      guard next != member.value else { continue }
      if Self.tidied(member.value) == next {
        object[member.name] = next
      } else if Self.isLess(next, than: member.value) {
        lost.append(member.name)
      }
    }
    kept = .object(object)
  }

  /// Whether something is missing; that a number is written otherwise is not.
  private static func isLess(_ next: JSONValue?, than sent: JSONValue) -> Bool {
    switch (sent, next) {
    case (_, nil), (_, .null): true
    case (.array(let sent), .array(let next)): next.count != sent.count
    default: false
    }
  }

  /// - Returns: Nil for a text that is empty in every language.
  private static func tidied(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .string(let text):
      let tidy = text.tidied
      return tidy.isEmpty ? nil : .string(tidy)
    case .array(let values): return .array(values.compactMap(tidied))
    case .object(var object):
      for member in object.members { object[member.name] = tidied(member.value) }
      if let texts = object["texts"]?.object, texts.names.isEmpty { return nil }
      return .object(object)
    default: return value
    }
  }
}
