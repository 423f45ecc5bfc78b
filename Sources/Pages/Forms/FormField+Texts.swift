import Civic

extension FormField {
  /// A text that has to be there, in the language of the content.
  static func text(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Multilingual>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, isOptional: false, properties: [name],
      read: { record, context in
        [(name, record[keyPath: path][context.contentLanguage] ?? "")]
      },
      write: { input, record, context in
        let present = record[keyPath: path]
        let text = (input[name] ?? "").tidied
        guard text.count <= FormLimits.line else {
          return [FormLimits.tooLong(name, FormLimits.line)]
        }
        let next = present.written(text, in: context.contentLanguage)
        let isMissing =
          text.isEmpty && (context.contentLanguage == present.original || next.isEmpty)
        guard !isMissing else {
          return [
            FieldProblem(
              field: name,
              message: Message("fieldRequired", ["field": .name(key: label.rawValue)]))
          ]
        }
        record[keyPath: path] = next
        return []
      },
      shown: { record, context in record[keyPath: path].inEveryLanguage(context) },
      control: { $0.translated($0.record[keyPath: path], isLong: false) }
    ).cell { $0.isTranslated = true }
  }

  /// One line of text that may be missing.
  static func text(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, Multilingual?>
  ) -> FormField {
    translated(name, label, hint: hint, path, isLong: false)
  }

  /// Several lines of text that may be missing.
  static func longText(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, Multilingual?>
  ) -> FormField {
    translated(name, label, hint: hint, path, isLong: true)
  }

  private static func translated(
    _ name: String, _ label: TextKey, hint: TextKey?, _ path: Property<Record, Multilingual?>,
    isLong: Bool
  ) -> FormField {
    let limit = isLong ? FormLimits.longText : FormLimits.line
    return FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        [(name, record[keyPath: path]?[context.contentLanguage] ?? "")]
      },
      write: { input, record, context in
        let text = (input[name] ?? "").tidied
        guard text.count <= limit else { return [FormLimits.tooLong(name, limit)] }
        record[keyPath: path] = Multilingual?.written(
          text, over: record[keyPath: path], in: context.contentLanguage)
        return []
      },
      shown: { record, context in record[keyPath: path]?.inEveryLanguage(context) ?? "" },
      control: { $0.translated($0.record[keyPath: path], isLong: isLong) }
    ).cell { $0.isTranslated = true }
  }
}

extension Multilingual {
  /// The text with one language set; the first language to be written is the original.
  func written(_ text: String, in language: Language) -> Multilingual {
    isEmpty && !text.isEmpty ? Multilingual(text, in: language) : setting(text, in: language)
  }

  /// The text in each language that has it, a line each, named where there are several.
  func inEveryLanguage(_ context: FormContext) -> String {
    guard languages.count > 1 else { return text(for: original).text }
    return languages.map { "\(context.name(of: $0)): \(self[$0] ?? "")" }.joined(separator: "\n")
  }
}

extension Multilingual? {
  /// The present text with one language set; none when nothing is left.
  static func written(
    _ text: String, over present: Multilingual?, in language: Language
  ) -> Multilingual? {
    let next = (present ?? Multilingual(original: language, texts: [:])).written(text, in: language)
    return next.isEmpty ? nil : next
  }
}

extension FieldState {
  /// A field in the language of the content; when that is not the original, the original stands
  /// above it.
  func translated(_ present: Multilingual?, isLong: Bool) -> HTML {
    let field: HTML =
      isLong
      ? TextArea(
        name: self.field.name, label: label, value: value, notes: notes(),
        isRequired: !self.field.isOptional, language: context.typedLanguage
      ).html
      : TextField(
        name: self.field.name, label: label, value: value, notes: notes(),
        isRequired: !self.field.isOptional, language: context.typedLanguage
      ).html
    return original(of: present) + field
  }

  private func original(of present: Multilingual?) -> HTML {
    guard let present, present.original != context.contentLanguage,
      let text = present[present.original]
    else { return .empty }
    return """
      <div class="original"><p class="hint">\
      \(texts(.fieldOriginal, ["field": .text(label), "language": .text(context.name(of: present.original))]))\
      </p><blockquote lang="\(present.original.tag)">\(text)</blockquote></div>
      """
  }
}
