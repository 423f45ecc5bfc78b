public import Civic

/// The ballot: made for a thumb, complete without script.
public struct BallotPage: Sendable {
  /// What the form carries along.
  public struct Carried: Sendable {
    let pass: String
    /// The mark of the ballot that counts now; empty before the first.
    let base: String

    public init(pass: String, base: String) {
      self.pass = pass
      self.base = base
    }
  }

  let voting: VotingFrame
  let carried: Carried
  let input: FormInput
  let problems: [FieldProblem]
  /// Another ballot was cast with the same link since the form was opened.
  let isOutdated: Bool

  public init(
    _ voting: VotingFrame, _ carried: Carried, input: FormInput = FormInput([]),
    problems: [FieldProblem] = [], isOutdated: Bool = false
  ) {
    self.voting = voting
    self.carried = carried
    self.input = input
    self.problems = problems
    self.isOutdated = isOutdated
  }

  private var texts: Texts { voting.texts }

  public var html: HTML {
    let present: HTML? =
      isOutdated
      ? Notice(tone: .warning, content: "<p>\(texts(.ballotOutdated))</p>", isLive: true).html
      : carried.base.isEmpty
        ? nil : Notice(content: "<p>\(texts(.ballotAlready))</p>").html
    return voting.page(
      texts(.ballotTitle), problems: problems,
      """
      \(present)<p class="lead">\(voting.limits)</p>\
      \(Form(
        action: voting.address(.ballot), token: voting.frame.csrfField,
        content: """
          \(hidden)<div class="ballot">\(BallotFields(
            voting: voting, input: input, problems: problems))</div>
          """,
        buttons: [Button(label: texts(.ballotReview), act: .submit(name: "step", value: "review"))]
      ))\
      <p><a href="\(voting.address(.trust))">\(texts(.trustTitle))</a></p>\
      \(data)
      """)
  }

  private var hidden: [HiddenField] {
    [
      HiddenField(name: "pass", value: carried.pass),
      HiddenField(name: "base", value: carried.base),
    ]
  }

  private var data: HTML {
    Details(
      summary: texts(.voteDataTitle),
      content: """
        <p>\(texts(.voteDataText))</p>\
        \(ActionForm(
          action: voting.address(.data), token: voting.frame.csrfField,
          button: Button(
            label: texts(.voteDataExport), act: .submit(name: "step", value: "export"),
            kind: .secondary),
          fields: [HiddenField(name: "pass", value: carried.pass)]))\
        \(ActionForm(
          action: voting.address(.data), token: voting.frame.csrfField,
          button: Button(
            label: texts(.voteDataErase), act: .submit(name: "step", value: "erase"),
            kind: .danger),
          fields: [HiddenField(name: "pass", value: carried.pass)]))
        """
    ).html
  }
}

/// The questions of a ballot, by its style.
struct BallotFields: Component {
  let voting: VotingFrame
  let input: FormInput
  let problems: [FieldProblem]

  private var texts: Texts { voting.texts }
  private var rules: BudgetVoteRules { voting.rules }

  var html: HTML {
    switch rules.ballot.style {
    case .approval, .knapsack: boxes
    case .points: points
    case .ranking: ranks
    }
  }

  private var notes: FieldNotes {
    FieldNotes(
      error: problems.first { $0.field == "p" }.map { texts.sentence($0.message) })
  }

  private var boxes: HTML {
    let chosen = Set(input.all("p"))
    return Checkboxes(
      name: "p", legend: texts(.voteProjects),
      choices: rules.projects.map { project in
        Choice(
          value: String(project.number), label: voting.name(project), hint: hint(project),
          isChosen: chosen.contains(String(project.number)), reveals: more(project))
      }, notes: notes
    ).html
  }

  private func hint(_ project: BudgetVoteRules.Project) -> String {
    ([voting.money(project.cost)] + [project.district, project.category].compactMap(\.self))
      .joined(separator: " · ")
  }

  private func more(_ project: BudgetVoteRules.Project) -> HTML? {
    project.text.map {
      Details(summary: texts(.voteProjectMore), content: voting.frame.prose($0)).html
    }
  }

  private var points: HTML {
    let most = min(rules.ballot.mostPoints ?? rules.ballot.points ?? 0, rules.ballot.points ?? 0)
    let fields = rules.projects.map { project -> HTML in
      let name = "p\(project.number)"
      let label = "\(voting.name(project)) (\(hint(project)))"
      let field: HTML
      if most <= 20 {
        field =
          Select(
            name: name, label: label,
            choices: (0...max(most, 0)).map {
              Choice(
                value: String($0), label: String($0), isChosen: (input[name] ?? "0") == String($0))
            }
          ).html
      } else {
        field =
          NumberField(name: name, label: label, value: input[name] ?? "", unit: nil).html
      }
      return field + (more(project) ?? .empty)
    }
    return Fieldset(
      id: "p", legend: texts(.voteProjects), notes: notes, content: HTML.joined(fields)
    ).html
  }

  private var ranks: HTML {
    let fields = (1...max(rules.mostChoices, 1)).map { rank in
      Select(
        name: "r\(rank)", label: texts(.ballotRank, ["number": .text(String(rank))]),
        choices: rules.projects.map { project in
          Choice(
            value: String(project.number), label: "\(voting.name(project)) (\(hint(project)))",
            isChosen: input["r\(rank)"] == String(project.number))
        }, placeholder: texts(.ballotNoRank)
      ).html
    }
    return Fieldset(
      id: "p", legend: texts(.voteProjects), notes: notes, content: HTML.joined(fields)
    ).html
  }
}

/// Reads a ballot from a form.
public enum BallotInput {
  public static func read(
    _ input: FormInput, _ rules: BudgetVoteRules
  ) -> (marks: BallotMarks, problems: [FieldProblem]) {
    let read = BallotMarks(marks(input, rules))
    return (
      read,
      rules.faults(of: read).map { FieldProblem(field: "p", message: rules.message(of: $0)) }
    )
  }

  /// What is no number stands for a project that is not there.
  private static func marks(
    _ input: FormInput, _ rules: BudgetVoteRules
  ) -> [BallotMarks.Mark] {
    switch rules.ballot.style {
    case .approval, .knapsack: input.all("p").map { BallotMarks.Mark(project: Int($0) ?? 0) }
    case .points:
      rules.projects.compactMap { project -> BallotMarks.Mark? in
        let text = input.text("p\(project.number)") ?? ""
        if text.isEmpty || text == "0" { return nil }
        return BallotMarks.Mark(project: project.number, points: Int(text) ?? -1)
      }
    case .ranking:
      (1...max(rules.mostChoices, 1)).compactMap { rank -> BallotMarks.Mark? in
        input.text("r\(rank)").map { BallotMarks.Mark(project: Int($0) ?? 0) }
      }
    }
  }

  /// The form's values for marks that were made before.
  public static func input(_ marks: BallotMarks, _ rules: BudgetVoteRules) -> FormInput {
    switch rules.ballot.style {
    case .approval, .knapsack:
      FormInput(marks.marks.map { (name: "p", value: String($0.project)) })
    case .points:
      FormInput(marks.marks.map { (name: "p\($0.project)", value: String($0.points)) })
    case .ranking:
      FormInput(
        marks.marks.enumerated().map { place, mark in
          (name: "r\(place + 1)", value: String(mark.project))
        })
    }
  }
}
