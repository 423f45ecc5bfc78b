public import Civic
import Exact

/// What was marked, before it is cast.
public struct BallotReviewPage: Sendable {
  let voting: VotingFrame
  let carried: BallotPage.Carried
  let marks: BallotMarks

  public init(_ voting: VotingFrame, _ carried: BallotPage.Carried, marks: BallotMarks) {
    self.voting = voting
    self.carried = carried
    self.marks = marks
  }

  public var html: HTML {
    let texts = voting.texts
    let hidden = [
      HiddenField(name: "pass", value: carried.pass),
      HiddenField(name: "base", value: carried.base),
      HiddenField(name: "marks", value: marks.text),
    ]
    let sum = marks.marks.reduce(Int64(0)) { $0 + (voting.rules.project($1.project)?.cost ?? 0) }
    return voting.page(
      texts(.ballotReviewTitle),
      """
      \(voting.list(marks))\
      <p>\(texts(.ballotSum, ["amount": .money(voting.rules.money(sum))]))</p>\
      \(Form(
        action: voting.address(.ballot), token: voting.frame.csrfField, content: "\(hidden)",
        buttons: [
          Button(label: texts(.ballotCast), act: .submit(name: "step", value: "cast")),
          Button(
            label: texts(.ballotBack), act: .submit(name: "step", value: "edit"), kind: .secondary),
        ]))
      """)
  }
}

/// The ballot is in the box; this is what the voter takes home.
public struct ReceiptPage: Sendable {
  let voting: VotingFrame
  let receipt: VoteReceipt
  let isFirst: Bool

  public init(_ voting: VotingFrame, receipt: VoteReceipt, isFirst: Bool) {
    self.voting = voting
    self.receipt = receipt
    self.isFirst = isFirst
  }

  public var html: HTML {
    let texts = voting.texts
    let until = voting.consultation.votingUntil ?? voting.rules.votingUntil
    return voting.page(
      texts(.receiptTitle),
      """
      \(Notice(
        tone: .good,
        content: "<p>\(texts(isFirst ? .receiptTaken : .receiptChanged))</p>", isLive: true))\
      <p>\(texts(.receiptText))</p>\
      <p class="receipt"><strong>\(receipt.code.shown)</strong></p>\
      <p>\(texts(.receiptKeep, ["until": .day(until)]))</p>\
      \(Details(
        summary: texts(.receiptWhole),
        content: """
          <p>\(texts(.receiptWholeText))</p><p><code>\(receipt.text)</code></p>
          """))\
      <p>\(texts(.receiptPressure))</p>\
      <p><a href="\(voting.address(.receipts))">\(texts(.receiptCheckTitle))</a></p>
      """)
  }
}

/// Where a voter finds the ballot of a receipt.
public struct ReceiptCheckPage: Sendable {
  public enum Finding: Sendable {
    case counted(BallotMarks)
    case replaced
    /// Given out in this vote, yet its ballot is nowhere.
    case missing
    /// Given out in this vote, which is still open.
    case genuine
    /// Never given out in this vote.
    case forged
    case unknown
    case unreadable
    /// A code alone says nothing before the close.
    case tooEarly
  }

  let voting: VotingFrame
  let typed: String
  let finding: Finding?

  public init(_ voting: VotingFrame, typed: String = "", finding: Finding? = nil) {
    self.voting = voting
    self.typed = typed
    self.finding = finding
  }

  private var texts: Texts { voting.texts }

  public var html: HTML {
    voting.page(
      texts(.receiptCheckTitle),
      """
      <p class="lead">\(texts(.receiptCheckText))</p>\(answer)\
      <form method="get" action="\(voting.address(.receipts))">\
      \(TextField(
        name: "receipt", label: texts(.receiptField), value: typed,
        notes: FieldNotes(hint: texts(.receiptHint)), isRequired: true, autocomplete: "off"))\
      \(ButtonRow(buttons: [Button(label: texts(.receiptCheckAct))]))</form>
      """)
  }

  private var answer: HTML? {
    guard let finding else { return nil }
    let (tone, key): (Tone, TextKey) =
      switch finding {
      case .counted: (.good, .receiptCounted)
      case .replaced: (.info, .receiptReplaced)
      case .missing: (.bad, .receiptMissing)
      case .genuine: (.good, .receiptGenuine)
      case .forged: (.bad, .receiptForged)
      case .unknown: (.warning, .receiptUnknown)
      case .unreadable: (.warning, .receiptUnreadable)
      case .tooEarly: (.info, .receiptTooEarly)
      }
    var list: HTML?
    if case .counted(let marks) = finding { list = voting.list(marks) }
    return Notice(tone: tone, content: "<p>\(texts(key))</p>\(list)", isLive: true).html
  }
}
