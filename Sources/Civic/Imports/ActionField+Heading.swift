extension ActionField {
  /// A heading by which a column of this field is recognised, for tables that people fill in.
  ///
  /// - Parameter language: English where the language has no headings of its own.
  public func heading(in language: Language) -> String {
    if let year { return String(year) }
    let all = HeaderSynonyms.actions + HeaderSynonyms.money + HeaderSynonyms.results
    guard let text = all.first(where: { $0.field == self })?.text else { return "" }
    let lines = text.split(separator: "\n")
    let line = Language.interface.firstIndex(of: language) ?? 0
    guard lines.indices.contains(line) else { return "" }
    let phrase = lines[line].split(separator: ",").first.map { String($0).trimmed } ?? ""
    return phrase.prefix(1).uppercased() + phrase.dropFirst()
  }

  /// The columns of an empty table for a plan: every field, and a cost for each of its years.
  public static func template(for plan: Plan) -> [ActionField] {
    fixed.flatMap { field in
      field == .costTotal ? plan.years.map { .plannedCost(year: $0) } : [field]
    }
  }
}
