import Civic
import Exact

/// The forms in which people decide.
struct MatchForms {
  let frame: PageFrame
  let atlas: Atlas
  let run: MatchRun
  let input: FormInput

  private var texts: Texts { frame.texts }

  private func cities(_ chosen: String) -> [Choice] {
    let all = run.participants.map { ($0.city, frame.words(atlas.city($0.city)?.name)) }
    return texts.formats.sorted(all) { $0.1 }.map {
      Choice(value: $0.0.rawValue, label: $0.1, isChosen: $0.0.rawValue == chosen)
    }
  }

  /// What was typed into the form of this partnership, or into that of an own proposal.
  private func typed(_ name: String, _ form: String) -> String {
    input["form"] == form ? input[name] ?? "" : ""
  }

  private func common(_ form: String) -> HTML {
    let reason = Select(
      name: "\(form)-reason", label: texts(.matchReasonField),
      choices: MatchReason.allCases.map {
        Choice(
          value: $0.rawValue, label: texts.name(of: $0),
          isChosen: $0.rawValue == typed("\(form)-reason", form))
      }, notes: FieldNotes(hint: texts(.matchReasonHint)), placeholder: texts(.fieldChooseOne))
    let note = TextField(
      name: "\(form)-note", label: texts(.matchNoteField), value: typed("\(form)-note", form),
      notes: FieldNotes(hint: texts(.matchNoteHint), mark: texts(.fieldOptional)))
    return "\(reason)\(note)"
  }

  private func pair(_ form: String) -> HTML {
    let first = Select(
      name: "\(form)-first", label: texts(.matchFirstCity),
      choices: cities(typed("\(form)-first", form)), placeholder: texts(.fieldChooseOne))
    let second = Select(
      name: "\(form)-second", label: texts(.matchSecondCity),
      choices: cities(typed("\(form)-second", form)), placeholder: texts(.partnershipOpen))
    return FieldRow(fields: [first.html, second.html]).html
  }

  func decision(_ partnership: Partnership, _ name: String) -> HTML {
    let form = partnership.id.rawValue
    let hidden = [
      HiddenField(name: "form", value: form),
      HiddenField(name: "revision", value: String(partnership.revision)),
    ]
    let step = { (label: TextKey, value: String, kind: Button.Kind) in
      Button(
        label: texts(label), act: .submit(name: "step", value: value), kind: kind,
        spoken: texts(
          .recordSpokenAct, ["act": .text(texts(label)), "name": .text(name)]))
    }
    let action = frame.address(.partnershipDecision(partnership.id))
    let confirm: HTML? =
      partnership.status == .proposed
      ? Form(
        action: action, token: frame.csrfField, content: "\(hidden)",
        buttons: [step(.matchConfirm, "confirm", .primary)]
      ).html : nil
    let other = Form(
      action: action, token: frame.csrfField,
      content: """
        \(hidden)\(common(form))\(Fieldset(
          id: "\(form)-other", legend: texts(.matchReplaceLegend), content: pair(form)))
        """,
      buttons: [
        step(.matchDecline, "decline", .secondary), step(.matchReplace, "replace", .secondary),
      ])
    return """
      \(confirm)\(Details(
        summary: texts(.matchOtherwise), content: other.html, isOpen: input["form"] == form))
      """
  }

  var proposal: HTML {
    Form(
      action: frame.address(.matchProposals(run.id, of: run.network)), token: frame.csrfField,
      content: "\(HiddenField(name: "form", value: "own"))\(pair("own"))\(common("own"))",
      buttons: [Button(label: texts(.matchPropose), kind: .secondary)]
    ).html
  }
}
