public import Civic
import Exact

/// Where ballots on paper are handed out and typed in.
public struct PaperPage: Sendable {
  /// A ballot on paper that is not settled.
  public struct Open: Sendable {
    public let serial: Int
    public let readings: [(clerk: String, marks: BallotMarks)]
    public let differs: Bool

    public init(serial: Int, readings: [(clerk: String, marks: BallotMarks)], differs: Bool) {
      self.serial = serial
      self.readings = readings
      self.differs = differs
    }
  }

  let voting: VotingFrame
  /// The account of the reader.
  let clerk: String
  let open: [Open]
  let settled: Int
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    _ voting: VotingFrame, clerk: String, open: [Open], settled: Int, input: FormInput,
    problems: [FieldProblem]
  ) {
    self.voting = voting
    self.clerk = clerk
    self.open = open
    self.settled = settled
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { voting.texts }

  public var html: HTML {
    voting.page(
      texts(.votePaperTitle), problems: problems,
      """
      <p class="lead">\(texts(.votePaperText))</p>\
      <p>\(texts(.votePaperSettled, ["count": .count(settled)]))</p>\
      \(differing)\(waiting)\(entry)\(handOut)\(stubs)
      """)
  }

  private var entry: HTML {
    """
    <section><h2>\(texts(.votePaperEnter))</h2>\
    \(form(.paper, serial: input["serial"] ?? "", input, problems, texts(.votePaperSave)))</section>
    """
  }

  private func form(
    _ part: Link.ConsultationPart, serial: String, _ input: FormInput,
    _ problems: [FieldProblem], _ label: String
  ) -> HTML {
    Form(
      action: voting.address(part), token: voting.frame.csrfField,
      content: """
        \(NumberField(
          name: "serial", label: texts(.votePaperSerialField), value: serial,
          notes: FieldNotes(
            error: problems.first { $0.field == "serial" }.map { texts.sentence($0.message) }),
          isRequired: true))\
        <div class="ballot">\(BallotFields(voting: voting, input: input, problems: problems))</div>
        """,
      buttons: [Button(label: label)]
    ).html
  }

  /// What two people read differently, side by side; only now may each see the other's reading.
  private var differing: HTML? {
    let ballots = open.filter(\.differs)
    guard !ballots.isEmpty else { return nil }
    let items = ballots.map { ballot -> HTML in
      let readings = ballot.readings.enumerated().map { place, reading -> HTML in
        """
        <h4>\(texts(.votePaperReading, ["number": .text(String(place + 1))]))</h4>\
        \(voting.list(reading.marks))\(settle(ballot.serial, reading.marks))
        """
      }
      return """
        <li><h3>\(texts(.votePaperNumber, ["number": .text(String(ballot.serial))]))</h3>\
        \(readings)</li>
        """
    }
    return """
      <section><h2>\(texts(.votePaperDiffers))</h2><p>\(texts(.votePaperDiffersText))</p>\
      <ul class="results">\(items)</ul></section>
      """
  }

  private func settle(_ serial: Int, _ marks: BallotMarks) -> HTML {
    let values = BallotInput.input(marks, voting.rules)
    let fields = values.names.reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }.flatMap { name in values.all(name).map { HiddenField(name: name, value: $0) } }
    return ActionForm(
      action: voting.address(.settlement), token: voting.frame.csrfField,
      button: Button(label: texts(.votePaperTake), kind: .secondary),
      fields: [HiddenField(name: "serial", value: String(serial))] + fields
    ).html
  }

  /// What waits for a second person, by number alone.
  private var waiting: HTML? {
    let ballots = open.filter { !$0.differs }
    guard !ballots.isEmpty else { return nil }
    let numbers = { (list: [Open]) in
      texts.formats.list(list.prefix(50).map { String($0.serial) })
    }
    let mine = ballots.filter { $0.readings.contains { $0.clerk == clerk } }
    let others = ballots.filter { !$0.readings.contains { $0.clerk == clerk } }
    return """
      <section><h2>\(texts(.votePaperWaiting))</h2>\
      \(others.isEmpty ? nil : "<p>\(texts(.votePaperForYou, ["numbers": .text(numbers(others))]))</p>" as HTML)\
      \(mine.isEmpty ? nil : "<p>\(texts(.votePaperForOthers, ["numbers": .text(numbers(mine))]))</p>" as HTML)\
      </section>
      """
  }

  /// Numbers and codes to be printed, for those who look after the vote.
  private var stubs: HTML? {
    guard voting.frame.viewer.may(.manageCity, .city(voting.city.id)) else { return nil }
    let field = { (name: String, label: TextKey) in
      NumberField(
        name: name, label: texts(label), value: input[name] ?? "",
        notes: FieldNotes(
          error: problems.first { $0.field == name }.map { texts.sentence($0.message) }),
        isRequired: true)
    }
    return """
      <section><h2>\(texts(.votePaperStubs))</h2><p>\(texts(.votePaperStubsText))</p>\
      \(Form(
        action: voting.address(.stubs), token: voting.frame.csrfField,
        content: FieldRow(fields: [
          field("from", .votePaperStubsFrom).html, field("count", .votePaperStubsCount).html,
        ]).html,
        buttons: [Button(label: texts(.votePaperStubsMake), kind: .secondary)]))</section>
      """
  }

  private var handOut: HTML {
    """
    <section><h2>\(texts(.votePaperHandOut))</h2><p>\(texts(.votePaperHandOutText))</p>\
    \(Form(
      action: voting.address(.handOut), token: voting.frame.csrfField,
      content: VoterFields(voting: voting, input: input, problems: problems).html,
      buttons: [Button(label: texts(.votePaperHandOutAct), kind: .secondary)]))</section>
    """
  }
}
