import Civic

/// Where a voter shows the right to vote.
public struct VoteEntryPage: Sendable {
  let voting: VotingFrame
  /// For a clerk who helps a voter at a desk.
  let isDesk: Bool
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    _ voting: VotingFrame, isDesk: Bool = false, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.voting = voting
    self.isDesk = isDesk
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { voting.texts }

  public var html: HTML {
    voting.page(
      texts(isDesk ? .voteDeskTitle : .voteNow), problems: problems,
      """
      <p class="lead">\(isDesk ? texts(.voteDeskText) : voting.limits)</p>\
      <p>\(texts(.voteSecrecy)) <a href="\(voting.address(.trust))">\(texts(.trustTitle))</a></p>\
      \(Form(
        action: voting.address(isDesk ? .desk : .entry), token: voting.frame.csrfField,
        content: VoterFields(
          voting: voting, input: input, problems: problems).html,
        buttons: [Button(label: texts(.voteContinue))]))
      """)
  }
}

/// The fields by which a voter is known.
struct VoterFields: Component {
  let voting: VotingFrame
  let input: FormInput
  let problems: [FieldProblem]

  private var texts: Texts { voting.texts }

  var html: HTML {
    switch voting.rules.entry {
    case .email: field("email", .voteEmailField, hint: .voteEmailHint, kind: .email)
    case .code: field("code", .voteCodeField, hint: .voteCodeHint)
    case .register:
      field("number", .voteNumberField, hint: .voteNumberHint)
        + field("check", .voteCheckField, hint: .voteCheckHint)
    }
  }

  private func field(
    _ name: String, _ label: TextKey, hint: TextKey, kind: TextField.Kind = .text
  ) -> HTML {
    TextField(
      name: name, label: texts(label), value: input[name] ?? "",
      notes: FieldNotes(
        hint: texts(hint),
        error: problems.first { $0.field == name }.map { texts.sentence($0.message) }),
      kind: kind, width: .medium, isRequired: true,
      autocomplete: kind == .email ? "email" : "off", maxLength: 254
    ).html
  }
}

/// A page of one message: a letter is on its way, a link does not work, voting is over.
public struct VoteMessagePage: Sendable {
  public enum Word: Sendable {
    case letterSent, linkWrong, notOpen, tooOften, onPaper, notEntitled, erased, nothingToErase
    case paperHandedOut
  }

  let voting: VotingFrame
  let word: Word

  public init(_ voting: VotingFrame, _ word: Word) {
    self.voting = voting
    self.word = word
  }

  public var html: HTML {
    let texts = voting.texts
    let (title, text): (TextKey, TextKey) =
      switch word {
      case .letterSent: (.voteLetterSentTitle, .voteLetterSentText)
      case .linkWrong: (.voteLinkWrongTitle, .voteLinkWrongText)
      case .notOpen: (.voteNotOpenTitle, .voteNotOpenText)
      case .tooOften: (.voteTooOftenTitle, .voteTooOftenText)
      case .onPaper: (.voteOnPaperTitle, .voteOnPaperText)
      case .notEntitled: (.voteNotEntitledTitle, .voteNotEntitledText)
      case .erased: (.voteErasedTitle, .voteErasedText)
      case .nothingToErase: (.voteErasedTitle, .voteNothingToEraseText)
      case .paperHandedOut: (.votePaperHandedTitle, .votePaperHandedText)
      }
    return voting.page(
      texts(title),
      """
      <p class="lead">\(texts(text))</p>\
      <p><a href="\(voting.frame.address(.consultation(voting.consultation.id)))">\
      \(voting.frame.words(voting.rules.name))</a></p>
      """)
  }
}
