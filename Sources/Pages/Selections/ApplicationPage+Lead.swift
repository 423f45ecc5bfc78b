import Civic
import Exact

/// What those who lead a call do with an application: assessors and rulings.
extension ApplicationPage {
  var lead: HTML? {
    guard sides.leads, application.submittedAt != nil else { return nil }
    let isOpen = call.decision == nil && application.status == .submitted
    return """
      <section><h2>\(texts(.assessorsTitle))</h2>\(assessors)\(isOpen ? assign : nil)</section>\
      \(isOpen ? discussion : nil)\(isOpen ? ruling : nil)
      """
  }

  /// Once everybody has scored alone, they may be let revise what they gave.
  private var discussion: HTML? {
    guard sides.sheets.isComplete(needing: call.assessors) else { return nil }
    let open = ActionForm(
      action: frame.address(.application(application.id, "discussion")), token: frame.csrfField,
      button: Button(label: texts(.discussionOpen), kind: .secondary))
    let since: HTML? = sides.discussedSince.map {
      "<p>\(texts(.discussionIsOpen, ["time": .instant($0)]))</p>"
    }
    return """
      <section><h2>\(texts(.discussionTitle))</h2>\
      \(since ?? "<p>\(texts(.discussionText))</p>\(open)")</section>
      """
  }

  private var assessors: HTML {
    Table(
      id: "assessors", caption: texts(.assessorsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.assessorField)), Table.Column(title: texts(.callPhaseField)),
        Table.Column(title: texts(.assessorRelease), hidesTitle: true),
      ],
      rows: sides.assessors.map { assessor in
        let state: HTML =
          if let conflict = assessor.conflict {
            "\(texts(.interestConflictTitle)): \(conflict)"
          } else {
            "\(texts(assessor.isDone ? .assessorDone : .assessorPending))"
          }
        let mayGo = !assessor.isDone && assessor.conflict == nil && call.decision == nil
        let release = ActionForm(
          action: frame.address(.application(application.id, "release")), token: frame.csrfField,
          button: Button(
            label: texts(.assessorRelease), kind: .quiet,
            spoken: "\(texts(.assessorRelease)): \(assessor.name)"),
          fields: [HiddenField(name: "account", value: assessor.account.rawValue)])
        return Table.Row(cells: ["\(assessor.name)", state, mayGo ? release.html : .empty])
      }, empty: EmptyState(title: texts(.assessorsNone), text: texts(.assessorsNoneText))
    ).html
  }

  private var assign: HTML? {
    let assigned = Set(sides.assessors.map(\.account))
    let free = sides.candidates.filter { !assigned.contains($0.account) }
    guard !free.isEmpty else { return nil }
    let select = Select(
      name: "account", label: texts(.assessorField),
      choices: free.map { Choice(value: $0.account.rawValue, label: $0.name) },
      notes: notes("account"), placeholder: texts(.fieldChooseOne), isRequired: true)
    return Form(
      action: frame.address(.application(application.id, "assessors")), token: frame.csrfField,
      content: select.html, buttons: [Button(label: texts(.assessorAdd), kind: .secondary)]
    ).html
  }

  private var ruling: HTML {
    let chosen = sides.input["kind"] ?? sides.ruling?.kind.rawValue ?? ""
    let kinds =
      [Choice(value: "", label: texts(.rulingNone), isChosen: chosen.isEmpty)]
      + RulingKind.allCases.map {
        Choice(
          value: $0.rawValue, label: texts.name(of: $0), isChosen: chosen == $0.rawValue)
      }
    return """
      <section><h2>\(texts(.rulingTitle))</h2><p>\(texts(.rulingHint))</p>\
      \(Form(
        action: frame.address(.application(application.id, "ruling")), token: frame.csrfField,
        content: """
          \(Radios(name: "kind", legend: texts(.selectionTitle), choices: kinds, notes: notes("kind")))\
          \(TextArea(
            name: "reason", label: texts(.selectionReasonField),
            value: sides.input["reason"] ?? sides.ruling?.reason ?? "", notes: notes("reason"),
            rows: 3))
          """,
        buttons: [Button(label: texts(.formSave), kind: .secondary)]))</section>
      """
  }

  private func notes(_ field: String) -> FieldNotes {
    FieldNotes(
      error: sides.problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }
}

/// Scores with their spread, once everybody has scored; a letter for each assessor.
struct SheetsTable: Component {
  let frame: PageFrame
  let call: SelectionCall
  let sides: ApplicationPage.Sides

  private var texts: Texts { frame.texts }

  var html: HTML {
    guard sides.leads || sides.isAssessor else { return .empty }
    let counted = sides.sheets.filter { $0.counted != nil }
    guard sides.sheets.isComplete(needing: call.assessors) else {
      return """
        <section><h2>\(texts(.scoresTitle))</h2><p>\(texts(.scoresHidden))</p></section>
        """
    }
    let letters = counted.indices.map { SelectionInput.letter($0) }
    let columns =
      [Table.Column(title: texts(.callCriteriaField))]
      + letters.map { Table.Column(title: $0, isNumeric: true) }
      + [TextKey.scoreLowest, .scoreHighest, .scoreMean].map {
        Table.Column(title: texts($0), isNumeric: true)
      }
    let words = SelectionWords(frame: frame, rules: call.rules)
    let scores = counted.compactMap(\.counted)
    let rows = call.criteria.enumerated().map { number, criterion in
      let spread = AssessorSpread(scores, at: number)
      let own = counted.map { score($0, number) }
      let ends = [spread?.lowest, spread?.highest].map { end -> HTML in
        "\(end.map { texts.formats.number($0) } ?? "–")"
      }
      return Table.Row(
        cells: [frame.content(criterion.name)] + own + ends + ["\(words.mean(spread?.mean))"])
    }
    return """
      <section><h2>\(texts(.scoresTitle))</h2>\
      \(Table(id: "scores", caption: texts(.scoresTitle), hidesCaption: true, columns: columns, rows: rows))\
      \(comments(counted, letters))</section>
      """
  }

  /// A score, and what it was before the discussion where that differs.
  private func score(_ sheet: AssessorSheet, _ number: Int) -> HTML {
    let now = sheet.counted?[number]
    let shown = now.map { texts.formats.number($0) } ?? "–"
    guard let first = sheet.first?[number], first != now else { return "\(shown)" }
    let before = texts(.scoreBefore, ["score": .text(texts.formats.number(first))])
    return "\(shown) <small>\(before)</small>"
  }

  private func comments(_ sheets: [AssessorSheet], _ letters: [String]) -> HTML {
    let lines = zip(letters, sheets).flatMap { letter, sheet -> [HTML] in
      let said = zip(call.criteria, sheet.comments).compactMap { criterion, comment in
        comment.map { "<li>\(letter), \(frame.content(criterion.name)): \($0)</li>" as HTML }
      }
      let revised = (sheet.earlier ?? []).map { before in
        "<li>\(letter), \(texts(.scoreReviseReason)): \(before.reason)</li>" as HTML
      }
      return said + revised
        + [sheet.comment].compactMap { $0 }.map { "<li>\(letter): \($0)</li>" as HTML }
    }
    return lines.isEmpty ? .empty : "<ul>\(lines)</ul>"
  }
}
