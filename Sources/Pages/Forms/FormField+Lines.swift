import Civic
import Exact

/// What one line of a field means, one thing a line with its parts between semicolons.
struct LineFormat<Item: Sendable>: Sendable {
  let typed: @Sendable (Item, FormContext) -> String
  let parsed: @Sendable ([String], FormContext) -> Item?
}

extension FormField {
  /// Several things of one kind, one a line, its parts between semicolons.
  ///
  /// - Parameter example: A line as it should be, shown with the error.
  static func lines<Item: Sendable>(
    _ name: String, _ label: TextKey, hint: TextKey, _ path: Property<Record, [Item]>,
    example: TextKey, _ format: LineFormat<Item>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        [(name, record[keyPath: path].map { format.typed($0, context) }.joined(separator: "\n"))]
      },
      write: { input, record, context in
        var items: [Item] = []
        let lines = (input[name] ?? "").tidied.split(separator: "\n")
        for (index, line) in lines.enumerated() {
          let parts = line.split(separator: ";", omittingEmptySubsequences: false)
            .map { String($0).tidied }
          guard let item = format.parsed(parts, context) else {
            return [
              FieldProblem(
                field: name,
                message: Message(
                  "fieldLineWrong",
                  ["count": .count(index + 1), "example": .text(context.texts(example))]))
            ]
          }
          items.append(item)
        }
        guard items.count <= 50 else {
          return [
            FieldProblem(field: name, message: Message("fieldTooManyLines", ["count": .count(50)]))
          ]
        }
        record[keyPath: path] = items
        return []
      },
      shown: { record, context in
        record[keyPath: path].map { format.typed($0, context) }.joined(separator: "\n")
      },
      control: { state in
        TextArea(name: name, label: state.label, value: state.value, notes: state.notes()).html
      })
  }
}

extension LineFormat where Item == YearTarget {
  /// `2027; 12,5`
  static let targets = LineFormat(
    typed: { "\($0.year); \($1.texts.formats.number($0.value))" },
    parsed: { parts, context in
      guard parts.count == 2, let year = Int(parts[0]), (1900...2200).contains(year),
        let value = context.texts.formats.parseDecimal(parts[1])
      else { return nil }
      return YearTarget(year: year, value: value)
    })
}

extension LineFormat where Item == PolicyAssumption {
  /// `Energy price; 0,8; 1; 1,3`
  static let assumptions = LineFormat(
    typed: { item, context in
      let numbers = [item.low, item.likely, item.high].map { context.texts.formats.number($0) }
      return ([item.name] + numbers).joined(separator: "; ")
    },
    parsed: { parts, context in
      guard parts.count == 4, !parts[0].isEmpty, parts[0].count <= 100 else { return nil }
      let numbers = parts.dropFirst().compactMap { context.texts.formats.parseDecimal($0) }
      guard numbers.count == 3 else { return nil }
      return PolicyAssumption(
        name: parts[0], low: numbers[0], likely: numbers[1], high: numbers[2])
    })
}

extension LineFormat where Item == PolicyAlternative {
  /// `Replace the mains; 2027; 3; −8; −5; −2`
  static let alternatives = LineFormat(
    typed: { item, context in
      let numbers = [item.low, item.likely, item.high].map { context.texts.formats.number($0) }
      return ([item.name, String(item.start), String(item.ramp)] + numbers)
        .joined(separator: "; ")
    },
    parsed: { parts, context in
      guard parts.count == 6, !parts[0].isEmpty, parts[0].count <= 100,
        let start = Int(parts[1]), (1900...2200).contains(start), let ramp = Int(parts[2]),
        (1...50).contains(ramp)
      else { return nil }
      let numbers = parts.dropFirst(3).compactMap { context.texts.formats.parseDecimal($0) }
      guard numbers.count == 3 else { return nil }
      return PolicyAlternative(
        name: parts[0], start: start, ramp: ramp, low: numbers[0], likely: numbers[1],
        high: numbers[2])
    })
}
