import Exact

extension ImportBuilder {
  mutating func describe(_ action: inout Action, _ row: ImportRow) {
    action.description = takeText(row, .description)
    action.district = take(row, .district)?.text.trimmed
    if let cell = take(row, .owner) { action.owner = organisation(named: cell.text.trimmed) }
    if let cell = take(row, .partners) {
      let whole = cell.text.trimmed
      let names =
        organisations.find(whole) == nil ? row.parts(.partners, byCommas: true) : [whole]
      var partners: [Exact.ID<Organisation>] = []
      for name in names {
        let partner = organisation(named: name)
        if !partners.contains(partner) { partners.append(partner) }
      }
      action.partners = partners
    }
    action.objectives = objectives(of: row)
    if let cell = row.cell(.status) { setStatus(&action, row, cell) }
  }

  /// Those of the city, or else a new one.
  private mutating func organisation(named name: String) -> Exact.ID<Organisation> {
    if let known = organisations.find(name) { return known }
    let organisation = Organisation(
      id: id(), city: document.city.id, name: Multilingual(name, in: language),
      helix: ImportVocabulary.helix.value(in: name) ?? .publicSector)
    outcome.additions.organisations.append(organisation)
    organisations.add(name, organisation.id)
    return organisation.id
  }

  private mutating func objectives(of row: ImportRow) -> [Exact.ID<Objective>] {
    guard let cell = take(row, .objective) else { return settings.objective.map { [$0] } ?? [] }
    let whole = cell.text.trimmed
    let names = objectives.find(whole) == nil ? row.parts(.objective) : [whole]
    var found: [Exact.ID<Objective>] = []
    for name in names {
      guard let objective = objective(named: name) else {
        report(row, .objective, Message("importProblemObjective", ["text": .text(name)]))
        continue
      }
      if !found.contains(objective) { found.append(objective) }
    }
    return found
  }

  /// By code or title, or else a new one; none for a code alone that the plan does not have.
  private mutating func objective(named name: String) -> Exact.ID<Objective>? {
    if let known = objectives.find(name) { return known }
    let (code, title) = Self.codeAndTitle(name)
    if let code, let known = objectives.find(code) { return known }
    if let known = objectives.find(title) { return known }
    guard title.contains(where: \.isLetter) else { return nil }
    let present = document.objectives + outcome.additions.objectives
    var number = 1
    while present.contains(where: { $0.code == "O\(number)" }) { number += 1 }
    let objective = Objective(
      id: id(), plan: plan.id, position: (present.map(\.position).max() ?? 0) + 1,
      code: code ?? "O\(number)", title: Multilingual(title, in: language))
    outcome.additions.objectives.append(objective)
    objectives.add(objective.code, objective.id)
    objectives.add(objective.title, objective.id)
    objectives.add(objective.label, objective.id)
    return objective.id
  }

  /// `1.2 Clean air` and `SO3: Clean air` begin with a code: at most eight characters with a digit.
  private static func codeAndTitle(_ name: String) -> (code: String?, title: String) {
    let first = name.prefix { !$0.isWhitespace && $0 != ":" }
    guard first.count <= 8, first.contains(where: \.isNumber) else { return (nil, name) }
    let title = name.dropFirst(first.count).drop { $0.isWhitespace || ":.)-–—".contains($0) }
    var code = first
    while let last = code.last, ".)-–".contains(last) { code = code.dropLast() }
    return (String(code), String(title))
  }

  /// What dates and tasks tell stays automatic, and the words go into the note.
  private mutating func setStatus(_ action: inout Action, _ row: ImportRow, _ cell: Cell) {
    guard let status = ImportVocabulary.status.value(in: cell.text) else {
      _ = take(row, .status)
      report(row, .status, Message("importStatusUnknown", choices(ActionStatus.self, cell)))
      return
    }
    guard ActionStatus.manual.contains(status) else { return }
    action.manualStatus = status
    action.statusReason = takeText(row, .status)
  }

  mutating func date(_ action: inout Action, _ row: ImportRow) {
    action.start = day(row, .start, edge: .start)
    action.end = day(row, .end, edge: .end)
    if let start = action.start, let end = action.end, end < start {
      report(row, .end, Message("problemDates"))
    }
  }

  private mutating func day(
    _ row: ImportRow, _ field: ActionField, edge: DateText.Edge
  ) -> Day? {
    guard let cell = take(row, field) else { return nil }
    guard let day = DateText.parse(cell, edge: edge) else {
      report(row, field, Message("importProblemDate", ["text": .text(cell.text.trimmed)]))
      return nil
    }
    return day
  }

  /// The internal note: the column of notes, what found no place, and the columns without a field.
  mutating func note(_ action: inout Action, _ row: ImportRow) {
    var lines: [String] = []
    if let cell = take(row, .notes) { lines.append(cell.text.trimmed) }
    for (column, heading) in headings.enumerated() {
      let address = CellAddress(row: row.index, column: column)
      let cell = table[address]
      let isWanted = settings.fields[column] != nil || settings.keepsOthers
      guard isWanted, !placed.contains(address), !ImportRow.isPlaceholder(cell) else { continue }
      let name = heading.isEmpty ? CellAddress.letters(ofColumn: column) : heading
      lines.append("\(name): \(cell.text.trimmed)")
    }
    action.internalNote = lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension ImportVocabulary {
  static let helix = ImportWords<Helix>([
    (
      .knowledge,
      """
      universit, universitet, univerzitet, univerza, facult, fakult, institut, academ, akadem,
      school, ecole, skola, shkoll, ucilist, scoala, sola
      """
    ),
    (
      .civilSociety,
      """
      ngo, ong, nvo, ojq, association, associations, zdruzenie, zdruzenija, udruzenje, shoqat,
      sdruzen, asociat, drustvo, fondac, fondat, foundation, civil
      """
    ),
    (
      .privateSector,
      "ltd, doo, dooel, ad, gmbh, sarl, srl, shpk, private, privat, company, companies, ood, eood"
    ),
  ])
}
